"""Retrieval: dense similarity of items and their parents, with a lexical part where wording is decisive.

Scores are at most about 1, higher for better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from .embedding import Embedder, Fingerprint, embedder
from .errors import IndexMismatch
from .folding import fold
from .generation import Generation
from .matching import normal
from .settings import Settings
from .standard import Kind
from .store import Neighbour, Store

PARENT = 0.15
"""Weight of the parent's similarity beside the item's own."""
LEXICAL = 0.15
"""Most that shared wording adds."""
DECISIVE = 4
"""Shared characters from which wording counts at all."""
POOL = 2000
"""Most chunks looked at in one question; a standard has a few hundred."""
CHINESE, ENGLISH = ("wording", "phrasing.zh"), ("wording", "gloss", "phrasing.en")
"""Forms of an item that questions in either language are compared with."""
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An item found. `dense` is a cosine with the parent's part, `lexical` the share of wording in common."""

    code: str
    kind: Kind
    chunk_id: str
    text: str
    score: float
    dense: float
    lexical: float


class StandardRetriever(BaseRetriever):
    """A LangChain retriever over the items of one standard; `search` is the same with scores and filters."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Any
    embedder: Any
    standard: str
    k: int = 8

    @classmethod
    def open(cls, generation: Generation, settings: Settings) -> StandardRetriever:
        """Open the vector store and the model of a generation.

        :raises IndexMismatch: when the index was built with another model than the settings name.
        :raises IndexDamaged: when the vector store cannot be opened.
        :raises EmbeddingError: when the model cannot be loaded.
        """
        model: Embedder = embedder(settings)
        built = Fingerprint.model_validate(generation.manifest.embedding)
        difference = model.fingerprint.differs(built)
        if difference:
            raise IndexMismatch(f"索引是用另一個嵌入模型建立的（{difference}），請執行 python -m ingest 重建。")
        store = Store.open(generation.chroma, model, generation.manifest.chunks)
        return cls(store=store, embedder=model, standard=generation.standards[0].standard.code)

    def search(
        self, query: str, *, standard: str, kinds: tuple[Kind, ...] | None = None, limit: int = 20
    ) -> tuple[Hit, ...]:
        """The items of a standard that bear on a question, best first, each code once.

        A question with no word the model knows finds nothing, rather than something arbitrary.
        """
        vector = self.embedder.query(query)
        if vector is None:
            return ()
        near: tuple[Neighbour, ...] = self.store.near(vector, standard, POOL)
        english = not _HAN.search(query)
        forms = ENGLISH if english else CHINESE
        own: dict[str, float] = {}
        for neighbour in near:
            if neighbour.code and neighbour.form in forms:
                own[neighbour.code] = max(own.get(neighbour.code, -1.0), neighbour.similarity)
        plain = _comparable(query)
        hits: dict[str, Hit] = {}
        for neighbour in near:
            if neighbour.form != "wording" or not neighbour.code or kinds and neighbour.kind not in kinds:
                continue
            parent = next((p for p in neighbour.parents if p != neighbour.code), neighbour.code)
            dense = (own[neighbour.code] + PARENT * own.get(parent, 0.0)) / (1 + PARENT)
            lexical = shared(plain, _comparable(neighbour.text))
            hit = Hit(
                code=neighbour.code,
                kind=Kind(neighbour.kind),
                chunk_id=neighbour.id,
                text=neighbour.text,
                score=dense + LEXICAL * lexical,
                dense=dense,
                lexical=lexical,
            )
            if neighbour.code not in hits or hits[neighbour.code].score < hit.score:
                hits[neighbour.code] = hit
        return tuple(sorted(hits.values(), key=lambda h: (-h.score, h.chunk_id))[:limit])

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.search(query, standard=self.standard, limit=self.k)
        return [
            Document(
                id=h.chunk_id, page_content=h.text, metadata={"code": h.code, "kind": str(h.kind), "score": h.score}
            )
            for h in hits
        ]


@lru_cache(maxsize=8192)
def _comparable(text: str) -> str:
    return normal(fold(text))


def shared(query: str, text: str) -> float:
    """Share of the question's Chinese that stands in the text in one piece, 0 below `DECISIVE` characters."""
    size = len(_HAN.findall(query))
    best = 0
    start = 0
    while start + best < len(query):
        if query[start : start + best + 1] in text:
            best += 1
        else:
            start += 1
    return best / size if best >= DECISIVE and size else 0.0
