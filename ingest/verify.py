"""Examine a finished generation: `python -m ingest.verify FOLDER`, run in a process of its own.

Files are as recorded, the counts agree, and for a sample of chunks the store finds the chunk itself and
agrees with exact search. Says on standard error what is wrong; exit 1.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import AssistantError, IndexDamaged
from assistant.index.generation import Generation, read
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.index.store import Store

SAMPLE = 20
"""Canary chunks looked up."""
SLACK = 1e-5
"""What rounding may make of a cosine."""
RECALL = 0.97
"""Least share of exact neighbours that the store's own search has to find."""
_NEAREST = 10


def verify(generation: Generation, store: Store) -> None:
    """Examine one generation and the store that was written for it.

    :raises IndexDamaged: when anything is not as it should be.
    """
    from assistant.index.vectors import Vectors

    generation.verify()
    if not generation.standards:
        raise IndexDamaged("索引裡沒有任何職能基準。")
    if (count := store.count()) != generation.manifest.chunks:
        raise IndexDamaged(f"向量庫有 {count} 段，應為 {generation.manifest.chunks} 段，請執行 python -m ingest 重建。")
    records, vectors = store.contents()
    searched = Vectors.open(generation)
    if {record.id: record for record in records} != searched.records:
        raise IndexDamaged("records.json 與向量庫不同。")
    places = {record.id: place for place, record in enumerate(records)}
    found, wanted = 0, 0
    for vector in vectors[:: max(1, len(records) // SAMPLE)]:
        if searched.near(vector, frozenset(searched.sizes), 1)[0].similarity < 1 - SLACK:
            raise IndexDamaged(f"{generation.vectors.name} 與向量庫不同。")
        exact = vectors @ vector
        least = np.sort(exact)[-_NEAREST] if len(exact) >= _NEAREST else -1.0
        near = store.nearest(vector, _NEAREST)
        wanted += len(near)
        found += sum(bool(exact[places[identity]] >= least - SLACK) for identity in near)
    if found < RECALL * wanted:
        raise IndexDamaged(f"向量檢索只找回 {found}/{wanted} 個最近鄰。")


if __name__ == "__main__":
    from assistant.index.chroma import ChromaStore
    from assistant.index.embedding import embedder

    try:
        generation = read(Path(sys.argv[1]))
        verify(generation, ChromaStore.open(generation.chroma, embedder(Settings())))
    except AssistantError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
