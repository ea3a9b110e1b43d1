"""Exact search among the vectors of a generation: one matrix in a file, and a product with the question.

At the size of an index (some thousand records a standard) the product takes less time than an approximate search and
finds every neighbour; the file is mapped, so that processes share it, and nothing is copied or opened for writing.
`python -m training.search` measures it beside the store's own search.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexDamaged
from .chunk import Record
from .generation import Generation

Block = slice | NDArray[np.intp]


class Neighbour(NamedTuple):
    """A record near a question. `similarity` is the cosine, -1 to 1, higher for nearer."""

    record: Record
    similarity: float


class Vectors:
    """The records of a generation with their vectors, of unit length, a row each in the order of the records."""

    def __init__(self, records: Mapping[str, Record], matrix: NDArray[np.float32]) -> None:
        """:raises IndexDamaged: when there is not one vector for each record."""
        if matrix.ndim != 2 or len(matrix) != len(records):
            raise IndexDamaged("index.unequal_numbers", vectors=len(matrix), texts=len(records))
        self.records, self.matrix = records, matrix
        self._ids = tuple(records)
        self._places = {identity: row for row, identity in enumerate(records)}
        self._rows = lru_cache(maxsize=64)(self._rows_of)

    @classmethod
    def open(cls, generation: Generation) -> Self:
        """Map the vectors of a generation.

        :raises IndexDamaged: when a file is missing or is not what the build wrote.
        """
        try:
            matrix = np.load(generation.vectors, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamaged("index.unreadable_file", name=generation.vectors.name) from error
        return cls(generation.records, matrix)

    @cached_property
    def by_standard(self) -> Mapping[str, NDArray[np.intp]]:
        """The rows of each standard; `""` for what belongs to none."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for row, record in enumerate(self.records.values()):
            found[record.standard].append(row)
        return {standard: np.asarray(rows, dtype=np.intp) for standard, rows in found.items()}

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many records each standard has; `""` for what belongs to none."""
        return Counter(record.standard for record in self.records.values())

    def near(self, vector: NDArray[np.float32], standards: frozenset[str], most: int) -> tuple[Neighbour, ...]:
        """The records of some standards nearest to a unit vector, best first, ties by id. `standards` may hold `""`."""
        blocks, rows = self._rows(standards)
        scores = np.concatenate([self.matrix[block] @ vector for block in blocks]) if blocks else np.empty(0)
        least = np.partition(scores, len(scores) - most)[len(scores) - most] if 0 < most < len(scores) else -np.inf
        places = np.flatnonzero(scores >= least)
        ids = [self._ids[row] for row in rows[places].tolist()]
        best = sorted(zip(scores[places].tolist(), ids, strict=True), key=itemgetter(1))
        best.sort(key=itemgetter(0), reverse=True)  # keeps the order by id where similarities are equal
        return tuple(Neighbour(self.records[i], score) for score, i in best[:most])

    def held(self, standard: str) -> tuple[Record, ...]:
        """The records of a standard, in their order."""
        return tuple(self.records[self._ids[row]] for row in self.by_standard.get(standard, ()))

    def of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of records, a row each."""
        return self.matrix[[self._places[i] for i in ids]]

    def _rows_of(self, standards: frozenset[str]) -> tuple[list[Block], NDArray[np.intp]]:
        """The rows of some standards: in blocks, stretches of the file where they stand together, and singly."""
        if standards >= set(self.sizes):
            return [slice(0, len(self._ids))], np.arange(len(self._ids), dtype=np.intp)
        found = [self.by_standard[s] for s in sorted(standards) if s in self.by_standard]
        blocks = [_block(rows) for rows in found]
        return blocks, np.concatenate([*found, np.empty(0, dtype=np.intp)]).astype(np.intp)


def _block(rows: NDArray[np.intp]) -> Block:
    first, last = int(rows[0]), int(rows[-1])
    return slice(first, last + 1) if last - first + 1 == len(rows) else rows
