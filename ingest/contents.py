"""What a generation holds, written into its folder: standards, store, records, vectors, and the manifest over all."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import IndexDamaged
from assistant.index.chunk import Record
from assistant.index.generation import CHROMA, FORMAT, MANIFEST, STANDARDS, Manifest, digest
from assistant.index.publish import keep
from assistant.index.store import Store
from assistant.retrieval import beyond
from assistant.settings import Settings
from assistant.standard.companion import Companion

from .document import Packed
from .held import Remembered, code_version
from .split import split

BATCH = 256
"""Chunks embedded and stored at once; far below what Chroma takes."""
Progress = Callable[[int, int], None]
"""Told how many chunks are stored, and of about how many: what is still to be cut is taken to be as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a generation is to be made of; `seconds` takes up how long each stage of it took.

    `staying` are the standards that are taken over from the published one. `collection` is the store on the server of
    the settings; empty, and it lies in the folder.
    """

    documents: Sequence[Packed]
    staying: frozenset[str]
    model: Remembered
    inputs: str
    settings: Settings
    collection: str
    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        start = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.monotonic() - start


def write(aside: Path, plan: Plan) -> int:
    """Write everything that a generation holds; returns how many records these are.

    :raises IndexDamaged: when the store did not take them all.
    """
    documents = plan.documents
    (aside / STANDARDS).mkdir()
    for document in documents:
        (aside / STANDARDS / f"{document.code}.json").write_bytes(document.data)
    with plan.timed("taking over"):
        store = _store(aside / CHROMA, plan)
    with plan.timed("storing"):
        filled = _fill(store, plan)
        records = [record for held in filled for record in held]
        # Copies are made of what a server gives back, which may be rounded otherwise.
        server = bool(plan.collection)
        vectors = store.contents()[1] if server else plan.model.documents([record.text for record in records])
        store.close()
    with plan.timed("files"):
        keep(aside, records, vectors)
        manifest = Manifest(
            format=FORMAT,
            inputs=plan.inputs,
            standards={d.code: d.entry for d in documents},
            code=code_version(),
            embedding=plan.model.fingerprint.model_dump(),
            chunks=len(records),
            collection=plan.collection,
            files={str(f.relative_to(aside)): digest(f) for f in sorted(aside.rglob("*")) if f.is_file()},
            corpus={d.entry.source: d.text for d in documents},
            sources={d.entry.source: d.file for d in documents if d.file},
            counts={d.code: _counts(held) for d, held in zip(documents, filled, strict=False)},
            built=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        (aside / MANIFEST).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    return len(records)


def _counts(records: Sequence[Record]) -> dict[str, int]:
    """How many chunks there are of each kind, whatever their forms."""
    return dict(Counter(record.kind for record in records if record.form == "wording"))


def _store(folder: Path, plan: Plan) -> Store:
    """An empty store, or that of the published generation with nothing but what stays."""
    from assistant.index.chroma_store import ChromaStore

    base = plan.model.base
    if plan.collection:
        return ChromaStore.create_on_server(plan.settings, plan.model, plan.collection)
    if not plan.staying or not base:
        return ChromaStore.create(folder, plan.model)
    shutil.copytree(base.chroma, folder, copy_function=shutil.copyfile)
    store = ChromaStore.resume(folder, plan.model)
    store.remove([code for code in base.manifest.standards if code not in plan.staying])
    return store


def _fill(store: Store, plan: Plan) -> list[Sequence[Record]]:
    """Put what does not stay into a store; the records that it then holds of each standard, the last beyond them."""
    model, filled, done = plan.model, list[Sequence[Record]](), 0
    left = sum(document.code not in plan.staying for document in plan.documents)
    for document in plan.documents:
        if document.code in plan.staying:
            filled.append(model.records(document.code))
            continue
        stored = document.stored
        chunks = split(stored.standard, Companion(glosses=dict(stored.glosses)))
        whole = done + len(chunks) * left
        left -= 1
        for start in range(0, len(chunks), BATCH):
            batch = chunks[start : start + BATCH]
            store.add(batch)
            done += len(batch)
            plan.progress(done, whole)
        filled.append([record for chunk in chunks for record in chunk.records])
    if plan.staying:
        filled.append(model.records(""))
    else:
        store.add(beyond.chunks())
        filled.append([record for chunk in beyond.chunks() for record in chunk.records])
    if store.count() != (written := sum(map(len, filled))):
        raise IndexDamaged("ingest.incomplete_store", wanted=written, found=store.count())
    return filled
