"""The port of the vector store: what a build asks of one, and its verification, which only reads.

`tests/index/test_store_contract.py` holds every store to it. Questions do not come here: a published generation is
searched in a file of its own (`vectors.py`), because a store may write to what it opens.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .chunk import Chunk, Record


class StoredRecords(Protocol):
    """An opened collection of embedded records, to be read."""

    def count(self) -> int: ...

    def contents(self) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """All records in the order they were added, and their vectors, a row each."""
        ...

    def some(self, ids: Sequence[str]) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """Those of the records that it has, in any order, and their vectors."""
        ...

    def nearest(self, vector: NDArray[np.float32], most: int) -> list[str]:
        """Ids of the records nearest to a vector, of whatever standard, the nearest first; few may be missed."""
        ...

    def close(self) -> None: ...


class Store(StoredRecords, Protocol):
    """One that is written to; :raises IndexDamaged: when it cannot be."""

    def add(self, chunks: Sequence[Chunk]) -> int:
        """Embed and add one batch of chunks, each in all its forms; returns how many records that made.

        :raises EmbeddingError: when the model returns something unusable.
        """
        ...

    def remove(self, standards: Sequence[str]) -> None:
        """Take out all records of some standards."""
        ...
