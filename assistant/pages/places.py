"""The pages by name, and the ways between them: an item on the map, a question to the chat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ..standard.model import Standard
from .language import language, t
from .session import assistant

_KEY = "pages"


def register(pages: dict[str, Any]) -> None:
    """Tell this session which pages there are, by name. Called by the door at every run."""
    st.session_state[_KEY] = pages


def address(standard: Standard, code: str = "") -> dict[str, str]:
    """The parameters of a link: the item, the standard where several are loaded, and the reader's language."""
    several = len(assistant().standards) > 1
    named = {"ref": code} | ({"standard": standard.code} if several else {})
    return {name: value for name, value in named.items() if value} | {"lang": language()}


def link(name: str, label: str, icon: str, standard: Standard, code: str = "") -> None:
    """A link to a page of the app that opens at an item."""
    if page := _page(name):
        st.page_link(page, label=label, icon=icon, query_params=address(standard, code))


def compare(codes: Sequence[str], standard: Standard) -> None:
    """A link to the comparison of some tasks or activities."""
    if page := _page("compare"):
        label = t("map.compare", codes=t("map.comma").join(codes))
        st.page_link(
            page,
            label=label,
            icon=":material/compare_arrows:",
            query_params=address(standard) | {"with": ",".join(codes)},
        )


def ask(question: str, standard: Standard, key: str) -> None:
    """A button that takes a question to the chat and asks it there."""
    page = _page("chat")
    if page and st.button(t("ask.button", question=question), icon=":material/forum:", type="tertiary", key=key):
        st.session_state.setdefault("asked", []).append(question)
        st.switch_page(page, query_params=address(standard))


def _page(name: str) -> Any:
    """The page of that name; None where the app runs without it."""
    return st.session_state.get(_KEY, {}).get(name)
