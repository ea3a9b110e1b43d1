"""What an index is built from: a document as it was read, with what belongs to it, and packed as a generation keeps it.

A folder may hold hundreds of documents, and what was read of one takes some fifty times the room of its text: each is
packed as soon as it has been judged.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from assistant.index.generation import StandardEntry, StoredStandard
from assistant.standard import companion
from assistant.standard.companion import NAME, Companion

from .parse import Parsed

_STORED = TypeAdapter(StoredStandard)


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A standard in the bytes that a generation keeps, with its entry in the manifest.

    `text` is the SHA-256 of its document as it was read, `file` that of the file.
    """

    code: str
    entry: StandardEntry
    text: str
    file: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def stored(self) -> StoredStandard:
        return _STORED.validate_json(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to be indexed; `beside` is the SHA-256 of its companion's file."""

    parsed: Parsed
    companion: Companion
    beside: str = ""

    @property
    def packed(self) -> Packed:
        standard, source = self.parsed.standard, self.parsed.source
        stored = StoredStandard(
            standard=standard, source_text=source.text, source_name=source.name, glosses=self.companion.glosses
        )
        entry = StandardEntry(
            name=standard.name,
            title=self.companion.glosses.get(NAME, ""),
            version=standard.version.version if standard.version else "",
            level=standard.level,
            source=source.name,
            companion=self.beside,
            errata=len(standard.errata),
        )
        return Packed(
            code=standard.code,
            entry=entry,
            text=hashlib.sha256(source.text.encode()).hexdigest(),
            file=source.sha256,
            data=_STORED.dump_json(stored),
        )


def beside(source: Path) -> str:
    """The SHA-256 of the companion's file of a document; empty where it has none."""
    file = companion.file(source)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
