"""What can be shown about a code: the item, its place, its neighbours, and where the source prints it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .code import ICAP, key
from .model import Box, Erratum, Kind, Slot, Span
from .relations import OF_CELL, Item, Relations

_BELOW = {
    Kind.TASK: (Kind.ACTIVITY, Kind.KNOWLEDGE, Kind.SKILL),
    Kind.ACTIVITY: (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePiece:
    """A stretch of a source line; `code` when it is a code of the standard, `marked` inside the passage."""

    text: str
    code: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCell:
    """A cell of a source line under its column's heading (empty where the table prints none).

    `marked` tells whether the passage reaches into it, as it does of a line.
    """

    heading: str
    pieces: tuple[LinePiece, ...]

    @property
    def marked(self) -> bool:
        return any(piece.marked for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the source, numbered from 1, in its cells; `at` is its place where the source has pages or tables.

    `mark` says its place in short: its page, `table.row`, or its number.
    """

    number: int
    at: Box | Slot | None
    mark: str
    cells: tuple[LineCell, ...]

    @property
    def marked(self) -> bool:
        return any(cell.marked for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePassage:
    """An item at one place.

    `places` are the ways down to it, from the task; `shared` says that the whole task has it and the
    table goes no finer; `siblings` are all items of its kind under `scope` (None: the standard), itself
    included; `below` what hangs on a task or activity; `row` what stands in the same row of the table as
    any other item, under the activity or task of `scope`; `lines` the source lines that print it.
    """

    item: Item
    places: tuple[tuple[Item, ...], ...]
    levels: tuple[int, ...]
    shared: bool
    scope: Item | None
    siblings: tuple[Item, ...]
    below: tuple[tuple[Kind, tuple[Item, ...]], ...]
    row: tuple[tuple[Kind, tuple[Item, ...]], ...]
    errata: tuple[Erratum, ...]
    lines: tuple[Line, ...]


def passages(relations: Relations, code: str, source: str) -> tuple[SourcePassage, ...]:
    """One passage for every place that prints the code; empty when the standard does not have it."""
    return tuple(_passage(relations, item, source) for item in relations.find(code))


def sheet(relations: Relations, source: str, spans: Sequence[Span] = ()) -> tuple[Line, ...]:
    """Every line of the source in cells, with `spans` marked."""
    return tuple(_lines(relations, source, spans, whole=True))


def _lines(relations: Relations, source: str, spans: Sequence[Span], *, whole: bool) -> Iterator[Line]:
    heading: list[str] = []
    known, at = _places(relations), None
    for number, text in enumerate(source.split("\n"), 1):
        cells = text.split("\t")
        at = known.get(number, at if isinstance(at, Box) else None)
        if _is_heading(cells):
            heading = cells
        here = [span for span in spans if span.line == number]
        if whole or here:
            mark = at.mark if at else ("" if known else str(number))
            yield Line(number=number, at=at, mark=mark, cells=tuple(_cells(relations, cells, heading, here)))


def _places(relations: Relations) -> dict[int, Box | Slot]:
    """The places of the lines that print anything; those between stand on the page of the line before."""
    spans = [span for item in relations.items for span in item.spans]
    spans += [span for places in relations.standard.places.values() for span in places]
    return {span.line: span.at for span in spans if span.at}


def _passage(relations: Relations, item: Item, source: str) -> SourcePassage:
    scope = relations.get(item.parents[0]) if item.parents else None
    levels = item.levels or tuple(sorted({n for p in item.parents for n in relations.get(p).levels}))
    below = ((kind, relations.children(kind, item.code)) for kind in _BELOW.get(item.kind, ()))
    columns = _BELOW[Kind.ACTIVITY] if scope and item.kind in _BELOW[Kind.ACTIVITY] else ()
    row = ((kind, relations.children(kind, scope.code)) for kind in columns if scope and kind is not item.kind)
    return SourcePassage(
        item=item,
        places=tuple(_ways(relations, item)),
        levels=levels,
        shared=item.kind in OF_CELL and scope is not None and scope.kind is Kind.TASK,
        scope=scope,
        siblings=relations.children(item.kind, scope.code if scope else None),
        below=tuple((kind, items) for kind, items in below if items),
        row=tuple((kind, items) for kind, items in row if items),
        errata=tuple(_touching(relations, item.code)),
        lines=tuple(_lines(relations, source, item.spans, whole=False)),
    )


def _ways(relations: Relations, item: Item) -> Iterator[tuple[Item, ...]]:
    for code in item.parents:
        parent = relations.get(code)
        above = list(_ways(relations, parent)) or [()]
        yield from ((*way, parent) for way in above)


def _touching(relations: Relations, code: str) -> Iterator[Erratum]:
    for erratum in relations.standard.errata:
        if key(code) in {key(c) for c in (erratum.code, *erratum.related) if c and ICAP.is_code(c)}:
            yield erratum


def _is_heading(cells: Sequence[str]) -> bool:
    return len(cells) > 3 and all(c.strip() for c in cells) and not ICAP.printed.search(" ".join(cells))


def _cells(
    relations: Relations, cells: Sequence[str], heading: Sequence[str], spans: Sequence[Span]
) -> Iterator[LineCell]:
    titles, start = heading if len(heading) == len(cells) else [""] * len(cells), 0
    for text, title in zip(cells, titles, strict=True):
        inside = [(max(s.start - start, 0), min(s.end - start, len(text))) for s in spans]
        marks = [(a, b) for a, b in inside if a < b]
        yield LineCell(heading=title, pieces=tuple(_pieces(relations, text, marks)))
        start += len(text) + 1


def _pieces(relations: Relations, text: str, marks: Sequence[tuple[int, int]]) -> Iterator[LinePiece]:
    codes = {m.start(): m for m in ICAP.printed.finditer(text) if relations.find(m[0])}
    cuts = {0, len(text), *(n for mark in marks for n in mark)}
    cuts |= {n for m in codes.values() for n in m.span()}
    for start, end in pairwise(sorted(cuts)):
        code = codes[start][0] if start in codes and codes[start].end() == end else ""
        yield LinePiece(text=text[start:end], code=code, marked=any(a <= start < b for a, b in marks))
