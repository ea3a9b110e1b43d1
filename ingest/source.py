"""Opening a source document: the format that its name tells gives its rows of cells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.errors import Unreadable

from . import docx, html, kind, odt, pdf, picture, text
from .rows import Source

LIMIT = 8 * 1024 * 1024
"""Largest file taken, in bytes. The largest standard known to us has under 40 kB of text."""
LARGEST = dict.fromkeys((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"), 4 * LIMIT)
"""Largest file of what may hold pictures."""
CELLS = 1_000
"""Most cells of a row, empty ones included. The widest row known to us has 13."""
Format = Callable[[bytes, str], Source]
"""Bytes and the name of their file in, rows of cells out; raises `Unreadable` when they are not of this format."""
FORMATS: dict[str, Format] = {
    ".txt": text.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".odt": odt.read,
    ".html": html.read,
    ".htm": html.read,
    ".png": picture.read,
    ".jpg": picture.read,
    ".jpeg": picture.read,
    ".tif": picture.read,
    ".tiff": picture.read,
}
"""The formats by the end of a file's name; a file of another name is taken for text."""


def read(path: Path) -> Source:
    """Read a source document.

    :raises Unreadable: when there is no such file, it is too large, or it cannot be read as what its name says.
    """
    try:
        if not path.is_file():
            raise Unreadable(f"{path.name}: there is no such file; check the path.")
        _within(path.stat().st_size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name}: cannot be read ({error.strerror}); check its permissions.") from error
    return decode(data, path.name)


def decode(data: bytes, name: str) -> Source:
    """Turn the bytes of a file into a source document. Raises as `read` does."""
    _within(len(data), name)
    ending = Path(name).suffix.lower()
    kind.agree(data, ending, name)
    source = FORMATS.get(ending, text.read)(data, name)
    for number, row in enumerate(source.cells, 1):
        if len(row) > CELLS:
            raise Unreadable(f"{name}: row {number} has {len(row)} cells, more than {CELLS}; is this a standard?")
    return replace(source, sha256=hashlib.sha256(data).hexdigest())


def _within(size: int, name: str) -> None:
    limit = LARGEST.get(Path(name).suffix.lower(), LIMIT)
    if size > limit:
        raise Unreadable(f"{name}: {size} bytes are more than the limit of {limit}; is this a standard?")
