"""Tables as an Excel workbook to hand over: a cover that says what it is, then a sheet for each table, ready to print.

Texts stay texts, also after somebody edits the cell: nothing in it is a formula. What is to be filled in has lists to
choose from and colours that need neither network nor macro.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ...language.delimited import formula
from .cover import Cover
from .files import writable
from .table import Column, Table, flat

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = 31
"""Characters of a sheet's name that Excel allows."""
_FORBIDDEN = re.compile(r"[\\/*?:\[\]']")
_UPRIGHT = 90
"""Latin characters beside each other that a sheet of paper takes upright."""
_LABEL, _FACT = 18, 70
"""Widths of the two columns of a cover."""
_HEAD, _DIFFERS = "E1ECFA", "F9D4D4"
_POINTS = {1: "F9D4D4", 2: "FCE8C5", 3: "DCEFDC", 4: "B4DDB9"}
"""Colours of ratings, the lowest first; the number stands in the cell beside it."""
_APART = 2
"""Points from which a difference stands out."""
_A4 = 9


def workbook(cover: Cover, tables: Sequence[Table]) -> bytes:
    """The workbook: headings frozen and repeated on every page, filters on, widths set, links live."""
    from openpyxl import Workbook

    book = Workbook()
    _cover(book, book.worksheets[0], cover)
    for table in tables:
        _sheet(book, table, cover)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cover(book: Any, sheet: Any, cover: Cover) -> None:
    sheet.title = _name(cover.sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL, _FACT
    _write(sheet.cell(1, 1), cover.title, cover.font, bold=True, size=15, wrapped=False)
    for line, fact in enumerate(cover.facts, 3):
        _write(sheet.cell(line, 1), fact.label, cover.font, bold=True)
        _write(sheet.cell(line, 2), fact.value, cover.font, link=fact.link)
        if fact.mark:
            _mark(book, sheet, fact.mark, f"$B${line}")
    for line, note in enumerate(cover.notes, len(cover.facts) + 4):
        _write(sheet.cell(line, 2), note, cover.font)
    _paper(sheet, cover, _LABEL + _FACT)


def _sheet(book: Any, table: Table, cover: Cover) -> None:
    from openpyxl.utils import get_column_letter

    sheet, last = book.create_sheet(_name(table.title)), len(table.rows) + 1
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        _write(sheet.cell(1, number), column.title, cover.font, bold=True, fill=_HEAD)
        for line, row in enumerate(table.rows, 2):
            words = column.kind in ("text", "link")
            link = column.kind == "link"
            _write(sheet.cell(line, number), flat(row[number - 1]), cover.font, wrapped=words and not link, link=link)
        if table.rows:
            _rules(sheet, column, f"{letter}2:{letter}{last}")
            if column.mark:
                _mark(book, sheet, column.mark, f"${letter}$2:${letter}${last}")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _paper(sheet, cover, sum(column.width for column in table.columns if column.kind != "link"))


def _rules(sheet: Any, column: Column, cells: str) -> None:
    """What may be chosen in the cells of a column, and the colours that they take on."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.options:
        offered = ",".join(map(str, column.options))
        choice = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True, showErrorMessage=True)
        choice.add(cells)
        sheet.add_data_validation(choice)
    rules = []
    if column.kind == "rating":
        rules = [("equal", [str(point)], colour) for point, colour in _POINTS.items()]
    elif column.kind == "difference":
        rules = [("notBetween", [str(1 - _APART), str(_APART - 1)], _DIFFERS)]
    for operator, formulas, colour in rules:
        fill = PatternFill(bgColor=colour, fill_type="solid")
        rule: Any = CellIsRule
        sheet.conditional_formatting.add(cells, rule(operator=operator, formula=formulas, fill=fill))


def _write(
    cell: Any,
    value: str | int | float,
    font: str,
    *,
    bold: bool = False,
    size: int = 11,
    fill: str = "",
    wrapped: bool = True,
    link: bool = False,
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    if isinstance(value, str):
        value = writable(value)
    if value != "":
        cell.value = value
    if isinstance(value, str) and value:
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.quotePrefix = formula(value)
        if link:
            cell.hyperlink = value
    elif isinstance(value, float):
        cell.number_format = "0.0"
    colour = "0563C1" if link and value else None
    cell.font = Font(name=font, bold=bold, size=size, color=colour, underline="single" if colour else None)
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)


def _paper(sheet: Any, cover: Cover, width: int) -> None:
    """A4 across where the sheet is wide, all columns on one page, page numbers below."""
    sheet.page_setup.orientation = "landscape" if width > _UPRIGHT else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.left.text = cover.title.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"


def _mark(book: Any, sheet: Any, mark: str, cells: str) -> None:
    """Give cells a name that stays with them when rows are sorted and columns moved."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names[mark] = DefinedName(mark, attr_text=f"{quote_sheetname(sheet.title)}!{cells}")


def _name(title: str) -> str:
    return _FORBIDDEN.sub(" ", title)[:_SHEET]
