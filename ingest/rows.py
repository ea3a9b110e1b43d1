"""What a document is to everything that reads it: rows of cells, each character at a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assistant.standard.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a cell, from character `start` of line `line` on."""

    text: str
    line: int
    start: int

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text.strip()

    @property
    def span(self) -> Span:
        """Where its printed part stands."""
        inner = self.text.strip()
        start = self.start + self.text.find(inner)
        return Span(self.line, start, start + len(inner))

    def after(self, count: int) -> Piece:
        """The piece without its first `count` characters."""
        return Piece(self.text[count:], self.line, self.start + count)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a cell stands on a page, which counts from 1; from the page's upper left corner, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document as rows of cells. A row of one blank cell is a gap: a page or a section may end there.

    `name` is that of its file and `sha256` that of the bytes as received. `cleaned` counts by kind what a format took
    out or replaced. `boxes` tells, for formats that have pages, where the cell (line from 1, number from 0) stands.
    """

    name: str
    cells: tuple[tuple[str, ...], ...]
    sha256: str = ""
    cleaned: Mapping[str, int] = field(default_factory=dict)
    boxes: Mapping[tuple[int, int], Box] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """The rows as lines of text with tabs between cells; spans count their characters, and lines from 1."""
        return ["\t".join(row) for row in self.cells]

    @cached_property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)

    @property
    def rows(self) -> list[list[Piece]]:
        """The rows in pieces."""
        found = []
        for line, row in enumerate(self.cells, 1):
            starts = [0]
            for cell in row:
                starts.append(starts[-1] + len(cell) + 1)
            found.append([Piece(cell, line, start) for cell, start in zip(row, starts, strict=False)])
        return found
