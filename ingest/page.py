"""Characters and ruled lines of pages → rows of cells: what stands in the ruled cells, and lines outside of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.standard.model import Box

from .alignment import Columns
from .clean import clean
from .furniture import strip
from .grid import Cell, Rule, grids
from .printed import Line, Printed, Row, Setter, ruled
from .rows import Source

Char = dict[str, Any]
"""A character as pdfplumber tells of it: `text`, `x0`, `x1`, `top`, `bottom`, `size`, and whether it is `upright`."""
_COLUMNS = 4
"""Fewest columns of a table whose cells may lack their borders at a page end."""
_SHOWN = 24
"""Most doubtful lines that are told, and characters of each."""
_GAP = 0.3
"""Gap between two characters, as a share of their size, from which a blank is meant."""


def source(name: str, pages: list[list[Row]], counts: Counter[str], scans: Mapping[int, Sequence[str]]) -> Source:
    """The document that pages are, each with its rows from above.

    :param scans: the pages, from 1, whose text was recognised from pictures, and the lines of which that is doubtful.
    """
    claimed = strip(pages, counts)
    rows = Columns().align(pages)
    setter = Setter(rows)
    for row in rows:
        setter.row(row)
    remarks = [f"its page numbers count {claimed} pages, the file has {len(pages)}"] if claimed > len(pages) else []
    if scans:
        remarks.append(f"the text of {len(scans)} of its {len(pages)} pages was recognised from pictures")
        doubts = [(number, line) for number, lines in scans.items() for line in lines]
        remarks += [f"page {number}: 「{line[:_SHOWN]}」 is hard to make out" for number, line in doubts[:_SHOWN]]
    return Source(
        name=name,
        cells=tuple(setter.cells),
        places={at: box._replace(recognised=box.page in scans) for at, box in setter.places.items()},
        wrapped=frozenset(setter.wrapped),
        cleaned={k: n for k, n in counts.items() if n},
        remarks=tuple(remarks),
    )


def rows(chars: Iterable[Char], rules: Iterable[Rule], number: int, counts: Counter[str]) -> list[Row]:
    """The rows of page `number`, from above; `counts` takes up what was replaced."""
    tables = grids(rules)
    held: dict[Cell | None, list[Char]] = {}
    for char in chars:
        if char["upright"]:
            middle = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            place = next((cell for table in tables if (cell := table.at(*middle))), None)
            held.setdefault(place, []).append(char)
    upright = [x for table in tables if len(table.xs) > _COLUMNS for x in table.xs]
    found: list[Row] = []
    for group in _beside(held.pop(None, ())):
        parts = (line for part in _parts(group, upright) if (line := _line(part, number, counts)))
        found.append(tuple(Printed(line.box, (line,), free=True) for line in parts))
    lines = {cell: _lines(inside, number, counts) for cell, inside in held.items() if cell}
    for table in tables:
        found += ruled(table.cells, lines, number)
    return sorted(filter(None, found), key=lambda row: max(cell.box.top for cell in row))


def _lines(chars: Iterable[Char], page: int, counts: Counter[str]) -> tuple[Line, ...]:
    return tuple(line for group in _beside(chars) if (line := _line(group, page, counts)))


def _beside(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters by the line they stand in, lines from above and in them from the left."""
    groups: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char["top"] + char["bottom"]):
        first = groups[-1][0] if groups else char
        apart = abs(char["top"] + char["bottom"] - first["top"] - first["bottom"]) > max(char["size"], first["size"])
        if apart or not groups:
            groups.append([])
        groups[-1].append(char)
    return [sorted(group, key=lambda char: char["x0"]) for group in groups]


def _line(chars: Sequence[Char], page: int, counts: Counter[str]) -> Line | None:
    text, replaced = clean(_spelled(chars))
    counts += replaced
    seen = [char for char in chars if char["text"].strip()]
    if not text.strip():
        return None
    top, bottom = min(char["top"] for char in seen), max(char["bottom"] for char in seen)
    box = Box(page, seen[0]["x0"], top, max(char["x1"] for char in seen), bottom)
    return Line(re.sub(r"\s+", " ", text).strip(), max(char["size"] for char in seen), box)


def _parts(chars: Sequence[Char], upright: Sequence[float]) -> Iterator[list[Char]]:
    """A line in parts: it is parted where a gap lies at one of the places of `upright` rules."""
    part: list[Char] = []
    for char in chars:
        if part and any(part[-1]["x1"] + 1 < x < char["x0"] - 1 for x in upright):
            yield part
            part = []
        part.append(char)
    yield part


def _spelled(chars: Sequence[Char]) -> str:
    """The characters of a line with blanks where a gap says so; one printed twice to look bold stands once."""
    text, before = "", None
    for char in chars:
        if before and char["text"] == before["text"] and char["x0"] - before["x0"] < _GAP / 2 * char["size"]:
            continue
        if before and char["x0"] - before["x1"] > _GAP * char["size"]:
            text += " "
        text += char["text"]
        before = char
    return text
