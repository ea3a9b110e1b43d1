"""Opening a source document: the format that its name tells gives its rows of cells."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.errors import Unreadable

from . import docx, html, odt, pdf, scan, text
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
    **dict.fromkeys((".html", ".htm"), html.read),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), scan.read),
}
"""The formats by the end of a file's name; a file of another name is taken for text."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODT = b"application/vnd.oasis.opendocument.text"
_KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("PDF", (b"%PDF-",)),
    ".png": ("PNG", (b"\x89PNG\r\n",)),
    ".jpg": ("JPEG", (b"\xff\xd8\xff",)),
    ".tif": ("TIFF", (b"II*\0", b"MM\0*")),
    ".docx": ("Word", ()),
    ".odt": ("OpenDocument", ()),
}
"""What files of an ending are, and how they begin if that tells them from all others."""
_ENDINGS = {".htm": ".html", ".jpeg": ".jpg", ".tiff": ".tif"}


def read(path: Path) -> Source:
    """Read a source document.

    :raises Unreadable: when there is no such file, it is too large, or it cannot be read as what its name says.
    """
    try:
        if not path.is_file():
            raise Unreadable("document.missing_file", name=path.name)
        _within(path.stat().st_size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("document.locked_file", name=path.name, reason=error.strerror) from error
    return decode(data, path.name)


def decode(data: bytes, name: str) -> Source:
    """Turn the bytes of a file into a source document. Raises as `read` does."""
    _within(len(data), name)
    ending = Path(name).suffix.lower()
    _as_named(data, name, ending)
    source = FORMATS.get(ending, text.read)(data, name)
    for number, row in enumerate(source.cells, 1):
        if len(row) > CELLS:
            raise Unreadable("document.too_many_cells", name=name, row=number, cells=len(row), limit=CELLS)
    return replace(source, sha256=hashlib.sha256(data).hexdigest())


def _within(size: int, name: str) -> None:
    limit = LARGEST.get(Path(name).suffix.lower(), LIMIT)
    if size > limit:
        raise Unreadable("document.too_large", name=name, size=size, limit=limit)


def _as_named(data: bytes, name: str, ending: str) -> None:
    """Refuse a file that begins as one of another kind than its name says."""
    if data.startswith(_OLE):
        raise Unreadable("document.encrypted" if _ENCRYPTED in data else "document.old_office", name=name)
    if data.startswith(b"{\\rtf"):
        raise Unreadable("document.rich_text", name=name)
    kind = _kind(data)
    if kind == ".zip":
        raise Unreadable("document.other_archive", name=name)
    if kind and kind != _ENDINGS.get(ending, ending):
        raise Unreadable("document.other_kind", name=name, kind=_KINDS[kind][0], ending=kind)


def _kind(data: bytes) -> str:
    """The ending of its kind, ".zip" for any other archive; empty when the bytes do not tell."""
    if known := next((ending for ending, (_, first) in _KINDS.items() if data.startswith(first)), ""):
        return known
    if not data.startswith(b"PK\3\4"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if "word/document.xml" in parts:
        return ".docx"
    # An OpenDocument begins with its kind, stored as it is.
    return ".odt" if "content.xml" in parts and _ODT in data[:200] else ".zip"
