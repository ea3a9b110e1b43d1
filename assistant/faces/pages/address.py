"""Addresses: what the browser's own says of what is seen, what an opened one asks for, and the ways between pages."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from ...standard.model import Standard
from .browser import mount
from .language import language, t
from .session import ask

_PAGES = "pages"


def seen(**named: str) -> None:
    """Tell what the address says of the page that is being drawn; whatever is empty is left out."""
    st.session_state.address_named = {name: value for name, value in named.items() if value}


def told(standard: str) -> None:
    """Have the address say what was seen, and of which standard. Call it last on a page."""
    named = st.session_state.pop("address_named", {}) | {"standard": standard}
    st.session_state.address_told = named
    mount("address", "address", {"query": urlencode(named | {"lang": language()})}, "address.js")


def passage(code: str) -> None:
    """Have the address name the passage beside the page, or none. It is there already: nothing has arrived."""
    st.session_state.reference_asked = code
    mount("address", "address_passage", {"ref": code}, "address.js")


def arrived(name: str, asked: str) -> bool:
    """Whether an address was opened that names something (`name`) else than before; then it is followed, once."""
    before = st.session_state.get(f"{name}_asked", "")
    st.session_state[f"{name}_asked"] = asked
    here = {name: value for name, value in st.query_params.items() if name != "lang"}
    return bool(asked) and asked != before and st.session_state.get("address_told") != here


def register(pages: dict[str, Any]) -> None:
    """Tell this session which pages there are, by name. Called by the door at every run."""
    st.session_state[_PAGES] = pages


def link(name: str, label: str, icon: str, standard: Standard, **named: str) -> None:
    """A link to a page, whose address names what is `named` (an item in `ref`); none where there is no such page."""
    if page := st.session_state.get(_PAGES, {}).get(name):
        asked = {name: value for name, value in named.items() if value} | _around(standard)
        st.page_link(page, label=label, icon=f":material/{icon}:", query_params=asked)


def ask_button(question: str, standard: Standard, key: str) -> None:
    """A button that takes a question to the chat and asks it there."""
    page = st.session_state.get(_PAGES, {}).get("chat")
    if page and st.button(t("ask.button", question=question), icon=":material/forum:", type="tertiary", key=key):
        ask(question)
        st.switch_page(page, query_params=_around(standard))


def _around(standard: Standard) -> dict[str, str]:
    return {"standard": standard.code, "lang": language()}
