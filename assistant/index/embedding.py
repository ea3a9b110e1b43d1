"""Embedding models: the bundled static one, opened without torch, and any other that sentence-transformers loads.

Vectors are float32, of unit length, *Shape:* (texts, dimension). Whatever a model returns is checked here,
because the store would take a zero or NaN query and answer it with arbitrary hits.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from ..errors import EmbeddingError
from ..settings import Settings, data
from . import model_folder

CANONICAL = ("客戶服務部門經理", "service level")
"""Texts whose vectors tell one model from another of the same dimension."""
BUNDLED = "static-128"
WORDS = 0.1
"""Least share of a question's letters in words of two letters or more that the model knows. Characters at random have
none, 393 everyday questions 0.18 or more each."""
FEW = 3
"""Letters up to which a question may be made of single ones, if the model knows all of them."""


class Fingerprint(BaseModel, frozen=True, extra="forbid"):
    """What makes two models the same. `canonical` holds the first four numbers of each canonical vector."""

    model: str
    revision: str
    pooling: str
    prefixes: tuple[str, str]
    dimension: int
    canonical: tuple[tuple[float, ...], ...]

    def differs(self, other: Self) -> str:
        """What differs from another fingerprint, in words; empty when they are the same model."""
        for name, own in self.model_dump(exclude={"canonical"}).items():
            if own != (its := getattr(other, name)):
                return f"{name}: {own} ≠ {its}"
        close = np.allclose(np.array(self.canonical), np.array(other.canonical), atol=1e-3)
        return "" if close else "canonical vectors"


class Embedder(Protocol):
    """Turns texts into vectors of unit length."""

    @property
    def fingerprint(self) -> Fingerprint: ...

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages. :raises EmbeddingError: when the model returns something unusable."""
        ...

    def query(self, text: str) -> NDArray[np.float32] | None:
        """Embed a question; None when the model knows none of its words, though it may know some characters."""
        ...


class StaticEmbedder:
    """A static model folder: a tokenizer and a vector for each token, of which a text is the mean. No torch."""

    def __init__(self, folder: Path, name: str = "") -> None:
        name = name or folder.name
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            file = next(part for part in model_folder.parts(folder) if part.name == "model.safetensors")
            self._table = _table(load_file(file))
            self._tokenizer = Tokenizer.from_file(str(file.with_name("tokenizer.json")))
            self._tokenizer.no_truncation()
            self._tokenizer.no_padding()
            if self._table.ndim != 2 or max(self._tokenizer.get_vocab().values()) >= len(self._table):
                raise ValueError("not a vector for each token")
        except Exception as error:
            raise EmbeddingError("embedding.unopened_model", model=name, fault=type(error).__name__) from error
        self._carries = np.abs(self._table).sum(axis=1) > 0
        self.fingerprint = _fingerprint(self.documents(CANONICAL), folder, name)

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return _checked(self._means(texts), len(texts))

    def query(self, text: str) -> NDArray[np.float32] | None:
        vectors = self._means([text])
        if not np.any(vectors) or self._scattered(text):  # no token is known that carries anything
            return None
        return _checked(vectors, 1).ravel()

    def _scattered(self, text: str) -> bool:
        """Whether a text is no language but characters in a row, hardly two of which make a word."""
        tokens = self._tokenizer.encode(text, add_special_tokens=False)
        carrying = [end - start for (start, end), t in zip(tokens.offsets, tokens.ids, strict=True) if self._carries[t]]
        letters = sum(char.isalnum() for char in text)
        read = sum(size for size in carrying if size > 1)
        return read < WORDS * letters and (letters > FEW or sum(carrying) < letters)

    def _means(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The mean of the vectors of each text's tokens, zero where it has none. *Shape:* (texts, dimension)."""
        tokens = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        means = np.zeros((len(tokens), self._table.shape[1]), dtype=np.float32)
        for mean, encoded in zip(means, tokens, strict=True):
            if encoded.ids:
                mean[:] = self._table[encoded.ids].mean(axis=0)
        return means


def _table(tensors: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """The vectors by token, as sentence-transformers or model2vec name them. *Shape:* (tokens, dimension)."""
    table = tensors["embedding.weight" if "embedding.weight" in tensors else "embeddings"].astype(np.float32)
    if "mapping" in tensors:
        table = table[tensors["mapping"]]
    return table * tensors["weights"].astype(np.float32)[:, None] if "weights" in tensors else table


class TransformerEmbedder:
    """Any model folder that sentence-transformers opens."""

    def __init__(self, folder: Path, name: str = "") -> None:
        name = name or folder.name
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            from sentence_transformers import SentenceTransformer
        except ModuleNotFoundError as error:
            raise EmbeddingError("embedding.missing_extra", model=name) from error

        try:
            self._model: Any = SentenceTransformer(str(folder.resolve()), device="cpu", local_files_only=True).float()
        except Exception as error:
            raise EmbeddingError("embedding.unopened_model", model=name, fault=type(error).__name__) from error
        prompts = self._model.prompts or {}
        prefixes = prompts.get("query") or "", prompts.get("document") or ""
        self.fingerprint = _fingerprint(self.documents(CANONICAL), folder, name, prefixes)

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return _checked(vectors, len(texts))

    def query(self, text: str) -> NDArray[np.float32] | None:
        tokenizer = self._model.tokenizer
        encoded = tokenizer.encode(text, add_special_tokens=False)
        tokens = encoded if isinstance(encoded, list) else encoded.ids
        if all(t == getattr(tokenizer, "unk_token_id", None) for t in tokens):
            return None
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return _checked([vector], 1).ravel()


def embedder(settings: Settings, *, reference: bool = False) -> Embedder:
    """The embedder of the settings, opened the fastest way.

    :param reference: by sentence-transformers whatever the model is, as all texts of a first index are embedded.
    :raises EmbeddingError: when the model is not on this machine or cannot be used.
    """
    folder = located(settings.embedding_model)
    model_folder.present(folder)
    if not settings.embedding_model:
        model_folder.as_shipped(folder)
    return _open(folder, _title(settings.embedding_model, folder), reference)


def identity(settings: Settings) -> tuple[str, str]:
    """Name and revision of the model the settings mean, told from its files without loading it.

    The revision is empty when the model is not on this machine.
    """
    try:
        folder = located(settings.embedding_model)
    except EmbeddingError:
        return settings.embedding_model, ""
    return _title(settings.embedding_model, folder), model_folder.revision(folder)


@cache
def _open(folder: Path, name: str, reference: bool) -> Embedder:
    static = set(model_folder.types(folder)) - {"Normalize"} == {"StaticEmbedding"}
    return (StaticEmbedder if static and not reference else TransformerEmbedder)(folder, name)


def located(name: str) -> Path:
    """The folder of a model: the bundled one, a folder, or what the hub's local cache holds. Never downloads."""
    folder = Path(name) if name else data("models") / BUNDLED
    if not name or folder.is_dir():
        return folder
    os.environ["HF_HUB_OFFLINE"] = "1"
    from huggingface_hub import try_to_load_from_cache

    for repository in (name, f"sentence-transformers/{name}"):
        for file in ("modules.json", "config.json"):
            with suppress(ValueError):  # not the name of a repository
                if isinstance(found := try_to_load_from_cache(repository, file), str):
                    return Path(found).parent
    shown = folder.name if folder.is_absolute() else name
    raise EmbeddingError("embedding.absent_model", model=shown)


def _title(name: str, folder: Path) -> str:
    return name if name and not Path(name).is_dir() else folder.name


def _fingerprint(
    canonical: NDArray[np.float32], folder: Path, name: str, prefixes: tuple[str, str] = ("", "")
) -> Fingerprint:
    return Fingerprint(
        model=name,
        revision=model_folder.revision(folder),
        pooling="+".join(model_folder.types(folder)),
        prefixes=prefixes,
        dimension=canonical.shape[1],
        canonical=tuple(tuple(round(float(n), 5) for n in v[:4]) for v in canonical),
    )


def _checked(vectors: Any, count: int) -> NDArray[np.float32]:
    """Unit vectors, a row each, or an error: a zero row is an unusable text, and refused."""
    array = np.asarray(vectors, dtype=np.float32)
    if array.ndim != 2 or array.shape[0] != count:
        raise EmbeddingError("embedding.wrong_number", shape=array.shape, count=count)
    norms = np.linalg.norm(array, axis=1, keepdims=True)
    if not np.isfinite(array).all() or (norms == 0).any():
        raise EmbeddingError("embedding.invalid_vectors")
    return np.asarray(array / norms, dtype=np.float32)
