"""The whole source document, line by line, with the lines of one item marked."""

from __future__ import annotations

import streamlit as st

from ...answer.render import chip, escape
from ...standard.passage import sheet
from ..export.edition import Edition
from ..export.items import items
from .download import downloads
from .fragment import fragment
from .frame import framed, topbar
from .language import t
from .session import assistant


@framed
def page(shown: Edition) -> None:
    """The document."""
    code = shown.standard.code
    found = shown.relations.find(st.query_params.get("ref", ""))
    lines = sheet(shown.relations, assistant().source(code), [span for item in found for span in item.spans])
    marked = [line.number for line in lines if line.marked]
    with topbar(shown, "source.title", goto=f"sheet/L{marked[0]}" if marked else ""):
        said = t("source.all", count=len(lines))
        if marked:
            numbers = escape(t("map.comma").join(map(str, marked)))
            said = t("source.marked", code=chip(found[0].code), lines=numbers)
        st.markdown(said, width="content")
        downloads([items(shown)], code, shown.standard.name)
    st.html(fragment("passage.sheet", lines=lines))
