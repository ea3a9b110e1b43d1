"""The browser's own address follows what is seen, so that a reload and the way back keep standard, filters, passage."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from .language import language

_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
_PASSAGE = "ref"


def seen(**named: str) -> None:
    """Tell what the address says of the page that is being drawn; whatever is empty is left out."""
    st.session_state.address_named = {name: value for name, value in named.items() if value}


def told(standard: str) -> None:
    """Have the address say what was seen, and of which standard. Call it last on a page."""
    named = st.session_state.pop("address_named", {}) | {"standard": standard}
    st.session_state.address_told = named
    _component("address", {"query": urlencode(named | {"lang": language()})})


def passage(code: str) -> None:
    """Have the address name the passage beside the page, or none. It is there already: nothing has arrived."""
    st.session_state.reference_asked = code
    _component("address_passage", {_PASSAGE: code})


def ours() -> bool:
    """Whether the address says what this session has put there, rather than what somebody opened."""
    asked = {name: value for name, value in st.query_params.items() if name != "lang"}
    return st.session_state.get("address_told") == asked


def _component(key: str, data: dict[str, str]) -> None:
    st.components.v2.component("address", js=_SCRIPT, isolate_styles=False)(key=key, data=data)
