"""Rows of text with commas between (CSV): a spreadsheet opens them with their Chinese, and runs nothing in them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from ..standard.code import clean

_FORMULA = ("=", "+", "-", "@")
_BREAKING = ("\t", "\r", "\n")
"""What some spreadsheets skip at the beginning of a cell before they look for a formula."""


def delimited(rows: Iterable[Sequence[object]]) -> str:
    """The rows with a byte-order mark in front, every text harmless."""
    written = StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def harmless(cell: object) -> object:
    """A cell, with an apostrophe in front of a text that a spreadsheet might run as a formula, full width or hidden."""
    return f"'{cell}" if isinstance(cell, str) and formula(cell) else cell


def formula(text: str) -> bool:
    """Whether a spreadsheet might run a text: it begins so, in any spelling, behind anything that is not seen."""
    return text.startswith(_BREAKING) or clean(text).lstrip().startswith(_FORMULA)
