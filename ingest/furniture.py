"""Headers, footers and page numbers: what pages print outside of their tables again and again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .form import FORM
from .printed import Row, label

_SAME_PLACE = 12.0
"""Points within which the header or footer of two pages stands at the same height."""


def strip(pages: list[list[Row]], counts: Counter[str]) -> int:
    """Take headers, footers and page numbers off the pages; gives the number of pages that they count, or 0."""
    title = _title(pages[0])
    places: dict[str, list[tuple[int, float]]] = {}
    for number, rows in enumerate(pages):
        for row in _free(rows):
            places.setdefault(_numberless(row), []).append((number, row[0].box.top))
    claimed = 0
    for number, rows in enumerate(pages):
        above = _above(rows) if title and number == 0 else ()
        for row in list(_free(rows)):
            text, cell = label(row), row[0]
            paged = FORM.page_number.fullmatch(text)
            again = any(
                page != number and abs(top - cell.box.top) <= _SAME_PLACE for page, top in places[_numberless(row)]
            )
            beside = title and row in above and abs(cell.lines[0].size - title[0].lines[0].size) > 1
            if (paged or again or beside) and row is not title and not FORM.closing(text):
                rows.remove(row)
                counts["furniture"] += len(text)
                claimed = max(claimed, int(paged["whole"] or 0) if paged else 0)
    return claimed


def _free(rows: list[Row]) -> Iterator[Row]:
    return (row for row in rows if row[0].free)


def _above(rows: list[Row]) -> list[Row]:
    """The lines above the first table of a page."""
    first = next((number for number, row in enumerate(rows) if not row[0].free), len(rows))
    return rows[:first]


def _title(rows: list[Row]) -> Row | None:
    """The line that names the standard, or the last of several that do."""
    return next((row for row in reversed(_above(rows)) if label(row).endswith(FORM.title_end)), None)


def _numberless(row: Row) -> str:
    return re.sub(r"\d+", "#", label(row))
