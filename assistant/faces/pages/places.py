"""The ways between the pages: an item on the map, tasks to compare, a question to the chat."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ...standard.model import Standard
from . import conversation
from .language import language, t

_KEY = "pages"


def register(pages: dict[str, Any]) -> None:
    """Tell this session which pages there are, by name. Called by the door at every run."""
    st.session_state[_KEY] = pages


def link(name: str, label: str, icon: str, standard: Standard, **named: str) -> None:
    """A link to a page; none where the app runs without it.

    :param named: what its address names: the item in `ref`, what to compare in `with`.
    """
    if page := st.session_state.get(_KEY, {}).get(name):
        st.page_link(page, label=label, icon=f":material/{icon}:", query_params=_address(standard, **named))


def ask(question: str, standard: Standard, key: str) -> None:
    """A button that takes a question to the chat and asks it there."""
    page = st.session_state.get(_KEY, {}).get("chat")
    if page and st.button(t("ask.button", question=question), icon=":material/forum:", type="tertiary", key=key):
        conversation.ask(question)
        st.switch_page(page, query_params=_address(standard))


def _address(standard: Standard, **named: str) -> dict[str, str]:
    """The parameters of a link: what it names, the standard, and the reader's language."""
    return {name: value for name, value in named.items() if value} | {"standard": standard.code, "lang": language()}
