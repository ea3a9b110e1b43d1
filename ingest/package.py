"""Office documents are ZIP archives of XML: opening their parts as safely as what comes from outside has to be."""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from assistant.errors import Unreadable

LIMIT = 16 * 1024 * 1024
"""Largest part taken, unpacked, in bytes. Those of the longest standards known to us have 2 MB."""
_DAMAGE = (KeyError, OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
Element = Any
"""An element of lxml, which has no types of its own."""


class DocumentArchive:
    """An opened archive; raises `Unreadable` wherever it is damaged, encrypted, or unpacks to more than `LIMIT`."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.damaged() from error

    def damaged(self) -> Unreadable:
        return Unreadable("document.damaged_office", name=self.name)

    def encrypted(self) -> Unreadable:
        return Unreadable("document.encrypted", name=self.name)

    def xml(self, part: str) -> Element:
        """The root element of a part.

        :raises Unreadable: also when the part is missing, no XML, or declares a document type, as none has to.
        """
        try:
            if self._archive.getinfo(part).flag_bits & 1:
                raise self.encrypted()
            with self._archive.open(part) as file:
                data = file.read(LIMIT + 1)
        except _DAMAGE as error:
            raise self.damaged() from error
        if len(data) > LIMIT:
            raise Unreadable("document.too_large_part", name=self.name, part=part, limit=LIMIT)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:
            raise Unreadable("document.document_type", name=self.name, part=part)
        return root

    def optional(self, part: str) -> Element | None:
        """The root element of a part that a document need not have. Raises as `xml` does."""
        return self.xml(part) if part in self._archive.namelist() else None


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """An attribute by its name without namespace; empty when there is none."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names; None when there is none."""
    for name in path:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def number(text: str, least: int, most: int = 1000) -> int:
    """A count that an attribute gives; `least` when it gives none, and never outside of the limits."""
    return min(max(int(text), least), most) if text.isdecimal() else least
