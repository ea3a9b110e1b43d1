"""PDF → rows of cells: the characters and ruled lines of its pages, or what is seen on a page that is a picture."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.errors import Unreadable

from . import scan
from .grid import Rule
from .page import Pages
from .recognition import recogniser
from .rows import Source

if TYPE_CHECKING:
    from pdfplumber.page import Page

PAGES = 300
"""Most pages taken. The longest standard known to us has some thirty."""
_THIN = 3.0  # points up to which a filled box is a rule; a thicker one is the colour of a cell
_OUTLINES = 200  # curves on a page without text from which they are its text, drawn as outlines
_COVERED = 0.5  # share of a page from which a picture is the page itself
_FEW = 50
"""Characters up to which what is printed over such a picture is a stamp or a page number, not the text of the page."""


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are no PDF, one that is encrypted, broken, too long or without text, or a scan that
        nothing installed can read.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages = Pages(name)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if (count := len(document.pages)) > PAGES:
                raise Unreadable("document.too_many_pages", name=name, pages=count, limit=PAGES)
            for page in document.pages:
                _add(page, pages)
                page.close()
    except Unreadable:
        raise
    except Exception as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
            raise Unreadable("document.encrypted", name=name) from error
        raise Unreadable("document.damaged_pdf", name=name) from error
    text = "".join(line.text for rows in pages.rows for row in rows for cell in row for line in cell.lines)
    if not text:
        raise Unreadable("document.blank_pages", name=name, pages=count)
    if "(cid:" in text:
        raise Unreadable("document.unknown_characters", name=name)
    return pages.source()


def _add(page: Page, pages: Pages) -> None:
    rules = list(_rules(page))
    if not _pictured(page, rules):
        pages.add(page.chars, rules)
        return
    scan.within(pages)
    if page.width * page.height * (scan.RESOLUTION / scan.POINTS) ** 2 > scan.MOST:
        raise Unreadable("document.too_large_page", name=pages.name)
    picture = page.to_image(resolution=scan.RESOLUTION).original
    scan.add(picture, scan.RESOLUTION / scan.POINTS, recogniser(pages.name), pages)


def _pictured(page: Page, rules: list[Rule]) -> bool:
    """Whether the page is a picture of text, be there a page number printed over it, or what another program read."""
    if not page.chars and len(page.curves) > _OUTLINES:
        return True
    shares = (
        (min(i["x1"], page.width) - max(i["x0"], 0)) * (min(i["bottom"], page.height) - max(i["top"], 0))
        for i in page.images
    )
    covered = max(shares, default=0.0) > _COVERED * float(page.width * page.height)
    return covered and (len(page.chars) < _FEW or not rules)


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
