"""Documents to take along from the map: a job description and an interview sheet of the tasks that are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from ...standard.relations import Item
from ..export import documents as export
from ..export.checklist import points
from ..export.cover import View
from ..export.edition import Edition
from ..export.files import printed
from ..export.table import Table
from ..export.workbook import workbook
from .download import download
from .language import HTML, language, t
from .session import now

_MADE: dict[str, Callable[[Edition, Sequence[Item]], list[Table]]] = {
    "description": export.description,
    "interview": export.interview,
}


def offer(shown: Edition, tasks: Sequence[Item]) -> None:
    """Both documents, each to print and as Excel."""
    codes = tuple(task.code for task in tasks)
    with st.popover(t("document.title"), icon=":material/description:", type="tertiary"):
        st.caption(t("document.lead", codes=t("map.comma").join(codes)))
        for name, make in _MADE.items():
            st.markdown(f"**{t(f'document.{name}')}**")
            view = _view(shown, codes, name)
            tables = make(shown, tasks)
            around = {
                "title": f"{shown.title or shown.standard.name} {view.title}",
                "lead": " · ".join((shown.standard.code, *codes, *view.notes)),
                "language": HTML[language()],
                "sign": [t("checklist.sign", label=t(f"checklist.about_{n}"), value="") for n in ("person", "date")],
                "under": shown.under,
            }
            with st.container(horizontal=True, gap="xsmall"):
                paper, book = partial(printed, tables, **around), partial(workbook, view.cover(now()), tables)
                download(t("checklist.print"), paper, f"{view.name}.html", f"document_{name}_html", icon="print")
                download(t("export.excel"), book, f"{view.name}.xlsx", f"document_{name}_xlsx")


def _view(shown: Edition, codes: tuple[str, ...], name: str) -> View:
    scale = (t("checklist.points", points=points(shown)),) if name == "interview" else ()
    return View(
        editions=(shown,),
        title=t(f"document.{name}"),
        narrowed=codes,
        page="map",
        named={"tasks": ",".join(codes)},
        notes=(t(f"document.frames_{name}"), *scale),
    )
