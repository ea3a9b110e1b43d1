"""The whole source document, line by line, with the lines of one item marked."""

from __future__ import annotations

import streamlit as st

from ...answer.render import chip, escape
from ...standard.passage import sheet
from ...standard.place import place
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
    printed = assistant().stored(code).source_text
    lines = sheet(shown.relations, printed, [span for item in found for span in item.spans])
    marked = [line.number for line in lines if line.marked]
    with topbar(shown, "source.title", goto=f"sheet/L{marked[0]}" if marked else ""):
        pages = max((line.page for line in lines), default=0)
        said = t("source.all_page", count=pages) if pages else t("source.all_line", count=len(lines))
        if marked:
            printed_at = place(span for item in found for span in item.spans)
            numbers = escape(t("map.comma").join(map(str, printed_at.numbers)))
            said = t("source.marked_page" if pages else "source.marked_line", code=chip(found[0].code), numbers=numbers)
        st.markdown(said, width="content")
        downloads([items(shown)], code, shown.standard.name)
    st.html(fragment("passage.sheet", lines=lines))
