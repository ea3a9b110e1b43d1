"""Pictures of pages → their characters and ruled lines, as a PDF with text tells them itself, and so rows of cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import Unreadable
from assistant.language.folding import in_traditional
from assistant.standard.code import ICAP

from .grid import Grid, grids
from .page import Char, Pages
from .recognition import Area, Picture, Recogniser, recogniser
from .rows import Source
from .strokes import DARK, Strokes, upright

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS = 72.0
"""Points to an inch."""
RESOLUTION = 200.0
"""Pixels to an inch that a page is looked at in; more takes longer and reads no better."""
PAGES = 60
"""Most scanned pages of one file; a page takes some ten seconds."""
MOST = 40_000_000
"""Most pixels of a page: A3 in 400 to an inch has 31 million."""
_FORMATS = ("PNG", "JPEG", "TIFF")  # the formats of pictures that are opened; no other of Pillow's many is tried
_LEAST = 72.0  # pixels to an inch up to which what a file tells of its resolution is no measure
_LINES = 1.6  # height of an area, in those of most, from which it holds several lines
_LETTER = 0.5  # width of a letter, in those of a Chinese character
_SIZE = 0.75  # size of characters, as a share of the height of the area that holds them
_TWICE = 0.5  # share of an area that lies in another from which both hold the same
_MARGIN = 3  # pixels beside ink that belong to its line
_INK = 3.0  # points of height and width from which ink that no area holds may be a character
_SURE = 0.85  # how sure a line is that nobody has to look at first
_NOUGHT = re.compile(r"^0(?=[1-9][0-9]?(?:\.[0-9]{1,2}){1,2}(?![0-9.]))")
"""A nought that begins a line with a code: nobody sees that it is no letter O."""
_GLUED = re.compile(rf"^[{ICAP.letters}](?:\d\d|\d+(?:\.\d+)+)(?=[A-Za-z])")
"""A code at the beginning of a line behind which the blank was not seen."""


def read(data: bytes, name: str) -> Source:
    """Turn the bytes of a picture of a page, or of several in one file, into rows, all of it recognised text.

    :raises Unreadable: when they are no picture, one that is too large or damaged, or nothing installed can read one.
    """
    from PIL import Image, ImageSequence

    pages, reader = Pages(name), recogniser(name)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            for image in ImageSequence.Iterator(opened):
                within(pages)
                if image.width * image.height > MOST:
                    raise Unreadable("document.too_large_picture", name=name)
                told = float(image.info.get("dpi", (0,))[0])
                told = told if told > _LEAST else RESOLUTION
                fewer = max(1, int(told / RESOLUTION))
                add(image.convert("L").reduce(fewer), told / fewer / POINTS, reader, pages)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unreadable("document.damaged_picture", name=name) from error
    if not any(pages.rows):
        raise Unreadable("document.illegible_picture", name=name)
    return pages.source()


def within(pages: Pages) -> None:
    """Let pass one more scanned page.

    :raises Unreadable: when there are too many.
    """
    if len(pages.scans) >= PAGES:
        raise Unreadable("document.too_many_scans", name=pages.name, limit=PAGES)


def add(image: Image, scale: float, reader: Recogniser, pages: Pages) -> None:
    """Look at a page and add what is on it, with the lines that a person should look at first.

    Counted are the characters made out as ones that Traditional Chinese does not have, and letters O as noughts.

    :param scale: pixels to a point.
    """
    picture = upright(image)
    strokes = Strokes(picture, scale)
    tables = grids(strokes.rules)
    blank = strokes.erased(tables)
    areas = _once([part for area in reader.areas(blank) for part in _inside(area, tables, scale)])
    areas += _overlooked(blank, areas, tables, scale)
    chars: list[Char] = []
    doubtful = pages.scans.setdefault(len(pages.rows) + 1, [])
    for area in (line for wide in areas for line in _single(blank, wide, areas)):
        left, top, right, bottom = tight = _tight(blank, area) or area
        text, sure = reader.text(blank[max(top, 0) : bottom, max(left, 0) : right])
        text, noughts = _NOUGHT.subn("O", text)
        meant = "".join(map(in_traditional, _GLUED.sub(r"\g<0> ", text)))
        pages.counts["nought"] += noughts
        pages.counts["simplified"] += sum(in_traditional(character) != character for character in text)
        if sure < _SURE and tight != area:
            doubtful.append(meant)
        chars += _chars(meant, tight, area, scale)
    pages.add(chars, strokes.rules)


def _inside(area: Area, tables: list[Grid], scale: float) -> Iterator[Area]:
    """An area in the parts that lie in one cell each."""
    left, top, right, bottom = area
    middle = (top + bottom) / 2 / scale
    table = next((table for table in tables if table.at((left + right) / 2 / scale, middle)), None)
    cuts = [left]
    for x in table.xs if table else ():
        at = round(x * scale)
        if table and left < at < right and table.at(x - 1, middle) != table.at(x + 1, middle):
            cuts.append(at)
    for start, end in zip(cuts, [*cuts[1:], right], strict=True):
        if end - start >= _INK * scale:
            yield start, top, end, bottom


def _once(areas: list[Area]) -> list[Area]:
    """Areas without those that lie in a larger one for the most part: what is found twice is there once."""
    kept: list[Area] = []
    for area in sorted(areas, key=lambda a: (a[2] - a[0]) * (a[3] - a[1]), reverse=True):
        left, top, right, bottom = area
        shared = (max(min(right, b[2]) - max(left, b[0]), 0) * max(min(bottom, b[3]) - max(top, b[1]), 0) for b in kept)
        if max(shared, default=0) < _TWICE * (right - left) * (bottom - top):
            kept.append(area)
    return kept


def _single(picture: Picture, area: Area, areas: list[Area]) -> Iterator[Area]:
    """An area line by line, where it is so high that it holds several."""
    left, top, right, bottom = area
    usual = sorted(b[3] - b[1] for b in areas)[len(areas) // 2]
    if bottom - top < _LINES * usual:
        yield area
        return
    inked = np.pad((picture[top:bottom, left:right] < DARK).any(axis=1).astype(np.int8), 1)
    start, ends = 0, [int(end) for end in np.flatnonzero(np.diff(inked) == -1)]
    for end in ends:
        if end - start >= usual / 2 or end == ends[-1]:
            yield left, top + start, right, top + end
            start = end


def _overlooked(picture: Picture, areas: list[Area], tables: list[Grid], scale: float) -> list[Area]:
    """Cells with ink in which no text was found: single figures are easily missed."""
    free = picture.copy()
    for left, top, right, bottom in areas:
        free[max(top, 0) : bottom, max(left, 0) : right] = 255
    found = []
    for cell in (cell for table in tables for cell in table.cells):
        left, top, right, bottom = (round(edge * scale) for edge in (cell.left, cell.top, cell.right, cell.bottom))
        touched = any(a[0] < right and left < a[2] and a[1] < bottom and top < a[3] for a in areas)
        tight = None if touched else _tight(free, (left, top, right, bottom))
        if tight and min(tight[2] - tight[0], tight[3] - tight[1]) >= _INK * scale:
            found.append(tight)
    return found


def _tight(picture: Picture, area: Area) -> Area | None:
    """The part of an area that has ink, with a margin; None when it has none."""
    left, top, right, bottom = max(area[0], 0), max(area[1], 0), area[2], area[3]
    ink = picture[top:bottom, left:right] < DARK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return None
    return (
        max(left + int(columns[0]) - _MARGIN, 0),
        max(top + int(rows[0]) - _MARGIN, 0),
        left + int(columns[-1]) + 1 + _MARGIN,
        top + int(rows[-1]) + 1 + _MARGIN,
    )


def _chars(text: str, tight: Area, area: Area, scale: float) -> Iterator[Char]:
    """The characters of a line, one after another over its width."""
    widths = [_LETTER if character < "\u2000" else 1.0 for character in text]
    top, bottom = area[1] / scale, area[3] / scale
    line = {"top": top, "bottom": bottom, "size": (area[3] - area[1]) / scale * _SIZE, "upright": True}
    place, step = tight[0] / scale, (tight[2] - tight[0]) / scale / (sum(widths) or 1.0)
    for character, width in zip(text, widths, strict=True):
        yield {"text": character, "x0": place, "x1": place + width * step, **line}
        place += width * step
