"""Widgets as all pages have them: buttons, choices that outlast the page, files that are built on the click."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, TypeVar

import streamlit as st

from ...answer.render import escape
from ..export.cover import View
from ..export.edition import Edition
from ..export.files import archive, delimited, printed
from ..export.table import Table
from ..export.transcript import WORD
from ..export.workbook import EXCEL, workbook
from . import address
from .drawing import fragment
from .language import HTML, language, t
from .session import now

_ABREAST = 3
_KINDS = {
    "csv": "text/csv",
    "docx": WORD,
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "md": "text/markdown",
    "xlsx": EXCEL,
    "zip": "application/zip",
}
Look = Literal["primary", "secondary", "tertiary"]
_Act = Callable[..., None]
_Option = TypeVar("_Option")


def button(
    label: str, icon: str, key: str, act: _Act | None = None, *args: Any, look: Look = "tertiary", **more: Any
) -> bool:
    """A button with an icon; `act` is called with `args` before the page is drawn again."""
    icon = f":material/{icon}:"
    return st.button(label, icon=icon, type=look, key=key, on_click=act, args=args, **more)


def pick_one(label: str, names: Mapping[_Option, str], key: str, *, labelled: bool = False) -> _Option:
    """One option, the first until another is chosen; its label is for screen readers alone unless `labelled`."""
    options = tuple(names)
    chosen = st.segmented_control(
        label,
        options,
        default=None if key in st.session_state else options[0],
        required=True,
        format_func=lambda option: names[option],
        key=key,
        persist_state="session",
        label_visibility="visible" if labelled else "collapsed",
    )
    # One is required; a run of the page that was cut short can leave the control without a value.
    return options[0] if chosen is None else chosen


def pick_several(label: str, options: Sequence[_Option], key: str, name: Callable[[Any], str] = str) -> list[_Option]:
    """Some of the options; none is as good as all."""
    return st.pills(
        label, options, selection_mode="multi", format_func=name, key=key, wrap=True, persist_state="session"
    )


def pick_listed(
    label: str, names: Mapping[str, str], key: str, first: Sequence[str], *, most: int | None = None, hint: str = ""
) -> list[str]:
    """At `most` so many options of a long list; `hint` is what an empty choice says, by default the label."""
    if key not in st.session_state:
        st.session_state[key] = [option for option in first if option in names]
    return st.multiselect(
        label,
        list(names),
        format_func=lambda option: names[option],
        max_selections=most,
        key=key,
        persist_state="session",
        placeholder=hint or label,
    )


def cards(name: str, options: Sequence[tuple[str, str, str, Any]], chosen: Callable[[Any], None]) -> None:
    """Buttons as cards, three abreast: for each option its key, what it is called and says, what `chosen` is told."""
    with st.container(key=name):
        for row in range(0, len(options), _ABREAST):
            for column, option in zip(st.columns(_ABREAST), options[row : row + _ABREAST], strict=False):
                key, head, text, told = option
                label = f"*{escape(head)}* {escape(text)}"
                column.button(label, key=f"{name}_{key}", width="stretch", wrap=True, on_click=chosen, args=(told,))


def download(
    label: str, made: Callable[[], str | bytes], name: str, key: str, icon: str = "download", look: Look = "secondary"
) -> None:
    """A button for one file; the ending of its `name` says what is in it."""
    kind, icon = _KINDS[name.rpartition(".")[2]], f":material/{icon}:"
    st.download_button(label, made, name, kind, key, on_click="ignore", type=look, icon=icon)


def downloads(shown: View, tables: Sequence[Table]) -> None:
    """What takes a view along: its tables as Excel and as CSV (an archive of several), and its address."""
    if shown.page != "search":  # whose address follows its field as it is typed
        address.seen(**shown.named)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="downloads", width="content"):
        excel(shown, tables, "download_xlsx")
        if len(tables) == 1:
            download(t("export.csv"), partial(delimited, tables[0]), f"{shown.name}.csv", "download_csv")
        else:
            label = t("export.archive", count=len(tables))
            download(label, partial(archive, tables), f"{shown.name}.zip", "download_zip")
        share(shown.address)


def excel(view: View, tables: Sequence[Table], key: str, label: str = "", icon: str = "download") -> None:
    """A button for an Excel file: its cover, and a sheet for each table."""
    made = partial(workbook, view.cover(now()), tables)
    download(label or t("export.excel"), made, f"{view.name}.xlsx", key, icon=icon)


def paper(
    shown: Edition, view: View, tables: Sequence[Table], key: str, lead: Sequence[str], sign: Mapping[str, str]
) -> None:
    """A button for a page to print: `lead` stands under its title, `sign` on the lines to sign on."""
    around: dict[str, Any] = {
        "title": f"{shown.title or shown.standard.name} {view.title}",
        "lead": " · ".join((shown.standard.code, *lead)),
        "language": HTML[language()],
        "sign": [t("checklist.sign", label=t(f"checklist.about_{name}"), value=sign[name]) for name in sign],
        "under": shown.under,
    }
    download(t("checklist.print"), partial(printed, tables, **around), f"{view.name}.html", key, icon="print")


def share(address: str) -> None:
    """A link that copies an address; the citation layer takes the click. Nothing where there is no address."""
    if address:
        st.html(fragment("item.share", address=address), width="content")
