"""A picture of a page, or several in one file → rows of cells, all of it recognised text."""

from __future__ import annotations

import io
from collections import Counter

from assistant.errors import Unreadable

from . import scan
from .page import rows, source
from .printed import Row
from .recognition import recogniser
from .rows import Source

_FORMATS = ("PNG", "JPEG", "TIFF")
"""The formats that are opened; no other of Pillow's many is tried."""
_LEAST = 72.0
"""Pixels to an inch up to which what a file tells of its resolution is no measure."""


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are no picture, one that is too large or damaged, or nothing installed can read one.
    """
    from PIL import Image, ImageSequence

    counts: Counter[str] = Counter()
    pages: list[list[Row]] = []
    scans: dict[int, list[str]] = {}
    reader = recogniser(name)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            for number, image in enumerate(ImageSequence.Iterator(opened), 1):
                scan.within(number, name)
                if image.width * image.height > scan.MOST:
                    raise Unreadable(f"{name}: its picture is too large; save it with 300 dots to an inch.")
                told = float(image.info.get("dpi", (0,))[0])
                told = told if told > _LEAST else scan.RESOLUTION
                fewer = max(1, int(told / scan.RESOLUTION))
                small = image.convert("L").reduce(fewer)
                found = scan.seen(small, told / fewer / scan.POINTS, reader, counts)
                scans[number] = found.doubtful
                pages.append(rows(found.chars, found.rules, number, counts))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unreadable(f"{name}: it is no picture or a damaged one; scan it again.") from error
    if not any(pages):
        raise Unreadable(f"{name}: no text can be made out in it; scan it again, straight and in 200 dots to an inch.")
    return source(name, pages, counts, scans)
