"""Examine a finished generation: `python -m ingest.verify FOLDER`, run in a process of its own.

Files are as recorded, the counts agree, and for a sample of chunks the store finds the chunk itself and
agrees with exact search. Says on standard error what is wrong; exit 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from assistant.errors import AssistantError, IndexDamaged
from assistant.index.generation import read
from assistant.settings import Settings

SAMPLE = 20
"""Canary chunks looked up."""
SLACK = 1e-5
"""What rounding may make of a cosine."""
RECALL = 0.97
"""Least share of exact neighbours that the store's own search has to find."""


def verify(folder: Path, settings: Settings) -> None:
    """Examine one generation.

    :raises IndexDamaged: when anything is not as it should be.
    """
    from assistant.index.embedding import embedder
    from assistant.index.store import Store
    from assistant.index.vectors import Vectors

    generation = read(folder)
    generation.verify()
    if not generation.standards:
        raise IndexDamaged("索引裡沒有任何職能基準。")
    store = Store.open(generation, embedder(settings))
    searched = Vectors.open(generation)
    if store.stored() != searched.records:
        raise IndexDamaged(f"{generation.records.name} 與向量庫不同。")
    ids, vectors = store.everything()
    everywhere = frozenset(searched.sizes)
    step = max(1, len(ids) // SAMPLE)
    found, wanted = 0, 0
    for position in range(0, len(ids), step):
        exact = np.argsort(-(vectors @ vectors[position]), kind="stable")[:10]
        near = store.nearest_ids(vectors[position], 10)
        itself = searched.near(vectors[position], everywhere, 1)[0]
        if itself.similarity < 1 - SLACK:
            raise IndexDamaged(f"{generation.vectors.name} 與向量庫不同。")
        best = float(vectors[exact[9]] @ vectors[position]) if len(ids) > 9 else -1.0
        wanted += len(near)
        found += sum(float(vectors[ids.index(i)] @ vectors[position]) >= best - SLACK for i in near)
    if found < RECALL * wanted:
        raise IndexDamaged(f"向量檢索只找回 {found}/{wanted} 個最近鄰。")


if __name__ == "__main__":
    try:
        verify(Path(sys.argv[1]), Settings())
    except AssistantError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
