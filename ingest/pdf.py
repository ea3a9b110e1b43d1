"""PDF → rows of cells: what stands in the ruled cells of its pages, row by row, and the lines outside of them."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import Unreadable
from assistant.standard.model import Box

from .alignment import Columns
from .clean import clean
from .furniture import strip
from .grid import Cell, Rule, grids
from .printed import Line, Printed, Row, Setter, ruled
from .rows import Source

if TYPE_CHECKING:
    from pdfplumber.page import Page

PAGES = 300
"""Most pages taken. The longest standard known to us has some thirty."""
_THIN = 3.0
"""Points up to which a filled box is a rule; a thicker one is the colour of a cell."""
Char = dict[str, Any]
"""A character as pdfplumber tells of it."""
_COLUMNS = 4
"""Fewest columns of a table whose cells may lack their borders at a page end."""
_GAP = 0.3
"""Gap between two characters, as a share of their size, from which a blank is meant."""


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are no PDF, or one that is encrypted, broken, too long or without text.
    """
    counts: Counter[str] = Counter()
    pages = _pages(data, name, counts)
    claimed = strip(pages, counts)
    rows = Columns().align(pages)
    setter = Setter(rows)
    for row in rows:
        setter.row(row)
    remarks = (f"its page numbers count {claimed} pages, the file has {len(pages)}",) if claimed > len(pages) else ()
    return Source(
        name=name,
        cells=tuple(setter.cells),
        places=setter.places,
        wrapped=frozenset(setter.wrapped),
        cleaned={k: n for k, n in counts.items() if n},
        remarks=remarks,
    )


def _pages(data: bytes, name: str, counts: Counter[str]) -> list[list[Row]]:
    """The rows of each page, from above.

    :raises Unreadable: as `read` does.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > PAGES:
                raise Unreadable(
                    f"{name}: {len(document.pages)} pages are more than the limit of {PAGES}; is this a standard?"
                )
            found = []
            for page in document.pages:
                found.append(list(_rows(page, counts)))
                page.close()
    except Unreadable:
        raise
    except Exception as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
            raise Unreadable(f"{name}: it is encrypted; save it without a password.") from error
        raise Unreadable(f"{name}: it is no PDF or a damaged one; get it again, or print it to a new PDF.") from error
    text = "".join(line.text for rows in found for row in rows for cell in row for line in cell.lines)
    if not text:
        raise Unreadable(
            f"{name}: its {len(found)} pages hold no text, only pictures of it; get the document itself from iCAP "
            "or make its text readable first (OCR)."
        )
    if "(cid:" in text:
        raise Unreadable(f"{name}: its font does not tell which characters it prints; print it to a new PDF.")
    return found


def _rows(page: Page, counts: Counter[str]) -> Iterator[Row]:
    tables = grids(_rules(page))
    held: dict[Cell | None, list[Char]] = {}
    for char in page.chars:
        if char["upright"]:
            middle = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            place = next((cell for table in tables if (cell := table.at(*middle))), None)
            held.setdefault(place, []).append(char)
    number = page.page_number
    upright = [x for table in tables if len(table.xs) > _COLUMNS for x in table.xs]
    found: list[Row] = []
    for group in _beside(held.pop(None, ())):
        parts = (line for part in _parts(group, upright) if (line := _line(part, number, counts)))
        found.append(tuple(Printed(line.box, (line,), free=True) for line in parts))
    lines = {cell: _lines(chars, number, counts) for cell, chars in held.items() if cell}
    for table in tables:
        found += ruled(table.cells, lines, number)
    yield from sorted(filter(None, found), key=lambda row: max(cell.box.top for cell in row))


def _rules(page: Page) -> Iterator[Rule]:
    """What is drawn as a line: strokes, borders of boxes, and boxes so thin that they are one."""
    for drawn in (*page.lines, *page.rects, *page.curves):
        left, right, top, bottom = drawn["x0"], drawn["x1"], drawn["top"], drawn["bottom"]
        thin = min(right - left, bottom - top) <= _THIN
        if drawn["object_type"] == "curve" and not thin:
            continue
        if thin and right - left > bottom - top:
            yield Rule(False, (top + bottom) / 2, left, right)
        elif thin:
            yield Rule(True, (left + right) / 2, top, bottom)
        elif drawn["stroke"]:
            yield from (Rule(False, at, left, right) for at in (top, bottom))
            yield from (Rule(True, at, top, bottom) for at in (left, right))


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
