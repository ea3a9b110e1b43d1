"""The buttons that take something along; a file is built on the click, and taking it runs no page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import streamlit as st

from ..export.files import EXCEL, archive, delimited, stem, workbook
from ..export.table import Table
from .language import t

_KINDS = {
    "csv": "text/csv",
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


def downloads(tables: Sequence[Table], *words: str) -> None:
    """Buttons for a page's tables, as Excel and CSV. Several tables are an archive of as many CSV files.

    :param words: what the files are called by.
    """
    name = stem(*words)
    with st.container(horizontal=True, gap="xsmall", key="downloads", width="content"):
        download(t("export.excel"), partial(workbook, tables), f"{name}.xlsx", "download_xlsx")
        if len(tables) == 1:
            download(t("export.csv"), partial(delimited, tables[0]), f"{name}.csv", "download_csv")
        else:
            label = t("export.archive", count=len(tables))
            download(label, partial(archive, tables), f"{name}.zip", "download_zip")
