"""The buttons that take a page's tables along, as Excel and CSV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import streamlit as st

from ..export.delimited import archive, delimited
from ..export.table import Table
from ..export.workbook import workbook
from .language import t

_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST = 80
"""Characters of a file's name; some systems take no more than 255 bytes, and a Chinese character has three."""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def stem(*words: str) -> str:
    """A file's name without its ending that says what is in it, of nothing that a file system refuses."""
    return _UNSAFE.sub("-", " ".join(filter(None, words))).strip("-.")[:_LONGEST].rstrip("-.")


def downloads(tables: Sequence[Table], *words: str) -> None:
    """Draw the buttons; the files are built on the click. Several tables are an archive of as many CSV files.

    :param words: what the files are called by.
    """
    name = stem(*words)
    with st.container(horizontal=True, gap="xsmall", key="downloads", width="content"):
        _button(t("export.excel"), partial(workbook, tables), f"{name}.xlsx", EXCEL)
        if len(tables) == 1:
            _button(t("export.csv"), partial(delimited, tables[0]), f"{name}.csv", "text/csv")
        else:
            label = t("export.archive", count=len(tables))
            _button(label, partial(archive, tables), f"{name}.zip", "application/zip")


def _button(label: str, build: partial[bytes], name: str, mime: str) -> None:
    st.download_button(
        label,
        data=build,
        file_name=name,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{name.rpartition('.')[2]}",
    )
