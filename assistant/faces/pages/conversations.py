"""The list of conversations behind a button: begin one, open, rename and delete them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Literal

import streamlit as st

from ...answer.render import escape
from . import session
from .language import t
from .recollection import LONGEST_TITLE
from .shelf import Conversation, Shelf

_LONGEST = 40
"""Characters of a title that are shown."""


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
        st.button(t("chat.new"), icon=":material/add_comment:", type="tertiary", key="new", on_click=held.begin)


def _list(held: Shelf) -> None:
    def undo() -> None:
        shown = held.open
        held.restore()
        st.session_state.chats = held.open is shown  # what takes the page over is not read behind the list

    if held.deleted:
        label = t("chat.undo", count=len(held.deleted))
        st.button(label, icon=":material/undo:", key="undo", wrap=True, on_click=undo)
    for one in held.newest:
        with st.container(horizontal=True, vertical_alignment="center", gap=None, wrap=False):
            if st.session_state.get("renaming") == one.id:
                _rename(held, one)
            else:
                _row(held, one)
    if len(held.begun) > 1:
        label = t("chat.delete_all", count=len(held.begun))
        icon = ":material/delete_sweep:"
        st.button(label, icon=icon, type="tertiary", key="delete_all", on_click=held.delete, args=(held.newest,))


def _row(held: Shelf, one: Conversation) -> None:
    def show() -> None:
        held.show(one)
        st.session_state.chats = False  # closes the list

    icon = ":material/chat:" if one is held.open else ":material/chat_bubble:"
    label = " ".join(filter(None, (escape(_cut(one.title)), _day(one.last))))
    look: Literal["secondary", "tertiary"] = "secondary" if one is held.open else "tertiary"
    st.button(label, icon=icon, type=look, width="stretch", wrap=True, key=f"open_{one.id}", on_click=show)
    begin = partial(st.session_state.update, renaming=one.id)
    for name, icon, act in (("chat.rename", "edit", begin), ("chat.delete", "delete", partial(held.delete, [one]))):
        label, key = t(name), f"{name.partition('.')[2]}_{one.id}"
        st.button(label, icon=f":material/{icon}:", type="tertiary", help=label, key=key, on_click=act)


def _rename(held: Shelf, one: Conversation) -> None:
    def done() -> None:
        held.rename(one, st.session_state[f"title_{one.id}"])
        st.session_state.renaming = ""

    name = t("chat.renamed")
    st.text_input(
        name,
        one.title[:LONGEST_TITLE],
        LONGEST_TITLE,
        key=f"title_{one.id}",
        label_visibility="collapsed",
        on_change=done,
    )
    st.button(t("chat.done"), icon=":material/check:", type="tertiary", key=f"done_{one.id}", on_click=done)


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST else title[:_LONGEST] + "…"


def _day(last: int) -> str:
    """When a conversation was last asked something, by the reader's clock; empty where that is not known."""
    if not last:
        return ""
    moment = datetime.fromtimestamp(last / 1000, session.now().tzinfo or UTC)
    return f":small[:gray[{moment:%Y-%m-%d %H\\:%M}]]"
