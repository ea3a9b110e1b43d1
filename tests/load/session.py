"""A reader without a browser: the app's own protocol over its web socket, as a page speaks it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from assistant.language.catalogue.area import PAGES

KEPT = PAGES.say("feedback.kept", "zh-TW")
PATIENCE = 120.0
"""Seconds that an answer may take."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page drawn: how long it took, what was sent for it, and its text in whatever order."""

    seconds: float
    sent: int
    text: str


class Session:
    """One reader of the chat."""

    def __init__(self, url: str) -> None:
        self._socket = connect(
            f"{url.replace('http', 'ws')}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,  # type: ignore[list-item]
        )
        self._input = self._page = self._thumbs = ""
        self._known: set[str] = set()
        self.first = self._run(BackMsg(), "")

    def ask(self, question: str) -> Drawn:
        """Type a question and wait until the page is drawn with it and its answer."""
        asked = BackMsg()
        state = asked.rerun_script.widget_states.widgets.add()
        state.id = self._input
        state.chat_input_value.data = question
        return self._run(asked, question)

    def rate(self) -> Drawn:
        """Press the thumb under the last answer and wait until the page says that this is kept."""
        pressed = BackMsg()
        state = pressed.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = self._thumbs, "1"
        return self._run(pressed, KEPT)

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _run(self, message: BackMsg, wanted: str) -> Drawn:
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.cached_message_hashes.extend(self._known)
        start, sent, text = time.monotonic(), 0, ""
        self._socket.send(message.SerializeToString())
        while True:
            data = self._socket.recv(timeout=PATIENCE)
            assert isinstance(data, bytes)
            sent += len(data)
            got = ForwardMsg.FromString(data)
            if got.metadata.cacheable:
                self._known.add(got.hash)
            kind = got.WhichOneof("type")
            if kind == "navigation":
                self._page = got.navigation.page_script_hash
            elif kind == "delta":
                text += self._drawn(got)
            ended = kind == "script_finished" and got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            if ended and self._input and wanted in text:
                return Drawn(time.monotonic() - start, sent, text)

    def _drawn(self, message: ForwardMsg) -> str:
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "chat_input":
            self._input = element.chat_input.id
        if kind == "feedback":
            self._thumbs = element.feedback.id
        return f"{element.markdown.body}\n" if kind == "markdown" else ""
