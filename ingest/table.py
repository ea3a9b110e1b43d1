"""Printed rows → entries: rows of the table as its author wrote them, whatever the page ends cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import Malformed

from .columns import Shape, Strand
from .layout import Column, Piece, Row

SHAPES = {
    Column.TASK: Shape(letter="T", least=1, most=1),
    Column.ACTIVITY: Shape(letter="T", least=2, most=2),
    Column.OUTPUT: Shape(letter="O", least=2, most=4),
    Column.INDICATOR: Shape(letter="P", least=2, most=4),
    Column.KNOWLEDGE: Shape(letter="K", least=1, most=1),
    Column.SKILL: Shape(letter="S", least=1, most=1),
}
CELL = (Column.KNOWLEDGE, Column.SKILL)
_CODE = re.compile(r"\s*([TOPKSA])([0-9]+(?:\.[0-9]+)*)(?![A-Za-z0-9])")


@dataclass(slots=True)
class Entry:
    """A row of the table as it was written: a printed row and what the next pages go on with.

    Each piece stands with a flag that tells whether it goes on with the text before it in its column.
    """

    line: int
    first: bool
    cells: dict[Column, list[tuple[Piece, bool]]]

    def take(self, row: Row, *, goes_on: bool) -> None:
        """Add a printed row, which goes on after a page end or stands under the one before."""
        for column, piece in row.cells.items():
            self.cells.setdefault(column, []).append((piece, goes_on))

    def strand(self, column: Column) -> Strand:
        """What stands in a column, glued."""
        return Strand(self.cells.get(column, ()))

    def begins(self, *columns: Column) -> bool:
        """Whether it has text of its own, not carried over a page end, in one of the columns."""
        return any(not goes_on for column in columns for _, goes_on in self.cells.get(column, ()))

    def first_codes(self, column: Column) -> list[str | None]:
        """The codes a column holds; None leads when text without a code comes first."""
        return [item.code for item in self.strand(column).items(SHAPES[column])]


def entries(rows: Sequence[Row], name: str) -> list[Entry]:
    """Join the printed rows that make up one row of the table.

    :raises Malformed: when a cell begins with the code of another column, or no activity comes first.
    """
    found: list[Entry] = []
    headless = False
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if not row.first:
            _in_place(row, name)
        activity = _activity(row)
        goes_on = row.first and bool(found) and (not activity or headless or _again(found[-1], row))
        headless = not row.first and Column.ACTIVITY not in row.cells and _heads(following, row)
        if goes_on:
            found[-1].take(row, goes_on=True)
        elif found and not row.first and Column.ACTIVITY not in row.cells and not headless:
            found[-1].take(row, goes_on=False)
        elif not found and not activity and Column.ACTIVITY not in row.cells and not headless:
            raise Malformed(f"{name}, line {row.line}: the table begins without an activity (T1.1 …); add its row.")
        else:
            found.append(Entry(row.line, row.first, {}))
            found[-1].take(row, goes_on=False)
    return found


def _activity(row: Row) -> str:
    """The code of the activity a printed row begins with; empty when it begins none."""
    piece = row.cells.get(Column.ACTIVITY)
    items = Strand([(piece, False)]).items(SHAPES[Column.ACTIVITY]) if piece else []
    return items[0].code or "" if items else ""


def _again(entry: Entry, row: Row) -> bool:
    """Whether a page repeats the activity it goes on with, code and wording."""
    before = "".join(piece.text for piece, _ in entry.cells.get(Column.ACTIVITY, ()))
    return "".join(before.split()) == "".join(row.cells[Column.ACTIVITY].text.split())


def _heads(following: Row | None, row: Row) -> bool:
    """Whether the next page's first row names the activity of a row that is cut before that name."""
    code = _activity(following) if following and following.first else ""
    indicators = row.cells.get(Column.INDICATOR) or row.cells.get(Column.OUTPUT)
    return bool(code) and (
        Column.TASK in row.cells or (indicators is not None and indicators.text.strip()[1:].startswith(code[1:] + "."))
    )


def _in_place(row: Row, name: str) -> None:
    """Refuse a row whose cells have slipped into other columns; a code alone may be one that a page end cut."""
    for column, piece in row.cells.items():
        found = _CODE.match(piece.text)
        if not found or not piece.text[found.end() :].strip():
            continue
        code, shape = found[0].strip(), SHAPES.get(column)
        if shape is None or (found[1] in {s.letter for s in _others(column)} or not shape.fits(code)):
            raise Malformed(
                f"{name}, line {row.line}: {code} begins a cell of the column {column}; put it under its heading."
            )


def _others(column: Column) -> Iterator[Shape]:
    letter = SHAPES[column].letter
    return (shape for shape in SHAPES.values() if shape.letter != letter)
