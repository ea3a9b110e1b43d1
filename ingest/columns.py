"""A column of text, glued over page ends, that codes cut into items.

Where a page ends the text goes on at a *joint*: between two items, inside a word, inside a code. No item reaches into
another cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.folding import HAN_CLASS
from assistant.standard.code import ICAP, Shape, numbers
from assistant.standard.model import Span

from .rows import CellPiece

HAN = f"\u3007{HAN_CLASS}"
"""Chinese characters and the zero among them, as a class of an expression."""
_CLOSED = re.compile(rf"[{HAN}，。、；：！？）」』》】)]")


@dataclass(frozen=True, slots=True)
class StrandItem:
    """A part of a strand: its code, if any, at [start, body) and its wording at [body, end)."""

    strand: Strand
    code: str | None
    start: int
    body: int
    end: int

    @property
    def printed(self) -> str:
        return self.strand.text[self.start : self.end].strip()

    @property
    def mark(self) -> str:
        """Its code as printed, blanks aside."""
        return "".join(self.strand.text[self.start : self.body].split())

    @property
    def bare(self) -> bool:
        """Whether there is no wording in it."""
        return not self.strand.text[self.body : self.end].strip()

    @property
    def cut(self) -> bool:
        """Whether a page end cuts it in two."""
        return bool(between(self.strand.joints, self.start, self.end))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the source: one span for each line it reaches into."""
        parts = []
        for offset, piece in zip(self.strand.starts, self.strand.pieces, strict=True):
            low, high = max(self.start - offset, 0), max(self.end - offset, 0)
            if piece.text[low:high].strip():
                parts.append(piece.part(low, high))
        return tuple(parts)


class Strand:
    """Pieces one after another. `joints` are the places where text goes on after a page end."""

    def __init__(self, pieces: Iterable[CellPiece]) -> None:
        self.pieces = list(pieces)
        self.starts: list[int] = []
        self.joints: list[int] = []
        self.breaks: list[int] = []
        length = 0
        for piece in self.pieces:
            (self.joints if piece.goes_on and length else self.breaks).append(length)
            self.starts.append(length)
            length += len(piece.text)
        self.text = "".join(piece.text for piece in self.pieces)
        self.narrow = ICAP.narrow(self.text)
        self._edges = {*self.joints, *self.breaks, length}

    def items(self, shape: Shape) -> list[StrandItem]:
        """Cut the strand at its codes; text before the first code of a cell is an item without one."""
        cuts: dict[int, tuple[str | None, int]] = {at: (None, at) for at in self.breaks}
        cuts |= {start: (code, end) for start, end, code in self._codes(shape)}
        starts = sorted(cuts)
        ends = [*starts[1:], len(self.text)]
        found = [StrandItem(self, cuts[at][0], at, cuts[at][1], end) for at, end in zip(starts, ends, strict=False)]
        return [item for item in found if item.printed]

    def _codes(self, shape: Shape) -> Iterator[tuple[int, int, str]]:
        last, at = "", 0
        pattern = _written(shape)
        while found := pattern.search(self.narrow, at):
            start, at = found.start(), found.start() + 1
            first = found.end("head")
            readings = [(shape.letter + self.narrow[first:end], end) for end in self._ends(start, found.end())]
            readings = [reading for reading in readings if shape.fits(reading[0])]
            code, end = self._likeliest(readings, last) if readings else ("", start)
            if code and self._begins(start, found, follows(last, code)):
                end += bool(found["open"]) and self.narrow[end : end + 1] in ("】", "]")
                yield start, end, code
                last, at = code, end

    def _begins(self, start: int, found: re.Match[str], next_one: bool) -> bool:
        """Whether a code may stand here: at an edge or behind a blank, or, being the next one, behind Chinese.

        One that is written without its letter begins a cell or is the next one.
        """
        before = self.text[start - 1] if start else " "
        apart = before.isspace() or start in self._edges
        if not found["head"]:
            return start in self._edges or (apart and next_one)
        return apart or bool(_CLOSED.match(before) and next_one and len(found["head"]) == 1 and not found["open"])

    def _likeliest(self, readings: list[tuple[str, int]], last: str) -> tuple[str, int]:
        """Which of several codes is meant where a page end may have cut one: K1 and 0…, or K10.

        A code without a dot that a blank follows is whole: its series may leave numbers out or repeat them.
        """
        code, end = readings[0]
        if "." not in code and (end == len(self.text) or self.text[end].isspace()):
            return code, end
        return next((reading for reading in readings if follows(last, reading[0])), readings[0])

    def _ends(self, start: int, end: int) -> Iterator[int]:
        """Where a code that starts at `start` and has digits up to `end` may end, the farthest first."""
        end = next(iter(between(self.breaks, start + 1, end)), end)
        if end in self._edges or not re.match(r"[A-Za-z0-9]", self.narrow[end]):
            yield end
        for joint in reversed(between(self.joints, start + 1, end)):
            if self.narrow[joint - 1].isdigit():
                yield joint


def glued(pieces: Iterable[CellPiece]) -> StrandItem:
    """Pieces that go on with one another, as one item without a code."""
    strand = Strand(replace(piece, goes_on=number > 0) for number, piece in enumerate(pieces))
    return StrandItem(strand, None, 0, 0, len(strand.text))


def begins_with_code(line: str) -> bool:
    """Whether a line begins with a code of some kind, as documents print it."""
    narrow = ICAP.narrow(line)
    return any(_written(shape).match(narrow) for shape in ICAP.shapes.values())


@lru_cache
def _written(shape: Shape) -> re.Pattern[str]:
    """A code as documents print it: P1.1.1, 【P1.1.1】, P.1.1.1 and, of several numbers, P 1.1.1; of three, 1.1.1.

    A nought may stand for the letter O.
    """
    head = shape.letter + ("[. ]?" if shape.numbers > 1 else r"\.?")
    if shape.letter == "O":
        head += r"|(?<![A-Za-z0-9.])0(?=[1-9][0-9]?(?:\.[0-9]{1,2}){1,2}(?![0-9.]))"
    if shape.numbers > 2:
        head += r"|(?<![A-Za-z0-9.])(?=[0-9]{1,2}(?:\.[0-9]{1,2}){2}(?![0-9.]))"
    return re.compile(rf"(?P<open>[【\[]?)(?P<head>{head})[0-9]{{1,4}}(?:\.[0-9]{{1,4}})*")


def between(places: list[int], low: int, high: int) -> list[int]:
    """The rising `places` that lie between two others."""
    return places[bisect_right(places, low) : bisect_left(places, high)]


def follows(last: str, code: str) -> bool:
    """Whether a code is the next after another, or the first of a series when there is none before."""
    *head, number = numbers(code)
    if not last:
        return number == 1
    *head_before, before = numbers(last)
    return head == head_before and number == before + 1
