"""The whole source document, line by line, with the lines of one item marked."""

from __future__ import annotations

import streamlit as st

from ..answer.render import chip, escape
from ..standard.passage import sheet
from . import printed, taken, trouble
from .card import titlebar
from .download import downloads
from .language import t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, standard


def page() -> None:
    """Draw the document, or why it cannot be shown."""
    try:
        _source()
    except INDEX_TROUBLE as error:
        trouble.index(error)


def _source() -> None:
    current = standard()
    relations = assistant().relations(current.code)
    found = relations.find(st.query_params.get("ref", ""))
    lines = sheet(relations, assistant().source(current.code), [span for item in found for span in item.spans])
    marked = [line.number for line in lines if line.marked]
    citations(current, goto=f"sheet/L{marked[0]}" if marked else "")
    titlebar(current)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(t("source.title"), width="content")
        if marked:
            numbers = escape(t("map.comma").join(map(str, marked)))
            st.markdown(t("source.marked", code=chip(found[0].code), lines=numbers), width="content")
        else:
            st.markdown(t("source.all", count=len(lines)), width="content")
        downloads([taken.listed(current)], current.code, current.name)
    st.html(printed.sheet(lines, t("source.title")))
