"""A table, whatever shows it: a page, a file for a spreadsheet, a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...standard.relations import Item

Cell = str | int | float | Item | tuple[str, ...]
"""A text (empty for a blank), a number, an item that stands for its wording, or words that may be codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, its width in Latin characters, what its cells are, and how one is had of a record.

    Cells of a `link` column are addresses, for files alone: on a page the codes themselves lead on. Those of a
    `rating` column are points and have their colours, those of a `difference` column stand out from two on.

    `options` are what a spreadsheet lets one choose from; `mark` is the name by which a file that comes back is read.
    """

    title: str
    width: int
    kind: Literal["text", "number", "link", "rating", "difference"] = "text"
    of: Callable[[Any], Cell] = str
    options: tuple[int, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; `name` is what the look of pages and paper knows the table by."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""


def tabulate(title: str, columns: Sequence[Column], records: Iterable[Any], name: str = "") -> Table:
    """A row for each record; a column for links is left out where the app does not know its address."""
    rows = [[column.of(record) for column in columns] for record in records]
    kept = [n for n, column in enumerate(columns) if column.kind != "link" or any(row[n] for row in rows)]
    return Table(
        title=title,
        columns=tuple(columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
        name=name,
    )


def flat(cell: Cell) -> str | int | float:
    """A cell as files hold it."""
    if isinstance(cell, Item):
        return cell.text
    return "、".join(cell) if isinstance(cell, tuple) else cell
