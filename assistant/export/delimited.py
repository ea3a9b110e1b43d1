"""A table as CSV that opens in Excel with its Chinese intact."""

from __future__ import annotations

import csv
from io import StringIO

from .table import Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def delimited(table: Table) -> bytes:
    """The table with a byte order mark; a text that a spreadsheet would run as a formula gets an apostrophe."""
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow([column.name for column in table.columns])
    lines.writerows([[_safe(value) for value in row] for row in table.rows])
    return written.getvalue().encode("utf-8-sig")


def _safe(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
