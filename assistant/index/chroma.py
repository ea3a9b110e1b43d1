"""The records of a generation in Chroma, opened to be read. The only importer of Chroma.

A published generation is never opened in place, because Chroma writes to what it opens: its verification works on a
private copy. On a server a generation is a collection of its own, which nobody writes to once it is published.
Reading takes neither a model nor LangChain; what is written goes through its class (`chroma_store.py`).
"""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from numpy.typing import NDArray

from ..errors import IndexDamaged
from ..settings import Settings
from .chunk import Record

PAGE = 5_000
"""Records written or read at once. Chroma refuses more than SQLite can bind in one statement, maybe as few as 5461."""
COLLECTION = "standard"
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")


class ChromaRecords:
    """The records of a collection in a folder or on a server; `StoredRecords`."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client, self._collection = client, collection

    @staticmethod
    def on_server(settings: Settings, name: str) -> "ChromaRecords":
        """Open a collection on the server of the settings.

        :raises IndexDamaged: when the server cannot be reached, or has no such collection.
        """
        try:
            with closed_on_failure(server(settings)) as client:
                return ChromaRecords(client, client.get_collection(name))
        except Exception as error:
            raise IndexDamaged("server.unopened_store") from error

    @staticmethod
    def open(folder: Path) -> "ChromaRecords":
        """Open a private copy of a collection, to examine it; the copy goes when the store does.

        :raises IndexDamaged: when it cannot be opened.
        """
        private = Path(tempfile.mkdtemp(prefix="competency-assistant-"))
        try:
            shutil.copytree(folder, private / "chroma", copy_function=shutil.copyfile)
            with closed_on_failure(in_folder(private / "chroma")) as client:
                store = ChromaRecords(client, client.get_collection(COLLECTION))
                store.count()
        except Exception as error:
            shutil.rmtree(private, ignore_errors=True)
            raise IndexDamaged("index.unopened_store") from error
        weakref.finalize(store, _discard, client, private)
        return store

    def count(self) -> int:
        """How many records the collection holds."""
        return int(self._collection.count())

    def contents(self) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """All records and their vectors, by their ids: pages by number would be sorted anew each, all of them."""
        ids = self._collection.get(include=[])["ids"]
        records, vectors = self.some(ids)
        places = {record.id: place for place, record in enumerate(records)}
        order = [places[identity] for identity in ids]
        return tuple(records[place] for place in order), vectors[order]

    def some(self, ids: Sequence[str]) -> tuple[tuple[Record, ...], NDArray[np.float32]]:
        """Those of the records that it has, and their vectors."""
        records: list[Record] = []
        vectors: list[NDArray[np.float32]] = []
        for start in range(0, len(ids), PAGE):
            page = self._collection.get(
                ids=list(ids[start : start + PAGE]), include=["documents", "metadatas", "embeddings"]
            )
            if page["ids"]:
                rows = zip(page["ids"], page["documents"], page["metadatas"], strict=True)
                records += [Record.stored(identity, text, kept) for identity, text, kept in rows]
                vectors.append(np.asarray(page["embeddings"], dtype=np.float32))
        return tuple(records), np.concatenate(vectors) if vectors else np.empty((0, 0), dtype=np.float32)

    def nearest(self, vector: NDArray[np.float32], most: int) -> list[str]:
        """Ids of the records nearest to a vector, as the store's own search finds them."""
        return list(self._collection.query(query_embeddings=[vector], n_results=most, include=[])["ids"][0])

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


@contextmanager
def closed_on_failure(client: Any) -> Iterator[Any]:
    """A client whose collection is being opened: without closing it would keep its files, or its connection."""
    try:
        yield client
    except BaseException:
        client.close()
        raise


def in_folder(folder: Path) -> Any:
    """A client of a folder of one's own."""
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


def _discard(client: Any, private: Path) -> None:
    """Close a private copy and remove it. Without closing, every generation would keep its files and memory."""
    client.close()
    shutil.rmtree(private, ignore_errors=True)
