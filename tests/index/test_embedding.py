"""The two ways to open the bundled model are one model, and unusable vectors never reach the store."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import StaticEmbedder, TransformerEmbedder, _checked, embedder
from assistant.errors import EmbeddingError
from assistant.settings import Settings

MODEL = Path(__file__).parents[2] / "models" / "static-128"
TEXTS = [
    "客戶服務部門經理",
    "T5 需要哪些技能",
    "what skills does T5 require",
    "服务水准",
    "ＫＰＩ（關鍵績效指標）",
    "■ 優勢、劣勢 (SWOT)",
]
CANONICAL = {
    "客戶服務部門經理": (0.35621, 0.44882, -0.00861, -0.19945),
    "service level": (0.21129, 0.18633, -0.00432, 0.01882),
}


def test_both_loaders_give_the_same_vectors() -> None:
    """model2vec and sentence-transformers agree on every text to a cosine of 0.9999."""
    fast, reference = StaticEmbedder(MODEL), TransformerEmbedder(str(MODEL))
    cosines = np.sum(fast.documents(TEXTS) * reference.documents(TEXTS), axis=1)
    assert (cosines > 0.9999).all()
    assert not fast.fingerprint.differs(reference.fingerprint)


def test_the_bundled_model_is_the_one_that_was_measured() -> None:
    """The first numbers of two vectors are those recorded here."""
    vectors = StaticEmbedder(MODEL).documents(list(CANONICAL))
    assert np.allclose(vectors[:, :4], np.array(list(CANONICAL.values())), atol=1e-4)


def test_a_question_the_model_cannot_read_has_no_vector() -> None:
    """Symbols alone give None instead of a zero vector, which would find arbitrary things."""
    assert StaticEmbedder(MODEL).query("🙂") is None


@pytest.mark.parametrize("bad", [np.zeros((1, 4)), np.full((1, 4), np.nan), np.ones((2, 4)), np.ones(4)])
def test_unusable_vectors_are_refused(bad: np.ndarray) -> None:
    """Zero, NaN, a wrong count or a wrong shape is an error before anything is written."""
    with pytest.raises(EmbeddingError):
        _checked(bad, 1)


@pytest.mark.parametrize("missing", ["modules.json", "model.safetensors", "tokenizer.json"])
def test_an_incomplete_model_folder_is_named(tmp_path: Path, missing: str) -> None:
    """The message says which file is missing."""
    for name in ("modules.json", "model.safetensors", "tokenizer.json"):
        if name != missing:
            (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    with pytest.raises(EmbeddingError, match=missing.replace(".", r"\.")):
        embedder(Settings(embedding_model=str(tmp_path)))
