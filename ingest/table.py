"""Printed rows → entries: rows of the table as its author wrote them, whatever the page ends cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.errors import Malformed
from assistant.standard.code import ICAP, Shape, kind_of, numbers
from assistant.standard.model import Kind
from assistant.standard.relations import OF_ACTIVITY

from .columns import Strand, glued
from .form import FORM, PrintedColumn
from .rows import CellPiece, Where

SHAPES: dict[PrintedColumn, Shape] = {
    column: ICAP.shapes[Kind(column.value)] for column in PrintedColumn if column is not PrintedColumn.LEVEL
}
CELL = (PrintedColumn.KNOWLEDGE, PrintedColumn.SKILL)
_PART = re.compile(rf"{SHAPES[PrintedColumn.ACTIVITY].letter}[0-9.]{{0,9}}")
_REACH = 9  # most pages over which a row may go on before its activity is named


@dataclass(slots=True)
class TableRow:
    """A row of the table: as printed with a piece for each cell, as written with what the next pages go on with.

    `first` on its page it may go on with what the page before began.
    """

    where: Where
    first: bool
    cells: dict[PrintedColumn, list[CellPiece]]

    def take(self, row: TableRow, *, goes_on: bool) -> None:
        """Add a printed row, which goes on after a page end or stands under the one before."""
        for column, pieces in row.cells.items():
            self.cells.setdefault(column, []).extend(replace(piece, goes_on=goes_on) for piece in pieces)

    @property
    def level(self) -> int | None:
        """The level printed in it, the first of `several`.

        :raises Malformed: when something else than a level from 1 to 6 stands there.
        """
        return next((int(found[1]) for found, _ in self._levels()), None)

    @property
    def several(self) -> bool:
        """Whether it prints levels that differ, of which none counts. Raises as `level` does."""
        found = [level for level, _ in self._levels()]
        return len({level[1] for level in found}) > 1 or any(level.re is FORM.levels for level in found)

    @property
    def remark(self) -> str:
        """Its level as printed, where a remark or another level stands beside it. Raises as `level` does."""
        if self.several:
            return "、".join(printed for _, printed in self._levels())
        return next((printed for found, printed in self._levels() if found["remark"]), "")

    def _levels(self) -> Iterator[tuple[re.Match[str], str]]:
        for piece in self.cells.get(PrintedColumn.LEVEL, ()):
            text = ICAP.narrow("".join(piece.text.split()))
            if found := FORM.level.fullmatch(text) or FORM.levels.fullmatch(text):
                yield found, piece.text.strip()
            elif not FORM.nothing.fullmatch(text):
                raise Malformed("document.row_level", where=piece.where, level=text[:20])

    def strand(self, column: PrintedColumn) -> Strand:
        return Strand(self.cells.get(column, ()))

    def begins(self, *columns: PrintedColumn) -> bool:
        """Whether it has text of its own, not carried over a page end, in one of the columns."""
        return any(not piece.goes_on for column in columns for piece in self.cells.get(column, ()))

    def codes(self, column: PrintedColumn) -> list[str | None]:
        """The codes of a column that have wording; None leads when text without a code comes first.

        A code at the very end may be half of one that a page end cuts.
        """
        return [item.code for item in self.strand(column).items(SHAPES[column]) if not item.bare]


def entries(rows: Sequence[TableRow]) -> list[TableRow]:
    """Join the printed rows that make up one row of the table.

    :raises Malformed: when a cell begins with the code of another column, or no activity comes first.
    """
    found: list[TableRow] = []
    for number, row in enumerate(rows):
        if not row.first:
            _in_place(row)
        activity, blank = _activity(rows, number), PrintedColumn.ACTIVITY not in row.cells
        headless = blank and _heads(rows, number, found)
        nameless = bool(found) and PrintedColumn.ACTIVITY not in found[-1].cells
        if row.first and found and (nameless or not (activity or headless) or (activity and _again(found[-1], row))):
            found[-1].take(row, goes_on=True)
        elif not blank or headless:
            found.append(row)
        elif not found:
            raise Malformed("document.no_first_activity", where=row.where)
        else:
            found[-1].take(row, goes_on=False)
    return found


def _activity(rows: Sequence[TableRow], number: int) -> str:
    """The code of the activity a printed row begins with, be it cut by page ends; empty when it begins none."""
    parts: list[CellPiece] = []
    for at in range(number, len(rows)):
        pieces = rows[at].cells.get(PrintedColumn.ACTIVITY, [])
        text = "".join(part.text.strip() for part in parts)
        more = rows[at].first and _PART.fullmatch(text) if parts else pieces
        if not more:
            break
        parts += pieces
    items = glued(parts).strand.items(SHAPES[PrintedColumn.ACTIVITY])
    return items[0].code or "" if items else ""


def _again(entry: TableRow, row: TableRow) -> bool:
    """Whether a page repeats the activity it goes on with, code and wording."""
    before, again = ("".join(each.strand(PrintedColumn.ACTIVITY).text.split()) for each in (entry, row))
    return before == again


def _heads(rows: Sequence[TableRow], number: int, found: Sequence[TableRow]) -> bool:
    """Whether a row that names no activity is cut before that name, which a next page begins with.

    The first row of a page nearly always goes on with the one before, unless it names another task. Any other
    row is one of its own, unless the numbers of its outputs and indicators are those of the row above.
    """
    code = ""
    for at in range(number + 1, min(number + 1 + _REACH, len(rows))):
        if not rows[at].first:
            return False
        if PrintedColumn.ACTIVITY in rows[at].cells:
            code = _activity(rows, at)
            break
    if not code:
        return False
    row = rows[number]
    above = {numbers(own) for own in found[-1].codes(PrintedColumn.ACTIVITY) if own} if found else set()
    if row.first:
        named = ICAP.printed.match(row.strand(PrintedColumn.TASK).text.lstrip())
        return named is not None and numbers(named[0]) not in {own[:1] for own in above}
    texts = (row.strand(column).text for column in (PrintedColumn.OUTPUT, PrintedColumn.INDICATOR))
    codes = (match[0] for text in texts for match in ICAP.printed.finditer(text))
    rows_named = {numbers(inner)[:2] for inner in codes if kind_of(inner) in OF_ACTIVITY}
    return numbers(code) in rows_named or not above & rows_named


def _in_place(row: TableRow) -> None:
    """Refuse a row whose cells have slipped into other columns; a code alone may be one that a page end cut."""
    for column in row.cells:
        text = row.strand(column).text.lstrip()
        found = ICAP.printed.match(text)
        if not found or not text[found.end() :].strip(" ."):
            continue
        code, shape = found[0], SHAPES.get(column)
        others = {other.letter for other in SHAPES.values() if not shape or other.letter != shape.letter}
        if shape is None or code[0] in others or not shape.fits(code):
            raise Malformed("document.wrong_column", where=row.where, code=code, column=FORM.names[column])
