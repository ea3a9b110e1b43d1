"""Tables as an Excel workbook to hand over: a cover that says what it is, then a sheet for each table, ready to print.

Texts stay texts, also after somebody edits the cell: nothing in it is a formula. What is to be filled in has lists to
choose from and colours that need neither network nor macro.
"""

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
_HEAD, _LINK = "E1ECFA", "0563C1"
_POINTS = {1: "F9D4D4", 2: "FCE8C5", 3: "DCEFDC", 4: "B4DDB9"}
"""Colours of ratings, the lowest first; the number stands in the cell beside it."""
_RULES = {
    "rating": [("equal", str(point), colour) for point, colour in _POINTS.items()],
    "difference": [("notBetween", "-1,1", "F9D4D4")],
}
"""Which cells of a column of that kind take on which colour: a point each, and differences from two on."""
_A4 = 9


def workbook(cover: Cover, tables: Sequence[Table]) -> bytes:
    """The workbook: headings frozen and repeated on every page, filters on, widths set, links live."""
    from openpyxl import Workbook

    book = Workbook()
    _cover(book.worksheets[0], cover)
    for table in tables:
        _sheet(book.create_sheet(_name(table.title, book.sheetnames)), table, cover)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cover(sheet: Any, cover: Cover) -> None:
    sheet.title = _name(cover.sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABEL, _FACT
    _write(sheet.cell(1, 1), cover.title, cover.font, bold=True, size=15, wrapped=False)
    for line, fact in enumerate(cover.facts, 3):
        _write(sheet.cell(line, 1), fact.label, cover.font, bold=True)
        _write(sheet.cell(line, 2), fact.value, cover.font, link=fact.link)
        _mark(sheet, fact.mark, f"$B${line}")
    for line, note in enumerate(cover.notes, len(cover.facts) + 4):
        _write(sheet.cell(line, 2), note, cover.font)
    _paper(sheet, cover, _LABEL + _FACT)


def _sheet(sheet: Any, table: Table, cover: Cover) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    last = len(table.rows) + 1
    for number, column in enumerate(table.columns, 1):
        letter, link = get_column_letter(number), column.kind == "link"
        sheet.column_dimensions[letter].width = column.width
        _write(sheet.cell(1, number), column.title, cover.font, bold=True)
        sheet.cell(1, number).fill = PatternFill("solid", fgColor=_HEAD)
        for line, row in enumerate(table.rows, 2):
            cell = sheet.cell(line, number)
            _write(cell, flat(row[number - 1]), cover.font, wrapped=column.kind == "text", link=link)
        if table.rows:
            _rules(sheet, column, f"{letter}2:{letter}{last}")
            _mark(sheet, column.mark, f"${letter}$2:${letter}${last}")
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
    rule: Any = CellIsRule
    for operator, bounds, colour in _RULES.get(column.kind, ()):
        fill = PatternFill(bgColor=colour, fill_type="solid")
        sheet.conditional_formatting.add(cells, rule(operator=operator, formula=bounds.split(","), fill=fill))


def _write(cell: Any, value: str | float, font: str, *, wrapped: bool = True, link: bool = False, **look: Any) -> None:
    """:param look: of the font, besides its name."""
    from openpyxl.styles import Alignment, Font

    if isinstance(value, str):
        value = writable(value)
    if value != "":
        cell.value = value
    if isinstance(value, float):
        cell.number_format = "0.0"
    elif isinstance(value, str) and value:
        cell.data_type = "s"  # a text that begins with = stays a text
        cell.quotePrefix = formula(value)
        if link:
            cell.hyperlink, look = value, look | {"color": _LINK, "underline": "single"}
    cell.font = Font(name=font, **{"size": 11} | look)
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)


def _paper(sheet: Any, cover: Cover, width: int) -> None:
    """A4 across where the sheet is wide, all columns on one page, page numbers below."""
    sheet.page_setup.orientation = "landscape" if width > _UPRIGHT else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.left.text = cover.title.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"


def _mark(sheet: Any, mark: str, cells: str) -> None:
    """Give cells a name that stays with them when rows are sorted and columns moved."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    if mark:
        sheet.parent.defined_names[mark] = DefinedName(mark, attr_text=f"{quote_sheetname(sheet.title)}!{cells}")


def _name(title: str, taken: Sequence[str] = ()) -> str:
    """A title as Excel takes it: short, and no sheet's already; capitals do not tell names apart."""
    plain, others = _FORBIDDEN.sub(" ", title), {name.casefold() for name in taken}
    numbered = (plain[: _SHEET - len(end)] + end for end in ("", *(f" ({n})" for n in range(2, len(taken) + 3))))
    return next(name for name in numbered if name.casefold() not in others)
