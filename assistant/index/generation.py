"""A generation of the index: an immutable folder written by one build, and the pointer that publishes it.

    index/CURRENT                    the name of the published generation, replaced in one step
    index/generations/NAME/          manifest.json, standards/CODE.json, chroma/, records.json, vectors.npy

A name ends in the digest of its manifest, and the manifest holds the digest of every other file, so that the
pointer vouches for all of it.

Standard library and pydantic only: a table answer opens no vector store and no model. Nothing is ever
created or repaired here; whatever is not as the build left it is an error with what to do.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from ..errors import IndexDamaged, IndexMismatch, IndexMissing
from ..standard.model import Standard
from .chunk import Record

FORMAT = 5
"""Changes whenever what a generation holds changes; an older one then asks to be rebuilt."""
POINTER = "CURRENT"
FOLDER = "generations"
MANIFEST = "manifest.json"
RECORDS = "records.json"
VECTORS = "vectors.npy"
STANDARDS = "standards"
_NAME = re.compile(r"[0-9a-f]{12}-[0-9a-f]{12}")
_REBUILD = "請執行 python -m ingest 重建。 Run `python -m ingest` to rebuild it."


class Manifest(BaseModel):
    """What a build recorded of itself. `files` maps each file of the generation to its SHA-256.

    `corpus` holds the SHA-256 of each document as it was read, as text; `sources` that of its file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    inputs: str
    corpus: dict[str, str]
    sources: dict[str, str]
    code: str
    embedding: dict[str, object]
    chunks: int
    counts: dict[str, dict[str, int]]
    files: dict[str, str]
    built: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStandard:
    """A standard as the build stored it, with its source text and the project's glosses (code → English)."""

    standard: Standard
    source_text: str
    source_name: str
    glosses: Mapping[str, str]


class Generation:
    """One opened generation. Reads are lazy and made once."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @property
    def id(self) -> str:
        """Its name."""
        return self.folder.name

    @property
    def chroma(self) -> Path:
        """The folder of the vector store. Open a copy: the store writes to what it opens."""
        return self.folder / "chroma"

    @property
    def vectors(self) -> Path:
        """The file of the vectors of all records, in their order."""
        return self.folder / VECTORS

    @cached_property
    def records(self) -> dict[str, Record]:
        """The embedded texts by id.

        :raises IndexDamaged: when they cannot be read.
        """
        return {record.id: record for record in _load(self.folder / RECORDS, tuple[Record, ...])}

    @cached_property
    def standards(self) -> tuple[StoredStandard, ...]:
        """The standards it holds, in the order they were ingested.

        :raises IndexDamaged: when one cannot be read.
        """
        return tuple(_load(self.folder / STANDARDS / f"{code}.json", StoredStandard) for code in self.manifest.counts)

    def verify(self) -> None:
        """Compare every file with what the build recorded.

        :raises IndexDamaged: naming the first file that is missing, unreadable or different.
        """
        for name, recorded in self.manifest.files.items():
            if _digest_or_none(self.folder / name) != recorded:
                raise IndexDamaged(f"索引檔 {name} 缺少或與建立時不同，{_REBUILD}")


_lock = threading.Lock()
_opened: dict[Path, tuple[tuple[int, int], Generation]] = {}


def current(index: Path) -> Generation:
    """The published generation. Cheap enough for every question: one small read once it is open.

    :raises IndexMissing: when nothing is published here.
    :raises IndexMismatch: when it was written by another version of the program.
    :raises IndexDamaged: when a file differs from what the build recorded.
    """
    name = published(index)
    if not name:
        raise IndexMissing(f"還沒有索引，{_REBUILD}")
    folder = index / FOLDER / name
    if not folder.is_dir():
        raise IndexMissing(f"索引指向的版本不存在，{_REBUILD}")
    stamp = _stamp(folder)
    with _lock:
        known = _opened.get(folder)
        if known is None or known[0] != stamp:
            generation = _whole(folder)
            for other in [f for f in _opened if f.parent == folder.parent]:
                del _opened[other]
            _opened[folder] = known = (stamp, generation)
        return known[1]


def published(index: Path) -> str:
    """The name that the pointer holds; empty where there is no pointer, or none that a build could have written."""
    try:
        name = (index / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _NAME.fullmatch(name) else ""


def name_for(folder: Path, inputs: str) -> str:
    """The name under which a finished generation is published."""
    return f"{inputs[:12]}-{digest(folder / MANIFEST)[:12]}"


def read(folder: Path) -> Generation:
    """Open a generation without verifying its files. Raises as `current` does."""
    manifest: Manifest = _load(folder / MANIFEST, Manifest)
    if manifest.format != FORMAT:
        raise IndexMismatch(f"索引是另一版程式建立的，{_REBUILD}")
    return Generation(folder, manifest)


def _load(file: Path, form: Any) -> Any:
    try:
        return TypeAdapter(form).validate_json(file.read_bytes())
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"索引裡的 {file.name} 無法讀取，{_REBUILD}") from error


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _digest_or_none(file: Path) -> str | None:
    try:
        return digest(file)
    except OSError:
        return None


def _whole(folder: Path) -> Generation:
    generation = read(folder)
    if not folder.name.endswith((_digest_or_none(folder / MANIFEST) or "none")[:12]):
        raise IndexDamaged(f"索引檔 {MANIFEST} 與建立時不同，{_REBUILD}")
    generation.verify()
    return generation


def _stamp(folder: Path) -> tuple[int, int]:
    """Changes when any file of a generation is replaced, removed, cut or written to.

    :raises IndexDamaged: when files vanish while they are looked at.
    """
    try:
        stats = [f.stat() for f in sorted(folder.rglob("*")) if f.is_file()]
    except OSError as error:
        raise IndexDamaged(f"索引正被移除或替換，請再問一次；若仍如此，{_REBUILD}") from error
    return sum(s.st_mtime_ns for s in stats), sum(s.st_size for s in stats)
