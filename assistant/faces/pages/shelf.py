"""A reader's conversations about each standard, one of which is open, and the list of them behind a button.

A session holds them; between sessions it is the reader's own browser that keeps their questions.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_hex

import streamlit as st

from ...answer.render import escape
from . import browser, session
from .conversation import Exchange
from .language import t
from .recollection import LONGEST_TITLE, MOST, Kept, Recollection, recovered, written
from .widgets import button

_LONGEST = 40
"""Characters of a title that are shown in the list."""


@dataclass(slots=True, kw_only=True)
class Conversation:
    """The exchanges, oldest first; `given` is the reader's title, `last` when it was last asked (ms).

    `index`: what it was answered from when the browser kept it.
    """

    id: str = field(default_factory=lambda: token_hex(6))
    given: str = ""
    last: int = 0
    index: str = ""
    exchanges: list[Exchange] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What it is called: as the reader named it, else by its first question."""
        return self.given or " ".join(self.exchanges[0].question.split()) if self.exchanges else ""

    def kept(self, index: str) -> Kept:
        """What there is to keep of it; what was not answered again yet still rests on the index of then."""
        then = self.index if any(one.recalled for one in self.exchanges) else index
        turns = tuple(one.asked for one in self.exchanges)
        return Kept(id=self.id, title=self.given, last=self.last, index=then, turns=turns)

    def take(self, kept: Kept, index: str) -> None:
        """Become as the browser kept it: what it does not have with the same reading is answered again."""
        moved, known = kept.index != index, self.exchanges[-MOST:]
        self.given, self.last, self.index = kept.title, kept.last, kept.index
        self.exchanges[-MOST:] = [
            known[n]
            if n < len(known) and known[n].asked == turn
            else Exchange(question=turn.question, kept=turn, moved=moved)
            for n, turn in enumerate(kept.turns)
        ]


class Shelf:
    """The conversations that have begun, by id, the open one, and those deleted last, which can be had back.

    `gone` are the ids of all that were deleted, here or in another window.
    """

    def __init__(self) -> None:
        self.begun: dict[str, Conversation] = {}
        self.open = Conversation()
        self.deleted: list[Conversation] = []
        self.gone: list[str] = []

    @property
    def newest(self) -> list[Conversation]:
        """The conversations, the one asked last first."""
        return sorted(self.begun.values(), key=lambda one: (one.last, one.id), reverse=True)

    def add(self, asked: list[Exchange]) -> None:
        """Ask in the open conversation, which begins with the first question."""
        self.open.exchanges += asked
        self.open.last = time.time_ns() // 1_000_000
        self.begun[self.open.id] = self.open

    def replace(self, number: int, question: str) -> None:
        """Ask a question of the open conversation otherwise; what came after it was read in its light, and goes."""
        del self.open.exchanges[number:]
        self.add([Exchange(question=question)])

    def begin(self) -> None:
        """Begin a new conversation; the others stay."""
        self.show(Conversation())

    def show(self, one: Conversation) -> None:
        """Open a conversation."""
        self.open = one
        st.session_state.pop("reference", None)

    def delete(self, several: Sequence[Conversation]) -> None:
        """Take conversations away, also from the browser, until they are had back."""
        self.deleted = [self.begun.pop(one.id) for one in several]
        self.gone += [one.id for one in several]
        if self.open in self.deleted:
            self.begin()

    def restore(self) -> None:
        """Have back what was deleted last, as new ones: the old are gone wherever they were."""
        for one in self.deleted:
            one.id = token_hex(6)
            self.begun[one.id] = one
        if not self.open.exchanges:
            self.show(self.deleted[0])
        self.deleted = []

    def recover(self, kept: Recollection, index: str) -> None:
        """Take over what the browser kept; of a conversation that is here too, the one asked last holds.

        :param index: what the index is built from now.
        """
        self.gone += [one for one in kept.deleted if one not in self.gone]
        for one in (one for one in kept.conversations if one.id not in self.gone):
            mine = self.begun.setdefault(one.id, Conversation(id=one.id))
            if mine.last <= one.last:
                mine.take(one, index)
        for id in set(self.begun) & set(self.gone):
            del self.begun[id]
        if self.open.id in self.gone:
            self.open = Conversation()


def shelf(code: str) -> Shelf:
    """The conversations about a standard in this session."""
    made: Shelf = st.session_state.setdefault("conversations", {}).setdefault(code, Shelf())
    return made


def keep(code: str, index: str) -> None:
    """Have the browser keep the conversations, and go on from what it kept earlier or has from another window."""
    held = shelf(code)

    def back(text: str, again: bool) -> None:
        held.recover(recovered(text, code, session.settings().question_limit), index)
        if not again and not held.open.exchanges and held.newest:
            held.show(held.newest[0])

    text = written([one.kept(index) for one in held.newest], held.gone, code)
    browser.keep(f"conversation/{code}", text, back, follow=True)


def menu(held: Shelf) -> None:
    """What stands in the line above the chat: the list, and a new conversation where there is one to leave."""
    if held.begun or held.deleted:
        listed = st.popover(
            t("chat.chats"), icon=":material/forum:", type="tertiary", key="chats", on_change="rerun", width="content"
        )
        if listed.open:
            with listed, st.container(key="chatlist", gap="xsmall"):
                _list(held)
    if held.open.exchanges:
        button(t("chat.new"), "add_comment", "new", held.begin)


def _list(held: Shelf) -> None:
    def undo() -> None:
        shown = held.open
        held.restore()
        st.session_state.chats = held.open is shown  # what takes the page over is not read behind the list

    if held.deleted:
        button(t("chat.undo", count=len(held.deleted)), "undo", "undo", undo, look="secondary", wrap=True)
    for one in held.newest:
        with st.container(horizontal=True, vertical_alignment="center", gap=None, wrap=False):
            if st.session_state.get("renaming") == one.id:
                _rename(one)
            else:
                _row(held, one)
    if len(held.begun) > 1:
        button(t("chat.delete_all", count=len(held.begun)), "delete_sweep", "delete_all", held.delete, held.newest)


def _row(held: Shelf, one: Conversation) -> None:
    def show() -> None:
        held.show(one)
        st.session_state.chats = False  # closes the list

    title = one.title if len(one.title) <= _LONGEST else one.title[:_LONGEST] + "…"
    label, key = f"{escape(title)} {_day(one.last)}".strip(), f"open_{one.id}"
    if one is held.open:
        button(label, "chat", key, show, look="secondary", width="stretch", wrap=True)
    else:
        button(label, "chat_bubble", key, show, width="stretch", wrap=True)
    rename, begin = t("chat.rename"), partial(st.session_state.update, renaming=one.id)
    button(rename, "edit", f"rename_{one.id}", begin, help=rename)
    delete = t("chat.delete")
    button(delete, "delete", f"delete_{one.id}", held.delete, [one], help=delete)


def _rename(one: Conversation) -> None:
    key, state = f"title_{one.id}", st.session_state

    def done() -> None:
        one.given, state.renaming = " ".join(state[key].split())[:LONGEST_TITLE], ""

    label, title = t("chat.renamed"), one.title[:LONGEST_TITLE]
    st.text_input(label, title, LONGEST_TITLE, key=key, label_visibility="collapsed", on_change=done)
    button(t("chat.done"), "check", f"done_{one.id}", done)


def _day(last: int) -> str:
    """When a conversation was last asked something, by the reader's clock; empty where that is not known."""
    if not last:
        return ""
    moment = datetime.fromtimestamp(last / 1000, session.zone())
    return f":small[:gray[{moment:%Y-%m-%d %H\\:%M}]]"
