"""What a generation holds, written into its folder: standards, store, records, vectors, and the manifest over all.

Of the published generation whatever stays the same is taken over, standard by standard; the rest is cut, embedded and
stored.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from assistant.errors import IndexDamaged
from assistant.index.chunk import Chunk, Record
from assistant.index.generation import CHROMA, FORMAT, MANIFEST, RECORDS, STANDARDS, VECTORS, Manifest, digest
from assistant.retrieval import beyond
from assistant.settings import Settings
from assistant.standard.companion import Companion

from .document import Packed
from .remembered import Remembered
from .split import split
from .version import code_version

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.index.store import Store

BATCH = 256
"""Chunks embedded and stored at once; far below what Chroma takes."""
Progress = Callable[[int, int], None]
"""Told how many chunks are stored, and of about how many: what is still to be cut is taken to be as long."""


@contextmanager
def timed(seconds: Counter[str], stage: str) -> Iterator[None]:
    """Add what a stage takes to its seconds."""
    start = time.monotonic()
    try:
        yield
    finally:
        seconds[stage] += time.monotonic() - start  # type: ignore[assignment]


def write(
    aside: Path,
    documents: Sequence[Packed],
    staying: frozenset[str],
    model: Remembered,
    inputs: str,
    progress: Progress,
    seconds: Counter[str],
    settings: Settings,
    collection: str,
) -> int:
    """Write everything that a generation holds; returns how many records these are.

    :param collection: on the server of the settings, which is the store then; empty: it lies in the folder.
    """
    (aside / STANDARDS).mkdir()
    for document in documents:
        (aside / STANDARDS / f"{document.code}.json").write_bytes(document.data)
    with timed(seconds, "taking over"):
        store = _store(aside / CHROMA, staying, model, settings, collection)
    with timed(seconds, "storing"):
        filled = _fill(store, documents, staying, model, progress)
        vectors = np.concatenate([shelf.vectors for shelf in filled])
        if collection:  # copies are made of what the server gives back, which may be rounded otherwise
            vectors = store.contents()[1]
        store.close()
    with timed(seconds, "files"):
        records = [record for shelf in filled for record in shelf.records]
        (aside / RECORDS).write_bytes(TypeAdapter(list[Record]).dump_json(records))
        np.save(aside / VECTORS, vectors, allow_pickle=False)
        manifest = Manifest(
            format=FORMAT,
            inputs=inputs,
            standards={d.code: d.entry for d in documents},
            code=code_version(),
            embedding=model.fingerprint.model_dump(),
            chunks=len(records),
            collection=collection,
            files={str(f.relative_to(aside)): digest(f) for f in sorted(aside.rglob("*")) if f.is_file()},
            corpus={d.entry.source: d.text for d in documents},
            sources={d.entry.source: d.file for d in documents if d.file},
            counts={d.code: shelf.counts for d, shelf in zip(documents, filled, strict=False)},
            built=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        (aside / MANIFEST).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    return len(records)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The records of one standard with their vectors, a row each."""

    records: Sequence[Record]
    vectors: NDArray[np.float32]

    @property
    def counts(self) -> dict[str, int]:
        """How many chunks there are of each kind, whatever their forms."""
        return dict(Counter(record.kind for record in self.records if record.form == "wording"))


def _store(folder: Path, staying: frozenset[str], model: Remembered, settings: Settings, collection: str) -> Store:
    """An empty store, or that of the published generation with nothing but what stays."""
    from assistant.index.chroma_store import ChromaStore

    if collection:
        return ChromaStore.create_on_server(settings, model, collection)
    if not staying or not model.base:
        return ChromaStore.create(folder, model)
    shutil.copytree(model.base.chroma, folder, copy_function=shutil.copyfile)
    store = ChromaStore.resume(folder, model)
    store.remove([code for code in model.base.manifest.standards if code not in staying])
    return store


def _fill(
    store: Store, documents: Sequence[Packed], staying: frozenset[str], model: Remembered, progress: Progress
) -> list[_Shelf]:
    """Put the chunks of the standards that do not stay, and what stands beyond all, into a store.

    :returns: what it then holds, a shelf for each standard, and one for what stands beyond.
    :raises IndexDamaged: when it did not take them all.
    """
    filled, new, number, done = [], sum(d.code not in staying for d in documents), 0, 0
    for document in documents:
        if document.code in staying:
            filled.append(_Shelf(*model.of(document.code)))
            continue
        stored = document.stored
        chunks = split(stored.standard, Companion(glosses=dict(stored.glosses)))
        whole = done + len(chunks) * (new - number)
        for start in range(0, len(chunks), BATCH):
            batch = chunks[start : start + BATCH]
            store.add(batch)
            done += len(batch)
            progress(done, whole)
        number += 1
        filled.append(_shelf(chunks, model))
    if staying:
        filled.append(_Shelf(*model.of("")))
    else:
        store.add(beyond.chunks())
        filled.append(_shelf(beyond.chunks(), model))
    if store.count() != (written := sum(len(shelf.records) for shelf in filled)):
        raise IndexDamaged(f"向量庫應有 {written} 段，只有 {store.count()} 段；未發布。")
    return filled


def _shelf(chunks: Sequence[Chunk], model: Remembered) -> _Shelf:
    """What a store keeps of chunks."""
    records = [record for chunk in chunks for record in chunk.records]
    return _Shelf(records, model.documents([record.text for record in records]))
