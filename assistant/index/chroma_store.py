"""The vector store that a build writes: Chroma, through LangChain's class. The only importer of that."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from ..errors import AssistantError, IndexDamaged
from ..settings import Settings
from .chroma import COLLECTION, PAGE, ChromaRecords, closed_on_failure, in_folder, server
from .chunk import Chunk
from .embedding import Embedder

CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 1_000, "ef_search": 400}}
"""What is not yet synchronised is indexed anew at every opening, which for all of it takes seconds. Standards repeat
one another's wording: of 256,000 records with 200 copies of a text Chroma's own 100 misses a fifth of the ten nearest,
400 none."""


class _Passages(Embeddings):
    """An `Embedder` under LangChain's interface; questions are not asked here."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.documents(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        raise NotImplementedError


class ChromaStore(ChromaRecords):
    """A collection in a folder or on a server that is written to; a `Store`."""

    def __init__(self, client: Any, embedder: Embedder, name: str = COLLECTION, **options: Any) -> None:
        """Open a collection of a client; `options` are those of LangChain's class."""
        with closed_on_failure(client):
            self.chroma = Chroma(name, embedding_function=_Passages(embedder), client=client, **options)
        super().__init__(client, self.chroma._collection)

    @classmethod
    def create(cls, folder: Path, embedder: Embedder) -> Self:
        """Start an empty collection in a new folder. :raises IndexDamaged: when the disk refuses it."""
        with _writing():
            return cls(in_folder(folder), embedder, collection_configuration=CONFIGURATION)

    @classmethod
    def resume(cls, folder: Path, embedder: Embedder) -> Self:
        """Go on writing a collection in a folder of one's own. Raises as `create` does."""
        with _writing():
            return cls(in_folder(folder), embedder, create_collection_if_not_exists=False)

    @classmethod
    def create_on_server(cls, settings: Settings, embedder: Embedder, name: str) -> Self:
        """Start an empty collection on the server of the settings. Raises as `create` does."""
        with _writing():
            return cls(server(settings), embedder, name, collection_configuration=CONFIGURATION)

    def add(self, chunks: Sequence[Chunk]) -> int:
        """Embed and add one batch of chunks."""
        documents = [
            Document(id=identity, page_content=text, metadata=chunk.metadata | {"form": form})
            for chunk in chunks
            for identity, form, text in chunk.forms
        ]
        with _writing():
            for start in range(0, len(documents), PAGE):
                self.chroma.add_documents(documents[start : start + PAGE])
        return len(documents)

    def remove(self, standards: Sequence[str]) -> None:
        """Take out all records of some standards."""
        with _writing():
            for standard in standards:
                self._collection.delete(where={"standard": standard})


@contextmanager
def _writing() -> Iterator[None]:
    """Chroma has no error of its own for a full disk: whatever it raises while writing is said as what to look at."""
    try:
        yield
    except AssistantError:
        raise
    except Exception as error:
        raise IndexDamaged("index.unwritten_store") from error
