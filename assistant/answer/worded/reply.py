"""Reading a reply within limits: total time, length, repetition; and the one thing that may be tried again.

The model is read in a thread of its own, so that whoever waits can go on waiting, give up, or be drawn
again meanwhile, whatever the connection does. A thread given up ends at the client's own time-out.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import ModelFault
from .chat import Chat, Prompt

log = logging.getLogger(__name__)

TICK = 0.25
"""Longest time without an event, in seconds: the page can be drawn and left in between."""
PAUSE = 0.5
"""Before a refused connection is tried again, in seconds."""
LONGEST_WAIT = 5.0
"""Longest retry-after that is waited for, in seconds."""
_REPEATED = 40
"""Characters at the end of a reply that, seen three times before, make it an endless repetition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one reply: `seconds` in all, `silence` between two pieces in seconds, `characters` in all."""

    seconds: float
    silence: float
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text as it came; empty when nothing came for a tick."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing a worker says: how it ended."""

    fault: ModelFault | None


class _Worker:
    """One request, read in the background into a queue."""

    def __init__(self, chat: Chat, prompt: Prompt) -> None:
        self.queue: queue.SimpleQueue[str | _End] = queue.SimpleQueue()
        self._left = threading.Event()
        threading.Thread(target=self._read, args=(chat, prompt), daemon=True).start()

    def leave(self) -> None:
        """Nobody reads on."""
        self._left.set()

    def _read(self, chat: Chat, prompt: Prompt) -> None:
        try:
            for text in chat.reply(prompt):
                if self._left.is_set():
                    return
                self.queue.put(text)
            self.queue.put(_End(None))
        except ModelFault as fault:
            self.queue.put(_End(fault))
        except Exception as error:  # noqa: BLE001 - a thread has no one to tell but its queue
            log.warning("the chat model failed: %s", type(error).__name__)
            self.queue.put(_End(ModelFault("unknown")))


def read(chat: Chat, prompt: Prompt, limits: Limits) -> Iterator[Piece]:
    """The pieces of a reply, with empty ones as time passes.

    Tried again, once and only before the first piece: a refused connection, and a server that names a
    short wait. All attempts share one time limit.

    :raises ModelFault: when there is no reply, it ends early, or a limit is reached.
    """
    deadline = time.monotonic() + limits.seconds
    try:
        yield from _attempt(chat, prompt, limits, deadline)
    except ModelFault as fault:
        pause = _pause(fault)
        if pause is None or time.monotonic() + pause >= deadline:
            raise
    else:
        return
    yield from _idle(pause)
    yield from _attempt(chat, prompt, limits, deadline)


def _pause(fault: ModelFault) -> float | None:
    """Seconds until another attempt; None when there must not be one."""
    if fault.reason == "unreachable":
        return PAUSE
    if fault.reason == "busy" and fault.wait is not None and 0 <= fault.wait <= LONGEST_WAIT:
        return fault.wait
    return None


def _idle(seconds: float) -> Iterator[Piece]:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        threading.Event().wait(min(left, TICK))
        yield Piece()


def _attempt(chat: Chat, prompt: Prompt, limits: Limits, deadline: float) -> Iterator[Piece]:
    worker, text, heard = _Worker(chat, prompt), "", time.monotonic()
    try:
        while True:
            now = time.monotonic()
            if now >= deadline or now - heard >= limits.silence:
                raise ModelFault("slow")
            try:
                came = worker.queue.get(timeout=min(TICK, deadline - now))
            except queue.Empty:
                yield Piece()
                continue
            heard = time.monotonic()
            if isinstance(came, _End):
                _judge(came, text)
                return
            text += came
            if len(text) > limits.characters or _repeats(text):
                raise ModelFault("endless")
            yield Piece(text=came)
    finally:
        worker.leave()


def _judge(end: _End, text: str) -> None:
    if end.fault and text and end.fault.reason in ("unreachable", "unreadable", "server", "slow", "unknown"):
        raise ModelFault("interrupted")
    if end.fault:
        raise end.fault
    if not text.strip():
        raise ModelFault("empty")


def _repeats(text: str) -> bool:
    tail = text[-_REPEATED:]
    return len(tail) == _REPEATED and text.count(tail) > 3
