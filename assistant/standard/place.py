"""Where in its source something is printed, as people are told: pages or rows of tables, else lines."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from .model import Box, Slot, Span

Unit = Literal["page", "scan", "row", "paragraph", "line"]


@dataclass(frozen=True, slots=True)
class Place:
    """The pages, rows of `table`, paragraphs outside of tables, or lines, from 1 and rising, that print something.

    A page of which a program made out the text is a `scan`.
    """

    unit: Unit
    numbers: tuple[int, ...]
    table: int = 0

    @property
    def ranges(self) -> tuple[str, ...]:
        """The numbers in short: `51`, `51–52`."""
        first = [n for n in self.numbers if n - 1 not in self.numbers]
        last = [n for n in self.numbers if n + 1 not in self.numbers]
        return tuple(str(a) if a == b else f"{a}–{b}" for a, b in zip(first, last, strict=True))


def places(spans: Iterable[Span]) -> tuple[Place, ...]:
    """The places of spans of one source, one for each table; lines only where nothing else is known."""
    found: defaultdict[tuple[Unit, int], set[int]] = defaultdict(set)
    for span in spans:
        unit, table, number = _place(span)
        found[unit, table].add(number)
    if len(found) > 1:
        found.pop(("line", 0), None)
    order = sorted(found, key=lambda group: (group[0] == "paragraph", group[1]))
    return tuple(Place(unit, tuple(sorted(found[unit, table])), table) for unit, table in order)


def unit(spans: Iterable[Span]) -> Unit:
    """What the places of a source are, in the main: pages, scans, rows, or lines."""
    return next((place.unit for place in places(spans)), "line")


def told(spans: Iterable[Span], say: Callable[..., str]) -> str:
    """Places in words; `say` gives the entries `place.…` of a catalogue. Empty when none is known."""
    comma = say("place.comma")
    found = (say(f"place.{p.unit}", table=p.table, numbers=comma.join(p.ranges)) for p in places(spans))
    return say("place.between").join(found)


def _place(span: Span) -> tuple[Unit, int, int]:
    match span.at:
        case Box(page=page, recognised=recognised):
            return "scan" if recognised else "page", 0, page
        case Slot(table=table, row=row):
            return "row" if table else "paragraph", table, row
        case None:
            return "line", 0, span.line
