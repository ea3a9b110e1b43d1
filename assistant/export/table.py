"""A table ready to be written to a file, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, its width in Latin characters, and what its cells are."""

    name: str
    width: int
    kind: Literal["text", "number", "link"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns. A cell of a link column is an address; an empty text is an empty cell."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int, ...], ...]
