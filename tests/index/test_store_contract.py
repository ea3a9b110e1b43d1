"""What every vector store promises, asked of Chroma in a folder and on a server, and of one in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from memory import MemoryStore
from numpy.typing import NDArray
from running import running

from assistant.errors import EmbeddingError, IndexDamaged
from assistant.index.chroma import PAGE, ChromaRecords
from assistant.index.chroma_store import ChromaStore
from assistant.index.chunk import Chunk
from assistant.index.server import collection
from assistant.index.store import Store
from assistant.settings import Settings

SIZE = 16


class Letters:
    """A model without a file: a text's vector has a number for each of its characters' codes, at unit length."""

    fingerprint: Any = None

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages."""
        if any(not text for text in texts):
            raise EmbeddingError("nothing to embed")
        counts = np.array([np.bincount([ord(c) % SIZE for c in text], minlength=SIZE) for text in texts])
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), dtype=np.float32)

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question."""
        return np.asarray(self.documents([text])[0], dtype=np.float32)


CHUNKS = (
    Chunk(id="X:T1", standard="X", kind="task", code="T1", text="客戶", context="T1 客戶", task="T1"),
    Chunk(
        id="X:P1.1.1@T1.1",
        standard="X",
        kind="indicator",
        code="P1.1.1",
        text="服務水準",
        context="T1 > T1.1 > P1.1.1",
        task="T1",
        activity="T1.1",
        level=4,
        lines=(3, 4),
        gloss="service level",
    ),
    Chunk(id="beyond:meal.1", standard="", kind="beyond", code="", text="晚餐吃什麼", context="meal"),
)
STORES: dict[str, Callable[[Path], Store]] = {
    "chroma": lambda folder: ChromaStore.create(folder / "chroma", Letters()),
    "memory": lambda folder: MemoryStore(Letters()),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server."""
    with running(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(params=[*STORES, "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store of each sort."""
    if request.param in STORES:
        return STORES[request.param](tmp_path)
    settings = Settings(chroma_url=request.getfixturevalue("server"))
    return ChromaStore.create_on_server(settings, Letters(), collection("0" * 12))


def test_every_form_of_a_chunk_is_a_record(store: Store) -> None:
    """Wording and gloss are counted, and a batch tells how many it made."""
    assert store.count() == 0
    assert [store.add(CHUNKS[:1]), store.add(CHUNKS[1:])] == [1, 3]
    assert store.count() == 4


def test_records_come_back_as_they_went_in(store: Store) -> None:
    """In the order of adding, with the parents from near to far, and a vector of unit length each."""
    store.add(CHUNKS)
    records, vectors = store.contents()
    assert [r.id for r in records] == [identity for chunk in CHUNKS for identity, _, _ in chunk.forms]
    found = records[2]
    assert (found.standard, found.kind, found.code, found.parents) == ("X", "indicator", "P1.1.1", ("T1.1", "T1"))
    assert (found.text, found.context, found.form) == ("service level", "T1 > T1.1 > P1.1.1", "gloss")
    assert np.allclose(vectors, Letters().documents([r.text for r in records]), atol=1e-6)


def test_a_record_is_its_own_nearest(store: Store) -> None:
    """Looked up by its own vector each record comes first, and no more are found than there are or were asked for."""
    store.add(CHUNKS)
    records, vectors = store.contents()
    assert [store.nearest(vector, 1) for vector in vectors] == [[record.id] for record in records]
    assert sorted(store.nearest(vectors[0], 6)) == sorted(record.id for record in records)


def test_whole_standards_are_taken_out(store: Store) -> None:
    """What is left is found and comes back; records that are not there are not among some."""
    store.add(CHUNKS)
    store.remove(["X", "nobody"])
    records, _ = store.contents()
    assert [r.id for r in records] == ["beyond:meal.1"] and store.count() == 1
    assert store.some([c.id for c in CHUNKS])[0] == records
    store.add(CHUNKS[:1])
    assert {r.id for r in store.contents()[0]} == {"X:T1", "beyond:meal.1"}
    assert store.nearest(store.some(["X:T1"])[1][0], 1) == ["X:T1"]


def test_more_than_a_page_keeps_its_order(store: Store) -> None:
    """A batch larger than one statement takes is added whole and read back whole."""
    many = [
        Chunk(id=f"X:{n}", standard="X", kind="note", code="", text=f"第 {n} 則", context="") for n in range(PAGE + 7)
    ]
    assert store.add(many) == store.count() == len(many)
    records, vectors = store.contents()
    assert [r.id for r in records] == [c.id for c in many]
    assert vectors.shape == (len(many), SIZE)


def test_what_the_model_refuses_is_its_error(store: Store) -> None:
    """An unusable text raises the model's error and adds nothing."""
    with pytest.raises(EmbeddingError):
        store.add([Chunk(id="X:1", standard="X", kind="note", code="", text="", context="")])
    assert store.count() == 0


def test_opening_works_on_a_copy(tmp_path: Path) -> None:
    """Chroma is examined beside the folder that was named, and nothing in that changes."""
    written = ChromaStore.create(tmp_path / "chroma", Letters())
    written.add(CHUNKS)
    written.close()
    before = {f: f.read_bytes() for f in (tmp_path / "chroma").rglob("*") if f.is_file()}
    opened = ChromaRecords.open(tmp_path / "chroma")
    assert opened.count() == 4
    opened.close()
    assert {f: f.read_bytes() for f in (tmp_path / "chroma").rglob("*") if f.is_file()} == before


def test_a_folder_without_a_collection_is_refused(tmp_path: Path) -> None:
    """An empty folder is no store, and nothing is created in it."""
    (tmp_path / "chroma").mkdir()
    with pytest.raises(IndexDamaged, match="cannot be opened"):
        ChromaRecords.open(tmp_path / "chroma")
    assert list((tmp_path / "chroma").iterdir()) == []
