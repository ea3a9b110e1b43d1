"""What a file is by its first bytes, so that one of another kind than its name says is told, not misread."""

from __future__ import annotations

import io
import zipfile

from assistant.errors import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODT = "application/vnd.oasis.opendocument.text"
_NAMES = {
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".png": "a PNG picture",
    ".jpg": "a JPEG picture",
    ".tif": "a TIFF picture",
}
_ENDINGS = {".htm": ".html", ".jpeg": ".jpg", ".tiff": ".tif"}
_FIRST = {
    b"%PDF-": ".pdf",
    b"\x89PNG\r\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
}


def agree(data: bytes, ending: str, name: str) -> None:
    """Let pass what may be of the kind that its name says.

    :param ending: the end of the name, in small letters.
    :raises Unreadable: when the bytes begin as those of another kind.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Unreadable(f"{name}: it is encrypted; save it without a password.")
        raise Unreadable(f"{name}: it is a document of an old Office format; save it as .docx.")
    if data.startswith(b"{\\rtf"):
        raise Unreadable(f"{name}: it is rich text (RTF); save it as .docx or .odt.")
    kind = _kind(data)
    if kind == ".zip":
        raise Unreadable(f"{name}: it is an archive, but no Word document and no OpenDocument text; save it as one.")
    if kind and kind != _ENDINGS.get(ending, ending):
        raise Unreadable(f"{name}: it is {_NAMES[kind]}; let its name end in {kind}.")


def _kind(data: bytes) -> str:
    """The ending of its kind, ".zip" for any other archive; empty when the bytes do not tell."""
    if known := next((ending for first, ending in _FIRST.items() if data.startswith(first)), ""):
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
    return ".odt" if "content.xml" in parts and _ODT.encode() in data[:200] else ".zip"
