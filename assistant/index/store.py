"""The vector store: Chroma, through LangChain's class. The only importer of either.

It is written by a build and read by whoever opens it with Chroma. A published generation is never opened in place,
because Chroma writes to what it opens: its verification works on a private copy, and questions search the same vectors
in a file of their own (`vectors.py`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
import numpy as np
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from ..errors import AssistantError, IndexDamaged
from .chunk import Chunk
from .embedding import Embedder
from .record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .generation import Generation

_PAGE = 10_000
_WRITTEN = 5_000
"""Records added at once. Chroma refuses more than SQLite can bind in one statement, which may be as few as 5461."""
COLLECTION = "standard"
CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 1_000}}
"""What is not yet synchronised is indexed anew at every opening, which for all of it takes seconds."""


class LangChainEmbeddings(Embeddings):
    """An `Embedder` under LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages."""
        return [[float(n) for n in vector] for vector in self._embedder.documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question; the empty list when the model knows none of its words."""
        vector = self._embedder.query(text)
        return [] if vector is None else [float(n) for n in vector]


class Store:
    """An opened collection."""

    def __init__(self, chroma: Chroma, client: Any) -> None:
        self.chroma = chroma
        self._client = client

    @classmethod
    def create(cls, folder: Path, embedder: Embedder) -> Store:
        """Start an empty collection in a new folder.

        :raises IndexDamaged: when the disk refuses it.
        """
        with _writing():
            client = chromadb.PersistentClient(str(folder))
            chroma = Chroma(
                client=client,
                collection_name=COLLECTION,
                embedding_function=LangChainEmbeddings(embedder),
                collection_configuration=CONFIGURATION,  # type: ignore[arg-type]
            )
        return cls(chroma, client)

    @classmethod
    def open(cls, generation: Generation, embedder: Embedder) -> Store:
        """Open a private copy of a generation's collection, to examine it; questions search `vectors.py`.

        :raises IndexDamaged: when the store cannot be opened or holds another number of chunks than was recorded.
        """
        expected = generation.manifest.chunks
        private = Path(tempfile.mkdtemp(prefix="competency-assistant-"))
        client = None
        try:
            _copy(generation.chroma, private / "chroma")
            client = chromadb.PersistentClient(str(private / "chroma"))
            chroma = Chroma(
                client=client,
                collection_name=COLLECTION,
                embedding_function=LangChainEmbeddings(embedder),
                create_collection_if_not_exists=False,
            )
            count = chroma._collection.count()
            store = cls(chroma, client)
            weakref.finalize(store, _discard, client, private)
        except Exception as error:
            _discard(client, private)
            raise IndexDamaged(
                "向量庫無法開啟，請執行 python -m ingest 重建。 The vector store cannot be opened."
            ) from error
        if count != expected:
            raise IndexDamaged(f"向量庫有 {count} 段，應為 {expected} 段，請執行 python -m ingest 重建。")
        return store

    def add(self, chunks: Sequence[Chunk]) -> int:
        """Embed and add one batch of chunks, each in all its forms; returns how many records that made.

        :raises EmbeddingError: when the model returns something unusable.
        :raises IndexDamaged: when the disk refuses it.
        """
        documents = [
            Document(id=identity, page_content=text, metadata=chunk.metadata | {"form": form})
            for chunk in chunks
            for identity, form, text in chunk.forms
        ]
        with _writing():
            for start in range(0, len(documents), _WRITTEN):
                some = documents[start : start + _WRITTEN]
                self.chroma.add_documents(some, ids=[d.id for d in some])
        return len(documents)

    def stored(self) -> dict[str, Record]:
        """Every record by id as the collection holds it."""
        records: dict[str, Record] = {}
        while page := self.chroma._collection.get(include=["documents", "metadatas"], limit=_PAGE, offset=len(records)):
            if not page["ids"]:
                break
            rows = zip(page["ids"], page["documents"] or (), page["metadatas"] or (), strict=True)
            records |= {identity: _record(identity, text, dict(meta)) for identity, text, meta in rows}
        return records

    def everything(self) -> tuple[list[str], NDArray[np.float32]]:
        """Ids and vectors of all records, in pages that SQLite can take; for verification."""
        ids: list[str] = []
        vectors: list[Any] = []
        while page := self.chroma._collection.get(include=["embeddings"], limit=_PAGE, offset=len(ids)):
            if not page["ids"]:
                break
            ids += page["ids"]
            vectors += list(page["embeddings"])  # type: ignore[arg-type]
        return ids, np.asarray(vectors, dtype=np.float32)

    def nearest_ids(self, vector: NDArray[np.float32], most: int) -> list[str]:
        """Ids of the records nearest to a vector, of whatever standard."""
        found = self.chroma._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32), n_results=most, include=[]
        )
        return list(found["ids"][0])

    def count(self) -> int:
        """How many records the collection holds."""
        return int(self.chroma._collection.count())

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def _record(identity: str, text: str, meta: dict[str, Any]) -> Record:
    return Record(
        id=identity,
        standard=str(meta["standard"]),
        kind=str(meta["kind"]),
        code=str(meta["code"]),
        parents=tuple(str(meta[p]) for p in ("activity", "task") if meta.get(p)),
        text=text,
        context=str(meta["context"]),
        form=str(meta["form"]),
    )


@contextmanager
def _writing() -> Iterator[None]:
    """Chroma has no error of its own for a full disk: whatever it raises while writing is said as what to look at."""
    try:
        yield
    except AssistantError:
        raise
    except Exception as error:
        raise IndexDamaged(
            "向量庫寫不進去，請檢查磁碟空間與權限；原有索引未變動。 The vector store could not be written; "
            "check disk space and permissions."
        ) from error


def _copy(folder: Path, target: Path) -> None:
    """Copy files without their modes: of a read-only folder Chroma needs a copy it can write to."""
    target.mkdir()
    for child in folder.iterdir():
        if child.is_dir():
            _copy(child, target / child.name)
        else:
            shutil.copyfile(child, target / child.name)


def _discard(client: Any, private: Path) -> None:
    """Close a private copy and remove it. Without closing, every generation would keep its files and memory."""
    if client is not None:
        client.close()
    shutil.rmtree(private, ignore_errors=True)


os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
