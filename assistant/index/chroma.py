"""The vector store of a generation: Chroma, through LangChain's class. The only importer of either.

It is written by a build and read by whoever opens it with Chroma. A published generation is never opened in place,
because Chroma writes to what it opens: its verification works on a private copy. On a server a generation is a
collection of its own, which nobody writes to once it is published.
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
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from ..errors import AssistantError, IndexDamaged
from ..settings import Settings
from .chunk import Chunk, Record
from .embedding import Embedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAGE = 5_000
"""Records written or read at once. Chroma refuses more than SQLite can bind in one statement, maybe as few as 5461."""
COLLECTION = "standard"
CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 1_000, "ef_search": 400}}
"""What is not yet synchronised is indexed anew at every opening, which for all of it takes seconds. Standards repeat
one another's wording: of 256,000 records with 200 copies of a text Chroma's own 100 misses a fifth of the ten nearest,
400 none."""
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
    """A collection in a folder or on a server; a `Store`."""

    def __init__(self, client: Any, embedder: Embedder, name: str = COLLECTION, **options: Any) -> None:
        """Open a collection of a client; `options` are those of LangChain's class."""
        try:
            self.chroma = Chroma(
                client=client,
                collection_name=name,
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
            return cls(_folder(folder), embedder, collection_configuration=CONFIGURATION)

    @classmethod
    def resume(cls, folder: Path, embedder: Embedder) -> ChromaStore:
        """Go on writing a collection in a folder of one's own.

        :raises IndexDamaged: when it cannot be opened.
        """
        with _writing():
            return cls(_folder(folder), embedder, create_collection_if_not_exists=False)

    @classmethod
    def on_server(cls, settings: Settings, embedder: Embedder, name: str, *, new: bool = False) -> ChromaStore:
        """Start an empty collection on the server of the settings, or open one that is there.

        :raises IndexDamaged: when the server cannot be reached, or has no such collection.
        """
        with _writing():
            options = {"collection_configuration": CONFIGURATION} if new else {"create_collection_if_not_exists": False}
            return cls(server(settings), embedder, name, **options)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> ChromaStore:
        """Open a private copy of a collection, to examine it; the copy goes when the store does.

        :raises IndexDamaged: when it cannot be opened.
        """
        private = Path(tempfile.mkdtemp(prefix="competency-assistant-"))
        try:
            shutil.copytree(folder, private / "chroma", copy_function=shutil.copyfile)
            store = cls(_folder(private / "chroma"), embedder, create_collection_if_not_exists=False)
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

    def remove(self, standards: Sequence[str]) -> None:
        """Take out all records of some standards."""
        with _writing():
            for standard in standards:
                self.chroma._collection.delete(where={"standard": standard})

    def contents(self) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """All records and their vectors, by their ids: pages by number would be sorted anew each, all of them."""
        ids = self.chroma._collection.get(include=[])["ids"]
        records, vectors = self.some(ids)
        places = {record.id: place for place, record in enumerate(records)}
        order = [places[identity] for identity in ids]
        return tuple(records[place] for place in order), vectors[order]

    def some(self, ids: Sequence[str]) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """Those of the records that it has, and their vectors."""
        records: list[Record] = []
        vectors: list[NDArray[np.float32]] = [np.empty((0, 0), dtype=np.float32)]
        for start in range(0, len(ids), PAGE):
            page: Any = self.chroma._collection.get(
                ids=list(ids[start : start + PAGE]), include=["documents", "metadatas", "embeddings"]
            )
            rows = zip(page["ids"], page["documents"], page["metadatas"], strict=True)
            records += [Record.stored(identity, text, kept) for identity, text, kept in rows]
            vectors.append(np.asarray(page["embeddings"], dtype=np.float32))
        found = [some for some in vectors if len(some)]
        return tuple(records), np.concatenate(found) if found else vectors[0]

    def nearest(self, vector: NDArray[np.float32], most: int) -> list[str]:
        """Ids of the records nearest to a vector, as the store's own search finds them."""
        found = self.chroma._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32), n_results=most, include=[]
        )
        return list(found["ids"][0])

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def _folder(folder: Path) -> Any:
    return chromadb.PersistentClient(str(folder))


def server(settings: Settings) -> Any:
    """A client of the server of the settings; its own errors are raised where it cannot be reached."""
    address = urlsplit(settings.chroma_url)
    token = settings.chroma_token
    return chromadb.HttpClient(
        address.hostname or "localhost",
        address.port or (443 if address.scheme == "https" else 80),
        ssl=address.scheme == "https",
        headers={"Authorization": f"Bearer {token.get_secret_value()}"} if token else None,
        settings=ChromaSettings(anonymized_telemetry=False),
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


def _discard(client: Any, private: Path) -> None:
    """Close a private copy and remove it. Without closing, every generation would keep its files and memory."""
    client.close()
    shutil.rmtree(private, ignore_errors=True)
