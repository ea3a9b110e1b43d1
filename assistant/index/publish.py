"""Publishing a generation: all of it on the disk first, then its name, then the pointer, each in one step."""

import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from .chunk import Record
from .generation import FOLDER, MANIFEST, POINTER, RECORDS, VECTORS, digest


def name_for(folder: Path, inputs: str) -> str:
    """The name under which a finished generation is published."""
    return f"{inputs[:12]}-{digest(folder / MANIFEST)[:12]}"


def keep(folder: Path, records: Sequence[Record], vectors: NDArray[np.float32]) -> None:
    """Write the records of a generation, and their vectors in the same order: (records, dimensions)."""
    (folder / RECORDS).write_bytes(TypeAdapter(tuple[Record, ...]).dump_json(tuple(records)))
    np.save(folder / VECTORS, vectors, allow_pickle=False)


def publish(index: Path, aside: Path, name: str) -> None:
    """Make a finished folder the published generation. After a loss of power either it is whole, or the one before."""
    for path in (*aside.rglob("*"), aside):
        _sync(path)
    aside.replace(index / FOLDER / name)
    _sync(index / FOLDER)
    point(index, name)


def point(index: Path, name: str) -> None:
    """Publish a generation that is there: replace the pointer in one step."""
    aside = index / f".{POINTER}-{os.getpid()}"
    aside.write_text(name + "\n", encoding="utf-8")
    _sync(aside)
    aside.replace(index / POINTER)
    _sync(index)


def sweep(index: Path, keep: Collection[str]) -> None:
    """Remove all generations but those named: the published one and the one before it."""
    for child in (index / FOLDER).iterdir():
        if child.name not in keep:
            shutil.rmtree(child, ignore_errors=True)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
