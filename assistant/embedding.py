"""Embedding models: the bundled static one, opened without torch, and any other that sentence-transformers loads.

Vectors are float32, of unit length, *Shape:* (texts, dimension). Whatever a model returns is checked here,
because the store would take a zero or NaN query and answer it with arbitrary hits.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from pydantic import BaseModel, ConfigDict

from .errors import EmbeddingError
from .settings import Settings, data

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANONICAL = ("客戶服務部門經理", "service level")
"""Texts whose vectors tell one model from another of the same dimension."""
BUNDLED = "static-128"


class Fingerprint(BaseModel):
    """What makes two models the same. `canonical` holds the first four numbers of each canonical vector."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    revision: str
    pooling: str
    prefixes: tuple[str, str]
    dimension: int
    canonical: tuple[tuple[float, ...], ...]

    def differs(self, other: Fingerprint) -> str:
        """What differs from another fingerprint, in words; empty when they are the same model."""
        for name in ("model", "revision", "pooling", "prefixes", "dimension"):
            if getattr(self, name) != getattr(other, name):
                return f"{name}: {getattr(self, name)} ≠ {getattr(other, name)}"
        close = np.allclose(np.array(self.canonical), np.array(other.canonical), atol=1e-3)
        return "" if close else "canonical vectors"


class Embedder(Protocol):
    """Turns texts into vectors of unit length."""

    @property
    def fingerprint(self) -> Fingerprint:
        """Which model this is."""
        ...

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages."""
        ...

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question; None when the model knows none of its words."""
        ...


class StaticEmbedder:
    """A static model folder, opened by model2vec: numpy and a tokenizer, no torch."""

    def __init__(self, folder: Path) -> None:
        _present(folder)
        from model2vec import StaticModel

        try:
            self._model: Any = StaticModel.from_pretrained(str(folder.resolve()))
        except Exception as error:
            raise EmbeddingError(
                f"嵌入模型 {folder.name} 無法開啟（{type(error).__name__}），請重新取得 models/。"
            ) from error
        self.fingerprint = _fingerprint(self, folder)

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. :raises EmbeddingError: when the model returns something unusable."""
        return _checked(self._model.encode(list(texts)), len(texts))

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question; None when no token of it is known."""
        tokens = self._model.tokenizer.encode(text, add_special_tokens=False)
        unknown = self._model.tokenizer.token_to_id("[UNK]")
        if all(t == unknown for t in tokens.ids):
            return None
        return np.asarray(_checked(self._model.encode([text]), 1)[0], dtype=np.float32)


class TransformerEmbedder:
    """Any model that sentence-transformers loads, from a folder or from the local cache of a hub; never downloads."""

    def __init__(self, name: str) -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        folder = Path(name)
        if folder.is_dir():
            _present(folder)
        from sentence_transformers import SentenceTransformer

        try:
            path = str(folder.resolve()) if folder.is_dir() else name
            self._model: Any = SentenceTransformer(path, device="cpu", local_files_only=True).float()
        except Exception as error:
            raise EmbeddingError(
                f"嵌入模型「{folder.name}」不在本機，或檔案不完整（{type(error).__name__}）；請先下載到本機資料夾，"
                "再以 ASSISTANT_EMBEDDING_MODEL 指定。 The embedding model is not available locally."
            ) from error
        self.fingerprint = _fingerprint(self, folder if folder.is_dir() else None, name)

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. :raises EmbeddingError: when the model returns something unusable."""
        vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return _checked(vectors, len(texts))

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question."""
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(_checked(np.asarray([vector]), 1)[0], dtype=np.float32) if np.any(vector) else None

    @property
    def prefixes(self) -> tuple[str, str]:
        """What the model puts before questions and passages."""
        prompts = self._model.prompts or {}
        return prompts.get("query", ""), prompts.get("document", "")


@cache
def _open(name: str, purpose: Literal["question", "ingestion"]) -> Embedder:
    folder = data("models") / BUNDLED if not name else Path(name)
    static = (folder / "modules.json").is_file() and "StaticEmbedding" in (folder / "modules.json").read_text("utf-8")
    if static and purpose == "question":
        return StaticEmbedder(folder)
    return TransformerEmbedder(str(folder) if folder.is_dir() or not name else name)


@cache
def _weights(folder: Path, stamp: int) -> str:
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*.safetensors")):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def _revision(folder: Path) -> str:
    return _weights(folder, sum(f.stat().st_mtime_ns for f in folder.rglob("*.safetensors")))


def identity(settings: Settings) -> tuple[str, str]:
    """Name and revision of the model the settings mean, told from its files without loading it."""
    folder = Path(settings.embedding_model) if settings.embedding_model else data("models") / BUNDLED
    return (folder.name, _revision(folder)) if folder.is_dir() else (settings.embedding_model, "hub")


def embedder(settings: Settings, purpose: Literal["question", "ingestion"] = "question") -> Embedder:
    """The embedder of the settings. Ingestion goes through sentence-transformers, questions by the fastest way.

    :raises EmbeddingError: when the model is not on this machine or cannot be used.
    """
    if not settings.embedding_model:
        _present(data("models") / BUNDLED)
    return _open(settings.embedding_model, purpose)


def _present(folder: Path) -> None:
    for name in ("modules.json", "model.safetensors", "tokenizer.json"):
        file = folder / name
        if not file.is_file() and not (name != "modules.json" and any(folder.glob("*/" + name))):
            raise EmbeddingError(f"嵌入模型資料夾 {folder.name} 缺少 {name}；請重新取得 models/。 {name} is missing.")


def _fingerprint(model: StaticEmbedder | TransformerEmbedder, folder: Path | None, name: str = "") -> Fingerprint:
    vectors = model.documents(CANONICAL)
    modules = json.loads((folder / "modules.json").read_text("utf-8")) if folder else []
    return Fingerprint(
        model=folder.name if folder else name,
        revision=_revision(folder) if folder else "hub",
        pooling="+".join(m["type"].rsplit(".", 1)[-1] for m in modules),
        prefixes=model.prefixes if isinstance(model, TransformerEmbedder) else ("", ""),
        dimension=vectors.shape[1],
        canonical=tuple(tuple(round(float(n), 5) for n in v[:4]) for v in vectors),
    )


def _checked(vectors: Any, count: int) -> NDArray[np.float32]:
    """Unit vectors, or an error. A zero row is an unusable text for a passage, and refused."""
    array = np.asarray(vectors, dtype=np.float32)
    if array.ndim != 2 or array.shape[0] != count:
        raise EmbeddingError(
            f"嵌入模型傳回 {array.shape} 而不是 {count} 個向量。 The model returned a wrong number of vectors."
        )
    norms = np.linalg.norm(array, axis=1, keepdims=True)
    if not np.isfinite(array).all() or (norms == 0).any():
        raise EmbeddingError("嵌入模型傳回無效的向量（NaN 或零）。 The model returned NaN or zero vectors.")
    return np.asarray(array / norms, dtype=np.float32)
