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

from ..errors import EmbeddingError
from ..settings import Settings, data

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

    def __init__(self, folder: Path, name: str = "") -> None:
        from model2vec import StaticModel

        try:
            self._model: Any = StaticModel.from_pretrained(str(folder.resolve()))
        except Exception as error:
            raise EmbeddingError(
                f"嵌入模型 {name or folder.name} 無法開啟（{type(error).__name__}），請重新取得模型。"
            ) from error
        self.fingerprint = _fingerprint(self, folder, name)

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. :raises EmbeddingError: when the model returns something unusable."""
        return _checked(self._model.encode(list(texts)), len(texts))

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question; None when no token of it is known."""
        tokens = self._model.tokenizer.encode(text, add_special_tokens=False)
        unknown = self._model.tokenizer.token_to_id("[UNK]")
        if all(t == unknown for t in tokens.ids):
            return None
        vectors = self._model.encode([text])
        if not np.any(vectors):  # known only by pieces that carry nothing, such as the bytes of a rare character
            return None
        return np.asarray(_checked(vectors, 1)[0], dtype=np.float32)


class TransformerEmbedder:
    """Any model folder that sentence-transformers opens."""

    def __init__(self, folder: Path, name: str = "") -> None:
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(str(folder.resolve()), device="cpu", local_files_only=True).float()
        except Exception as error:
            raise EmbeddingError(
                f"嵌入模型「{name or folder.name}」檔案不完整（{type(error).__name__}），請重新下載。 "
                "The files of the embedding model are incomplete."
            ) from error
        self.fingerprint = _fingerprint(self, folder, name)

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. :raises EmbeddingError: when the model returns something unusable."""
        vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return _checked(vectors, len(texts))

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question; None when it has no token, or none that is known."""
        tokenizer = self._model.tokenizer
        encoded = tokenizer.encode(text, add_special_tokens=False)
        tokens = encoded if isinstance(encoded, list) else encoded.ids
        unknown = getattr(tokenizer, "unk_token_id", None)
        if all(t == unknown for t in tokens):
            return None
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(_checked(np.asarray([vector]), 1)[0], dtype=np.float32)

    @property
    def prefixes(self) -> tuple[str, str]:
        """What the model puts before questions and passages."""
        prompts = self._model.prompts or {}
        return prompts.get("query", ""), prompts.get("document", "")


def embedder(settings: Settings, purpose: Literal["question", "ingestion"] = "question") -> Embedder:
    """The embedder of the settings. Ingestion goes through sentence-transformers, questions by the fastest way.

    :raises EmbeddingError: when the model is not on this machine or cannot be used.
    """
    folder = _locate(settings.embedding_model)
    _present(folder)
    return _open(folder, _title(settings.embedding_model, folder), purpose)


def identity(settings: Settings) -> tuple[str, str]:
    """Name and revision of the model the settings mean, told from its files without loading it.

    The revision is empty when the model is not on this machine.
    """
    try:
        folder = _locate(settings.embedding_model)
    except EmbeddingError:
        return settings.embedding_model, ""
    return _title(settings.embedding_model, folder), _revision(folder)


@cache
def _open(folder: Path, name: str, purpose: Literal["question", "ingestion"]) -> Embedder:
    static = set(_modules(folder)) - {"Normalize"} == {"StaticEmbedding"}
    return (StaticEmbedder if static and purpose == "question" else TransformerEmbedder)(folder, name)


def _locate(name: str) -> Path:
    """The folder of a model: the bundled one, a folder, or what the hub's local cache holds. Never downloads."""
    folder = Path(name) if name else data("models") / BUNDLED
    if not name or folder.is_dir():
        return folder
    os.environ["HF_HUB_OFFLINE"] = "1"
    from huggingface_hub import try_to_load_from_cache

    for repository in (name, f"sentence-transformers/{name}"):
        for file in ("modules.json", "config.json"):
            try:
                found = try_to_load_from_cache(repository, file)
            except ValueError:  # not the name of a repository
                continue
            if isinstance(found, str):
                return Path(found).parent
    shown = folder.name if folder.is_absolute() else name
    raise EmbeddingError(
        f"嵌入模型「{shown}」不在本機；請先下載到本機資料夾，再以 ASSISTANT_EMBEDDING_MODEL 指定。 "
        "The embedding model is not available locally."
    )


def _title(name: str, folder: Path) -> str:
    return name if name and not Path(name).is_dir() else folder.name


def _present(folder: Path) -> None:
    names = {f.name for f in folder.rglob("*") if f.is_file()}
    wanted: dict[str, bool] = {
        "modules.json": bool(names & {"modules.json", "config.json"}),
        "model.safetensors": any(n.endswith((".safetensors", ".bin")) for n in names),
        "tokenizer.json": bool(names & {"tokenizer.json", "tokenizer_config.json", "vocab.txt"}),
    }
    for name, there in wanted.items():
        if not there:
            raise EmbeddingError(f"嵌入模型資料夾 {folder.name} 缺少 {name}；請重新取得模型。 {name} is missing.")


def _modules(folder: Path) -> list[str]:
    file = folder / "modules.json"
    if not file.is_file():
        return []
    try:
        return [m["type"].rsplit(".", 1)[-1] for m in json.loads(file.read_text("utf-8"))]
    except (ValueError, KeyError, TypeError) as error:
        raise EmbeddingError(f"嵌入模型 {folder.name} 的 modules.json 無法讀取，請重新取得模型。") from error


def _revision(folder: Path) -> str:
    files = [f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix != ".md"]
    return _contents(tuple(files), sum(f.stat().st_mtime_ns for f in files))


@cache
def _contents(files: tuple[Path, ...], stamp: int) -> str:
    """A digest of files, taken anew when `stamp` says that one of them changed."""
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as content:
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return whole.hexdigest()[:16]


def _fingerprint(model: StaticEmbedder | TransformerEmbedder, folder: Path, name: str = "") -> Fingerprint:
    vectors = model.documents(CANONICAL)
    return Fingerprint(
        model=name or folder.name,
        revision=_revision(folder),
        pooling="+".join(_modules(folder)),
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
