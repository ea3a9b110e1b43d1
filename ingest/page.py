"""Characters and ruled lines of pages → rows of cells, without headers, footers and page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from assistant.standard.model import Box

from .alignment import Columns
from .form import FORM
from .grid import GridCell, Rule, grids
from .printed import PrintedCell, PrintedLine, Row, Setter, label, ruled
from .rows import Source
from .text import clean

Char = dict[str, Any]
"""A character as pdfplumber tells of it: `text`, `x0`, `x1`, `top`, `bottom`, `size`, and whether it is `upright`."""
_COLUMNS = 4  # fewest columns of a table whose cells may lack their borders at a page end
_SHOWN = 24  # most doubtful lines that are told, and characters of each
_GAP = 0.3  # gap between two characters, as a share of their size, from which a blank is meant
_SAME_PLACE = 12.0  # points within which the header or footer of two pages stands at the same height


class Pages:
    """The pages of a document, each with its rows from above; `counts` is what was taken out or replaced, by kind.

    `scans` are the pages, from 1, whose text was recognised from pictures, and the lines of which that is doubtful.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[Row]] = []
        self.counts: Counter[str] = Counter()
        self.scans: dict[int, list[str]] = {}

    def add(self, chars: Iterable[Char], rules: Iterable[Rule]) -> None:
        """Add a page: what stands in its ruled cells, and the lines outside of them."""
        tables = grids(rules)
        held: dict[GridCell | None, list[Char]] = {}
        for char in chars:
            if char["upright"]:
                middle = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
                place = next((cell for table in tables if (cell := table.at(*middle))), None)
                held.setdefault(place, []).append(char)
        upright = [x for table in tables if len(table.xs) > _COLUMNS for x in table.xs]
        found: list[Row] = []
        for group in _beside(held.pop(None, ())):
            found.append(
                tuple(PrintedCell(line.box, (line,), free=True) for line in self._lines(_parts(group, upright)))
            )
        lines = {cell: tuple(self._lines(_beside(inside))) for cell, inside in held.items() if cell}
        for table in tables:
            found += ruled(table.cells, lines, len(self.rows) + 1)
        self.rows.append(sorted(filter(None, found), key=lambda row: max(cell.box.top for cell in row)))

    def source(self) -> Source:
        """The document that they are."""
        claimed, whole = strip(self.rows, self.counts), len(self.rows)
        setter = Setter(Columns().align(self.rows))
        remarks = [f"its page numbers count {claimed} pages, the file has {whole}"] if claimed > whole else []
        if self.scans:
            remarks.append(f"the text of {len(self.scans)} of its {whole} pages was recognised from pictures")
            doubts = [(number, line) for number, lines in self.scans.items() for line in lines]
            remarks += [f"page {number}: 「{line[:_SHOWN]}」 is hard to make out" for number, line in doubts[:_SHOWN]]
        return Source(
            name=self.name,
            cells=tuple(setter.cells),
            places={at: box._replace(recognised=box.page in self.scans) for at, box in setter.places.items()},
            wrapped=frozenset(setter.wrapped),
            cleaned={k: n for k, n in self.counts.items() if n},
            remarks=tuple(remarks),
        )

    def _lines(self, groups: Iterable[Sequence[Char]]) -> Iterator[PrintedLine]:
        """The lines of the page to be added that groups of characters make up; blank ones are none."""
        for chars in groups:
            text, replaced = clean(_spelled(chars))
            self.counts += replaced
            if text.strip():
                seen = [char for char in chars if char["text"].strip()]
                top, bottom = min(char["top"] for char in seen), max(char["bottom"] for char in seen)
                box = Box(len(self.rows) + 1, seen[0]["x0"], top, max(char["x1"] for char in seen), bottom)
                yield PrintedLine(re.sub(r"\s+", " ", text).strip(), max(char["size"] for char in seen), box)


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


def strip(pages: list[list[Row]], counts: Counter[str]) -> int:
    """Take headers, footers and page numbers off the pages; gives the number of pages that they count, or 0."""
    above = list(takewhile(_free, pages[0]))
    title = next((row for row in reversed(above) if label(row).endswith(FORM.title_end)), None)
    places: dict[str, list[tuple[int, float]]] = {}
    for number, rows in enumerate(pages):
        for row in filter(_free, rows):
            places.setdefault(_numberless(row), []).append((number, row[0].box.top))
    claimed = 0
    for number, rows in enumerate(pages):
        for row in list(filter(_free, rows)):
            text, cell = label(row), row[0]
            paged = FORM.page_number.fullmatch(text)
            again = any(
                page != number and abs(top - cell.box.top) <= _SAME_PLACE for page, top in places[_numberless(row)]
            )
            beside = title and number == 0 and row in above and abs(cell.lines[0].size - title[0].lines[0].size) > 1
            if (paged or again or beside) and row is not title and not FORM.closing(text):
                rows.remove(row)
                counts["furniture"] += len(text)
                claimed = max(claimed, int(paged["whole"] or 0) if paged else 0)
    return claimed


def _free(row: Row) -> bool:
    return row[0].free


def _numberless(row: Row) -> str:
    return re.sub(r"\d+", "#", label(row))
