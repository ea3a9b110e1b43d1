"""Tables as files to take along: CSV, an archive of several, an Excel workbook, a page to print."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from .table import Column, Table, flat
from .template import templates

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST = 80
"""Characters of a file's name; some systems take no more than 255 bytes, and a Chinese character has three."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHEET = 31
"""Characters of a sheet's name that Excel allows."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PAPER = templates(Path(__file__).with_name("templates"))


def stem(*words: str) -> str:
    """A file's name without its ending that says what is in it, of nothing that a file system refuses."""
    return _UNSAFE.sub("-", " ".join(filter(None, words))).strip("-.")[:_LONGEST].rstrip("-.")


def delimited(table: Table) -> bytes:
    """CSV that opens in Excel with its Chinese; a text that a spreadsheet would run as a formula gets an apostrophe."""
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow([column.title for column in table.columns])
    lines.writerows([[_disarmed(flat(cell)) for cell in row] for row in table.rows])
    return written.getvalue().encode("utf-8-sig")


def archive(tables: Sequence[Table]) -> bytes:
    """A zip of the tables, a CSV file each, in their order and named by their titles."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        for number, table in enumerate(tables, 1):
            packed.writestr(f"{number}-{stem(table.title)}.csv", delimited(table))
    return written.getvalue()


def workbook(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table: heading frozen, filters on, widths set, links live, no formulas."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(_FORBIDDEN.sub(" ", table.title)[:_SHEET])
        sheet.append([column.title for column in table.columns])
        for number, column in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
            sheet.cell(1, number).font = Font(bold=True)
            sheet.cell(1, number).fill = PatternFill("solid", fgColor="E1ECFA")
        for line, row in enumerate(table.rows, 2):
            for number, (column, cell) in enumerate(zip(table.columns, row, strict=True), 1):
                _fill(sheet.cell(line, number), column, flat(cell))
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def printed(tables: Sequence[Table], **around: object) -> bytes:
    """A page of its own to print or keep, with each table under its title.

    :param around: what else the template asks for: `title`, `lead`, `language` (for browsers), the lines to
        `sign` on, and `under`, which gives what stands under an item's wording.
    """
    return _PAPER.get_template("print.html").render(tables=tables, **around).encode()


def _fill(cell: Any, column: Column, value: str | int) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(vertical="top", wrap_text=column.kind == "text")
    if value == "":
        return
    cell.value = _ILLEGAL.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = stays a text
    if column.kind == "link":
        cell.hyperlink = str(value)
        cell.style = "Hyperlink"


def _disarmed(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
