"""The vector store of a generation: Chroma, through LangChain's class. The only importer of either.

It is written by a build and read by whoever opens it with Chroma. A published generation is never opened in place,
because Chroma writes to what it opens: its verification works on a private copy.
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
from .chunk import Chunk, Record
from .embedding import Embedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAGE = 5_000
"""Records written or read at once. Chroma refuses more than SQLite can bind in one statement, maybe as few as 5461."""
COLLECTION = "standard"
CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 1_000}}
"""What is not yet synchronised is indexed anew at every opening, which for all of it takes seconds."""
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")


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


class ChromaStore:
    """A collection in a folder; a `Store`."""

    def __init__(self, folder: Path, embedder: Embedder, **options: Any) -> None:
        """Open a collection of a folder; `options` are those of LangChain's class."""
        client: Any = chromadb.PersistentClient(str(folder))
        try:
            self.chroma = Chroma(
                client=client,
                collection_name=COLLECTION,
                embedding_function=LangChainEmbeddings(embedder),
                **options,
            )
        except BaseException:
            client.close()
            raise
        self._client = client

    @classmethod
    def create(cls, folder: Path, embedder: Embedder) -> ChromaStore:
        """Start an empty collection in a new folder.

        :raises IndexDamaged: when the disk refuses it.
        """
        with _writing():
            return cls(folder, embedder, collection_configuration=CONFIGURATION)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> ChromaStore:
        """Open a private copy of a collection, to examine it; the copy goes when the store does.

        :raises IndexDamaged: when it cannot be opened.
        """
        private = Path(tempfile.mkdtemp(prefix="competency-assistant-"))
        try:
            shutil.copytree(folder, private / "chroma", copy_function=shutil.copyfile)
            store = cls(private / "chroma", embedder, create_collection_if_not_exists=False)
            store.count()
        except Exception as error:
            shutil.rmtree(private, ignore_errors=True)
            raise IndexDamaged(
                "向量庫無法開啟，請執行 python -m ingest 重建。 The vector store cannot be opened."
            ) from error
        weakref.finalize(store, _discard, store._client, private)
        return store

    def add(self, chunks: Sequence[Chunk]) -> int:
        """Embed and add one batch of chunks."""
        documents = [
            Document(id=identity, page_content=text, metadata=chunk.metadata | {"form": form})
            for chunk in chunks
            for identity, form, text in chunk.forms
        ]
        with _writing():
            for start in range(0, len(documents), PAGE):
                some = documents[start : start + PAGE]
                self.chroma.add_documents(some, ids=[d.id for d in some])
        return len(documents)

    def count(self) -> int:
        """How many records the collection holds."""
        return int(self.chroma._collection.count())

    def contents(self) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """All records and their vectors, read in pages that SQLite can take."""
        records: list[Record] = []
        vectors: list[Any] = []
        while (page := self._page(len(records)))["ids"]:
            rows = zip(page["ids"], page["documents"], page["metadatas"], strict=True)
            records += [Record.stored(identity, text, kept) for identity, text, kept in rows]
            vectors += list(page["embeddings"])
        return tuple(records), np.asarray(vectors, dtype=np.float32)

    def _page(self, offset: int) -> Any:
        return self.chroma._collection.get(include=["documents", "metadatas", "embeddings"], limit=PAGE, offset=offset)

    def nearest(self, vector: NDArray[np.float32], most: int) -> list[str]:
        """Ids of the records nearest to a vector, as the store's own search finds them."""
        found = self.chroma._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32), n_results=most, include=[]
        )
        return list(found["ids"][0])

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


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


def _discard(client: Any, private: Path) -> None:
    """Close a private copy and remove it. Without closing, every generation would keep its files and memory."""
    client.close()
    shutil.rmtree(private, ignore_errors=True)
