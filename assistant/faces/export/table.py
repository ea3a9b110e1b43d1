"""A table, whatever shows it: a page, a file for a spreadsheet, a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from ...standard.relations import Item

Cell = str | int | float | Item | tuple[str, ...]
"""A text (empty for a blank), a number, an item that stands for its wording, or words that may be codes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in Latin characters, how its cell of a record is had, and what its cells are.

    Cells of a `link` column are addresses, for files alone: on a page the codes themselves lead on. Those of a
    `rating` column are points and have their colours, those of a `difference` column stand out from two on.

    `options` are what a spreadsheet lets one choose from; `mark` is the name by which a file that comes back is read.
    """

    title: str
    width: int
    of: Callable[[Any], Cell] = str
    kind: Literal["text", "number", "link", "rating", "difference"] = "text"
    options: tuple[int, ...] = ()
    mark: str = ""

    def about(self, part: Callable[[Any], Any]) -> Column:
        """The same of records that are about more: `part` gives what the cell is of."""
        return replace(self, of=lambda record: self.of(part(record)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; `name` is what the look of pages and paper knows the table by."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""


def tabulate(title: str, columns: Iterable[Column], records: Iterable[Any], name: str = "") -> Table:
    """A row for each record; a column for links is left out where the app does not know its address."""
    columns, records = tuple(columns), tuple(records)
    kept = tuple(c for c in columns if c.kind != "link" or any(map(c.of, records)))
    rows = tuple(tuple(column.of(record) for column in kept) for record in records)
    return Table(title=title, columns=kept, rows=rows, name=name)


def flat(cell: Cell) -> str | int | float:
    """A cell as files hold it."""
    if isinstance(cell, Item):
        return cell.text
    return "、".join(cell) if isinstance(cell, tuple) else cell
