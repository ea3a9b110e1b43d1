"""What a document is to everything that reads it: rows of cells, each character at a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.language.catalogue.area import PAGES
from assistant.language.tag import Language
from assistant.standard.model import Box, Slot, Span
from assistant.standard.place import told

Where = Callable[[Language], str]
"""A place in the words of a language, for a message."""


def where(span: Span) -> Where:
    """The place of a span."""
    return lambda language: told([span], PAGES.spoken(language))


@dataclass(frozen=True, slots=True)
class CellPiece:
    """Text of a cell, from character `start` of line `line` on; `at` tells its page or table, where there are such.

    `wrapped` is text that may only go on with the line above, which was full; `goes_on` goes on over a page end.
    """

    text: str
    line: int
    start: int
    at: Box | Slot | None = None
    wrapped: bool = False
    goes_on: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def where(self) -> Where:
        """Its place, for a message."""
        return where(self.span)

    @property
    def span(self) -> Span:
        """Where its printed part stands."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """Where what is printed between two of its characters stands."""
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        return Span(self.line, self.start + start, self.start + start + len(inner.strip()), self.at)

    def after(self, count: int) -> CellPiece:
        """The piece without its first `count` characters."""
        return replace(self, text=self.text[count:], start=self.start + count)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document as rows of cells. A row of one blank cell is a gap: a page or a section may end there.

    `name` is that of its file and `sha256` that of the bytes as received. `cleaned` counts by kind what a format took
    out or replaced, `remarks` says what it noticed. `places` tells, for formats that have pages or tables, where the
    cell (line from 1, number from 0) stands. `wrapped` are the lines that a page may have broken off the line above.
    """

    name: str
    cells: tuple[tuple[str, ...], ...]
    sha256: str = ""
    cleaned: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    places: Mapping[tuple[int, int], Box | Slot] = field(default_factory=dict)
    wrapped: frozenset[int] = frozenset()

    @cached_property
    def lines(self) -> list[str]:
        """The rows as lines of text with tabs between cells; spans count their characters, and lines from 1."""
        return ["\t".join(row) for row in self.cells]

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def recognised(self) -> bool:
        """Whether a program made out some of it on scanned pages."""
        return any(isinstance(at, Box) and at.recognised for at in self.places.values())

    def at(self, line: int) -> Span:
        """The place of a line: its page or table, where there are such."""
        return Span(line, 0, 0, self.places.get((line, 0)))

    @property
    def rows(self) -> list[list[CellPiece]]:
        return [list(self._pieces(line, row)) for line, row in enumerate(self.cells, 1)]

    def _pieces(self, line: int, row: Sequence[str]) -> Iterator[CellPiece]:
        start = 0
        for number, cell in enumerate(row):
            yield CellPiece(cell, line, start, self.places.get((line, number)), line in self.wrapped)
            start += len(cell) + 1
