"""The whole source document, line by line, with the lines of one item marked."""

import streamlit as st

from ...answer.render import chip, escape
from ...standard.address import parted
from ...standard.model import Box, Slot
from ...standard.passage import sheet
from ...standard.place import told
from ..export.cover import View
from ..export.edition import Edition
from ..export.items import items
from .drawing import fragment
from .frame import framed, topbar
from .language import t
from .session import assistant
from .widgets import downloads


@framed
def page(shown: Edition) -> None:
    """The document."""
    found = shown.relations.find(parted(st.query_params.get("ref", ""))[1])
    spans = [span for item in found for span in item.spans]
    lines = sheet(shown.relations, assistant().stored(shown.standard.code).source_text, spans)
    marked = [line.number for line in lines if line.marked]
    with topbar(shown, "source.title", goto=f"sheet/L{marked[0]}" if marked else ""):
        if marked:
            said = t("source.marked", code=chip(found[0].code), places=escape(told(spans, t)))
        elif pages := max((line.at.page for line in lines if isinstance(line.at, Box)), default=0):
            said = t("source.all_page", count=pages)
        elif tables := max((line.at.table for line in lines if isinstance(line.at, Slot)), default=0):
            said = t("source.all_row", count=tables)
        else:
            said = t("source.all_line", count=len(lines))
        st.markdown(said, width="content")
        named = {"ref": found[0].code} if found else {}
        downloads(View(editions=(shown,), title=t("source.title"), page="source", named=named), [items(shown)])
    st.html(fragment("passage.sheet", lines=lines))
