"""Files of office programs and web pages in tests: read, changed, and held to the standard they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import opendocument
import word
from test_office import WRITERS
from test_repagination import content

from assistant.standard.canonical import record
from assistant.standard.model import Standard
from ingest.check import check
from ingest.parse import Parsed, parse
from ingest.source import decode

FORMS = tuple(WRITERS)


def read(data: bytes, form: str) -> Parsed:
    """What a file comes to."""
    return parse(decode(data, f"x.{form}"))


def same(found: Parsed, standard: Standard) -> None:
    """Hold it to the standard, with nothing lost."""
    assert content(record(found.standard)) == content(record(standard))
    assert check(found).sound


def changed(data: bytes, form: str, change: Callable[[str], str]) -> bytes:
    """A file with another main part."""
    if form == "html":
        return change(data.decode()).encode()
    part, write = {
        "docx": ("word/document.xml", word.package),
        "odt": ("content.xml", opendocument.package),
    }[form]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(part).decode()
    assert change(text) != text
    return write(change(text))
