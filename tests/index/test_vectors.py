"""Exact search: what is nearest, in which order, of which standards, and what is refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.errors import IndexDamaged
from assistant.index.chunk import Record
from assistant.index.vectors import Vectors


def _record(identity: str, standard: str) -> Record:
    return Record(
        id=identity, standard=standard, kind="task", code="T1", parents=(), text="t", context="", form="wording"
    )


RECORDS = {i: _record(i, s) for i, s in (("c", "X"), ("a", "X"), ("b", "Y"), ("d", ""))}
MATRIX = np.array([[1, 0], [1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
QUERY = np.array([1, 0], dtype=np.float32)


def _ids(standards: set[str], most: int) -> list[str]:
    return [n.record.id for n in Vectors(RECORDS, MATRIX).near(QUERY, frozenset(standards), most)]


def test_the_nearest_come_first_and_ties_by_id() -> None:
    """Order is by cosine, then by id, whatever the order of the file."""
    assert _ids({"X", "Y", ""}, 4) == ["a", "c", "d", "b"]
    assert _ids({"X", "Y", ""}, 1) == ["a"]


def test_the_vectors_of_records_come_in_the_order_asked_for() -> None:
    """A row each, whatever the order of the file; none for none."""
    vectors = Vectors(RECORDS, MATRIX)
    assert np.array_equal(vectors.of(["d", "c"]), MATRIX[[3, 0]])
    assert vectors.of([]).shape == (0, 2)


def test_only_the_standards_asked_for_are_found() -> None:
    """Other standards are no neighbours, however near."""
    assert _ids({"Y", ""}, 4) == ["d", "b"]
    assert _ids({"Z"}, 4) == []


def test_similarity_is_the_cosine() -> None:
    """From -1 to 1."""
    near = Vectors(RECORDS, MATRIX).near(QUERY, frozenset({"X", "Y", ""}), 4)
    assert [round(n.similarity, 5) for n in near] == [1.0, 1.0, 0.6, 0.0]


def test_a_vector_too_few_is_refused() -> None:
    """A matrix that is not one row a record is a damaged index."""
    with pytest.raises(IndexDamaged, match="python -m ingest"):
        Vectors(RECORDS, MATRIX[:-1])


@pytest.mark.parametrize("content", [None, b"", b"garbage"])
def test_a_file_that_is_no_matrix_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """Missing, empty or other content is a sentence that says what to do."""
    generation: Any = SimpleNamespace(records=RECORDS, vectors=tmp_path / "vectors.npy")
    if content is not None:
        generation.vectors.write_bytes(content)
    with pytest.raises(IndexDamaged, match="python -m ingest"):
        Vectors.open(generation)
    np.save(generation.vectors, MATRIX)
    assert [n.record.id for n in Vectors.open(generation).near(QUERY, frozenset({"X"}), 2)] == ["a", "c"]
