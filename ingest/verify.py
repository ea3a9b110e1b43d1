"""Examine a finished generation: `python -m ingest.verify FOLDER [CODE …]`, run in a process of its own.

Of the standards that the codes name, taken over from the generation before, a sample is enough. Exit 1 with a reason.
"""

import json
import sys
from pathlib import Path

import numpy as np

from assistant.errors import AssistantError, IndexDamaged
from assistant.index.generation import Generation, read
from assistant.index.store import StoredRecords
from assistant.index.vectors import Vectors
from assistant.settings import Settings

SAMPLE = 20
"""Canary chunks looked up."""
SLACK = 1e-5
"""What rounding may make of a cosine."""
RECALL = 0.9
"""Least share of exact neighbours that the store's own search has to find: far fewer, and it is broken.

It is approximate, the more so the more chunks are alike (95 % with 900 standards); answers come from the exact product.
"""
_NEAREST = 10


def verify(generation: Generation, store: StoredRecords, staying: frozenset[str] = frozenset()) -> None:
    """Examine one generation and the store that was written for it.

    :param staying: the standards of which a sample is enough.
    :raises IndexDamaged: when anything is not as it should be.
    """
    generation.verify()
    if not generation.manifest.standards:
        raise IndexDamaged("ingest.no_standards")
    searched = Vectors.open(generation)
    if not store.count() == generation.manifest.chunks == len(searched.records):
        raise IndexDamaged("ingest.store_size", found=store.count(), wanted=generation.manifest.chunks)
    ids = list(searched.records)
    sample = ids[:: max(1, len(ids) // SAMPLE)]
    new = [record.id for record in searched.records.values() if record.standard not in staying]
    records, vectors = store.some(list(dict.fromkeys([*new, *sample]))) if staying else store.contents()
    stored = {record.id: record for record in records}
    if stored != {i: searched.records[i] for i in stored} or not {*new, *sample} <= stored.keys():
        raise IndexDamaged("ingest.other_than_store", name="records.json")
    if not np.allclose(searched.of([record.id for record in records]), vectors, atol=SLACK):
        raise IndexDamaged("ingest.other_than_store", name=generation.vectors.name)
    found, wanted = 0, 0
    everywhere = frozenset(searched.sizes)
    for vector in searched.of(sample):
        least = searched.near(vector, everywhere, _NEAREST)[-1].similarity
        near = store.nearest(vector, _NEAREST)
        wanted += len(near)
        found += int((searched.of(near) @ vector >= least - SLACK).sum())
    if found < RECALL * wanted:
        raise IndexDamaged("ingest.poor_search", found=found, wanted=wanted)


if __name__ == "__main__":
    from assistant.index.chroma import ChromaRecords

    try:
        generation = read(Path(sys.argv[1]))
        settings, collection = Settings(), generation.manifest.collection
        store = ChromaRecords.on_server(settings, collection) if collection else ChromaRecords.open(generation.chroma)
        verify(generation, store, frozenset(sys.argv[2:]))
    except AssistantError as error:
        print(json.dumps([error.entry, error.values], default=str), file=sys.stderr)
        sys.exit(1)
