"""Tables as an Excel workbook that is ready to be worked with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from .table import Table

_LIMIT = 31
"""Characters of a sheet's name that Excel allows."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def workbook(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table: heading frozen, filters on, widths set, links live, no formulas."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(_FORBIDDEN.sub(" ", table.title)[:_LIMIT])
        sheet.append([column.name for column in table.columns])
        for number, column in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
            head = sheet.cell(1, number)
            head.font = Font(bold=True)
            head.fill = PatternFill("solid", fgColor="E1ECFA")
        for line, row in enumerate(table.rows, 2):
            for number, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
                cell = sheet.cell(line, number)
                cell.alignment = Alignment(vertical="top", wrap_text=column.kind == "text")
                if value == "":
                    continue
                cell.value = _ILLEGAL.sub("", value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"  # a text that begins with = stays a text
                if column.kind == "link":
                    cell.hyperlink = str(value)
                    cell.style = "Hyperlink"
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    written = BytesIO()
    book.save(written)
    return written.getvalue()
