"""The buttons that take something along; a file is built on the click, and taking it runs no page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import streamlit as st

from ..export.cover import View
from ..export.files import archive, delimited
from ..export.table import Table
from ..export.transcript import WORD
from ..export.workbook import EXCEL, workbook
from . import address
from .fragment import fragment
from .language import t
from .session import now

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


def download(
    label: str,
    made: Callable[[], str | bytes],
    name: str,
    key: str,
    *,
    icon: str = "download",
    look: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> None:
    """A button for one file.

    :param name: of the file; its ending says what is in it.
    """
    st.download_button(
        label,
        data=made,
        file_name=name,
        mime=_KINDS[name.rpartition(".")[2]],
        icon=f":material/{icon}:",
        type=look,
        on_click="ignore",
        key=key,
    )


def downloads(shown: View, tables: Sequence[Table]) -> None:
    """What takes a view along: its tables as Excel and CSV, and its address.

    Several tables are an archive of as many CSV files.
    """
    name = shown.name
    if shown.page != "search":  # whose address follows its field as it is typed
        address.seen(**shown.named)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="downloads", width="content"):
        download(t("export.excel"), partial(workbook, shown.cover(now()), tables), f"{name}.xlsx", "download_xlsx")
        if len(tables) == 1:
            download(t("export.csv"), partial(delimited, tables[0]), f"{name}.csv", "download_csv")
        else:
            label = t("export.archive", count=len(tables))
            download(label, partial(archive, tables), f"{name}.zip", "download_zip")
        share(shown.address)


def share(address: str) -> None:
    """A link that copies an address; the citation layer takes the click. Nothing where there is no address."""
    if address:
        st.html(fragment("item.share", address=address), width="content")
