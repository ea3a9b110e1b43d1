"""A second vector store, in memory: what the port asks of one, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.index.chunk import Chunk, Record
from assistant.index.embedding import Embedder


class MemoryStore:
    """Records and vectors in lists; a `Store`."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._records: list[Record] = []
        self._rows: list[NDArray[np.float32]] = []

    def add(self, chunks: Sequence[Chunk]) -> int:
        """Embed and keep."""
        forms = [(chunk, *form) for chunk in chunks for form in chunk.forms]
        self._rows += list(self._embedder.documents([text for *_, text in forms]))
        for chunk, identity, form, text in forms:
            self._records.append(Record.stored(identity, text, {**chunk.metadata, "form": form}))
        return len(forms)

    def count(self) -> int:
        """How many there are."""
        return len(self._records)

    def remove(self, standards: Sequence[str]) -> None:
        """Keep the others."""
        kept = [n for n, record in enumerate(self._records) if record.standard not in standards]
        self._records, self._rows = [self._records[n] for n in kept], [self._rows[n] for n in kept]

    def some(self, ids: Sequence[str]) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """Those of them."""
        kept = [n for n, record in enumerate(self._records) if record.id in ids]
        return tuple(self._records[n] for n in kept), np.array([self._rows[n] for n in kept], dtype=np.float32)

    def contents(self) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """All of it."""
        return tuple(self._records), np.array(self._rows, dtype=np.float32)

    def nearest(self, vector: NDArray[np.float32], most: int) -> list[str]:
        """By the product with all."""
        order = np.argsort(-(np.array(self._rows) @ vector), kind="stable")[:most]
        return [self._records[place].id for place in order]

    def close(self) -> None:
        """Nothing is open."""
