"""A generation of the index: an immutable folder written by one build, and the pointer that publishes it.

    index/CURRENT                    the name of the published generation, replaced in one step
    index/generations/NAME/          manifest.json, standards/CODE.json, chroma/, records.json, vectors.npy

A name ends in the digest of its manifest, and the manifest holds the digest of every other file, so that the
pointer vouches for all of it.

Standard library and pydantic only: a table answer opens no vector store and no model. Nothing is ever
created or repaired here; whatever is not as the build left it is an error with what to do.
"""

import hashlib
import logging
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from ..errors import AssistantError, IndexDamaged, IndexMismatch, IndexMissing
from ..standard.model import Standard
from .chunk import Record

log = logging.getLogger(__name__)
FORMAT = 7
"""Changes whenever what a generation holds changes; an older one then asks to be rebuilt."""
POINTER = "CURRENT"
FOLDER = "generations"
MANIFEST = "manifest.json"
CHROMA = "chroma"
RECORDS = "records.json"
VECTORS = "vectors.npy"
STANDARDS = "standards"
_NAME = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}")
HELD = 1000
"""Standards that an opened generation keeps in memory, those asked for last."""


class StandardEntry(BaseModel, frozen=True, extra="forbid"):
    """A standard in the manifest: what is told of it without opening it, and what tells whether it is still the same.

    `title` is its English name, where the project gives one; `version` as printed, empty where none is; `source` the
    name of its document, `companion` the SHA-256 of the file of glosses beside that, empty without one; `errata` how
    many its ledger has.
    """

    name: str
    title: str
    version: str
    level: int | None
    source: str
    companion: str
    errata: int


class Manifest(BaseModel, frozen=True, extra="forbid"):
    """What a build recorded of itself. `files` maps each file of the generation to its SHA-256.

    `corpus` holds the SHA-256 of each document as it was read, as text; `sources` that of its file.
    `standards` has their entries by code, in the order they were ingested; `counts` their chunks by kind.
    `collection` names its store on a Chroma server; empty where that lies in the folder.
    """

    format: int
    inputs: str
    standards: dict[str, StandardEntry]
    corpus: dict[str, str]
    sources: dict[str, str]
    code: str
    embedding: dict[str, object]
    chunks: int
    collection: str
    counts: dict[str, dict[str, int]]
    files: dict[str, str]
    built: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStandard:
    """A standard as the build stored it, with its source text and the project's glosses (code or field → English)."""

    standard: Standard
    source_text: str
    source_name: str
    glosses: Mapping[str, str]


class Generation:
    """One opened generation. Reads are lazy and made once.

    `id` is its name; `vectors` the file of the vectors of all records, in their order; `chroma` the folder of the
    vector store, which writes to what it opens: open a copy.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self.id, self.chroma, self.vectors = folder.name, folder / CHROMA, folder / VECTORS
        self.stored = lru_cache(maxsize=HELD)(self._stored)

    @cached_property
    def records(self) -> dict[str, Record]:
        """The embedded texts by id.

        :raises IndexDamaged: when they cannot be read.
        """
        return {record.id: record for record in _load(self.folder / RECORDS, tuple[Record, ...])}

    @property
    def standards(self) -> tuple[StoredStandard, ...]:
        """All standards it holds, in the order they were ingested; `stored` reads one, by its code.

        :raises IndexDamaged: when one cannot be read.
        """
        return tuple(map(self.stored, self.manifest.standards))

    def _stored(self, code: str) -> StoredStandard:
        found: StoredStandard = _load(self.folder / STANDARDS / f"{code}.json", StoredStandard)
        return found

    def verify(self) -> None:
        """Compare every file with what the build recorded.

        :raises IndexDamaged: naming the first file that is missing, unreadable or different.
        """
        for name, recorded in self.manifest.files.items():
            if _digest(self.folder / name) != recorded:
                raise IndexDamaged("index.damaged_file", name=name)


_lock = threading.Lock()
_opened: dict[Path, tuple[Path, tuple[int, int], Generation]] = {}
"""What was opened last of each index, with what tells whether it is still as it was."""


def current(index: Path) -> Generation:
    """The published generation. Cheap enough for every question: one small read once it is open.

    Where it is damaged, the one before it that builds keep is answered from, if that is whole; the log says so.

    :raises IndexMissing: when nothing is published here.
    :raises IndexMismatch: when it was written by another version of the program.
    :raises IndexDamaged: when a file differs from what the build recorded.
    """
    name = published(index)
    if not name:
        raise IndexMissing("index.nothing_published")
    try:
        return _open(index / FOLDER / name)
    except (IndexDamaged, IndexMissing) as error:
        if published(index) != name:  # exchanged in this moment
            return current(index)
        if isinstance(error, IndexDamaged) and (kept := _before(index, name)):
            log.warning("the published index is damaged; answers come from the one before: run python -m ingest")
            return kept
        raise


def _open(folder: Path) -> Generation:
    if not folder.is_dir():
        raise IndexMissing("index.missing_generation")
    stamp = _stamp(folder)
    with _lock:
        known = _opened.get(folder.parent)
        if known is None or known[:2] != (folder, stamp):
            _opened[folder.parent] = known = (folder, stamp, whole(folder, folder.name))
        return known[2]


def _before(index: Path, name: str) -> Generation | None:
    """The generation that is kept beside a damaged one, if there is one and it is whole."""
    with suppress(OSError):
        for folder in (index / FOLDER).iterdir():
            if folder.name != name and named(folder.name):
                with suppress(AssistantError):
                    return _open(folder)
    return None


def published(index: Path) -> str:
    """The name that the pointer holds; empty where there is no pointer, or none that a build could have written."""
    try:
        name = (index / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if named(name) else ""


def named(name: str) -> bool:
    """Whether a build can have given a generation this name."""
    return bool(_NAME.fullmatch(name))


def read(folder: Path) -> Generation:
    """Open a generation without verifying its files. Raises as `current` does."""
    manifest: Manifest = _load(folder / MANIFEST, Manifest)
    if manifest.format != FORMAT:
        raise IndexMismatch("index.other_version")
    return Generation(folder, manifest)


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    """Made once for a form; making one takes longer than reading a standard with it."""
    return TypeAdapter(form)


def _load(file: Path, form: Any) -> Any:
    try:
        return _adapter(form).validate_json(file.read_bytes())
    except (OSError, ValueError) as error:
        raise IndexDamaged("index.unreadable_file", name=file.name) from error


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _digest(file: Path) -> str:
    """The same, empty where it cannot be read."""
    try:
        return digest(file)
    except OSError:
        return ""


def whole(folder: Path, name: str) -> Generation:
    """Open a generation whose name and digests vouch for all of its files. Raises as `current` does."""
    generation = read(folder)
    if name.rpartition("-")[2] != _digest(folder / MANIFEST)[:12]:
        raise IndexDamaged("index.damaged_file", name=MANIFEST)
    generation.verify()
    return generation


def _stamp(folder: Path) -> tuple[int, int]:
    """Changes when any file of a generation is replaced, removed, cut or written to.

    :raises IndexDamaged: when files vanish while they are looked at.
    """
    try:
        stats = list(_stats(str(folder)))
    except OSError as error:
        raise IndexDamaged("index.changing_files") from error
    return sum(s.st_mtime_ns for s in stats), sum(s.st_size for s in stats)


def _stats(folder: str) -> Iterator[os.stat_result]:
    """Of every file below a folder; asked at every question, so that hundreds of files may cost little."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _stats(entry.path)
            else:
                yield entry.stat()
