"""The two ways to open the bundled model are one model, and unusable vectors never reach the store."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EmbeddingError
from assistant.index.embedding import StaticEmbedder, TransformerEmbedder, _checked, embedder, identity
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
    "客戶服務部門經理": (0.0631, -0.1297, -0.1769, -0.0895),
    "service level": (-0.0220, 0.0819, 0.1110, -0.0691),
}


def test_both_loaders_give_the_same_vectors() -> None:
    """The table read directly and sentence-transformers agree on every text to a cosine of 0.9999."""
    fast, reference = StaticEmbedder(MODEL), TransformerEmbedder(MODEL)
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


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small untrained transformer that puts a word before questions, as a folder."""
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("models")
    words = {w: n for n, w in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "服", "務", "水", "準"))}
    BertTokenizerFast(vocab=words).save_pretrained(folder / "raw")
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(words), **size)).save_pretrained(folder / "raw")
    model = SentenceTransformer(str(folder / "raw"), device="cpu", local_files_only=True)
    model.prompts = {"query": "服", "document": ""}
    model.save(str(folder / "other"))
    return folder / "other"


def test_any_model_folder_can_be_used_and_reads_only_what_it_knows(transformer: Path) -> None:
    """Another architecture embeds with its own prefixes and has no vector for a question without a known word."""
    model = embedder(Settings(embedding_model=str(transformer)))
    assert isinstance(model, TransformerEmbedder)
    assert model.fingerprint.prefixes == ("服", "")
    assert [model.query(text) is None for text in ("", "  ", "🙂", "服務🙂")] == [True, True, True, False]


def test_a_hub_model_is_taken_from_the_local_cache(
    transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name means the cached copy, known by the digest of its files; a name that is not cached fails at once."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    cached = tmp_path / "models--someone--other"
    shutil.copytree(transformer, cached / "snapshots" / ("a" * 40))
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("a" * 40)
    there = Settings(embedding_model="someone/other")
    assert identity(there) == ("someone/other", identity(Settings(embedding_model=str(transformer)))[1])
    assert (embedder(there).fingerprint.model, embedder(there).fingerprint.revision) == identity(there)
    absent = Settings(embedding_model="someone/absent")
    assert identity(absent) == ("someone/absent", "")
    with pytest.raises(EmbeddingError, match="someone/absent"):
        embedder(absent)


def test_the_revision_of_a_model_covers_its_tokenizer(tmp_path: Path) -> None:
    """The same weights with another tokenizer are another model."""
    other = shutil.copytree(MODEL, tmp_path / "static-128")
    assert identity(Settings(embedding_model=str(other))) == identity(Settings())
    with (other / "tokenizer.json").open("a") as file:
        file.write(" ")
    assert identity(Settings(embedding_model=str(other))) != identity(Settings())


def test_the_canonical_vectors_tell_models_apart() -> None:
    """A model that is the same by all its names and embeds otherwise is another one."""
    own = embedder(Settings()).fingerprint
    first, *rest = own.canonical
    other = own.model_copy(update={"canonical": ((first[0] + 0.01, *first[1:]), *rest)})
    assert own.differs(other) == "canonical vectors" and not own.differs(own)


@pytest.mark.parametrize("layout", ["own folder", "too few vectors", "one number a token"])
def test_a_table_is_read_beside_its_tokenizer_or_refused(tmp_path: Path, layout: str) -> None:
    """Of a module in a folder of its own both files are that folder's; a table that does not fit is refused."""
    from safetensors.numpy import load_file, save_file

    place = tmp_path / "0_StaticEmbedding" if layout == "own folder" else tmp_path
    place.mkdir(exist_ok=True)
    table = load_file(MODEL / "model.safetensors")["embedding.weight"]
    if layout == "too few vectors":
        table = table[:100]
    elif layout == "one number a token":
        table = table[:, 0]
    save_file({"embedding.weight": np.ascontiguousarray(table)}, place / "model.safetensors")
    (place / "tokenizer.json").write_bytes((MODEL / "tokenizer.json").read_bytes())
    modules = (MODEL / "modules.json").read_text("utf-8")
    folder = "0_StaticEmbedding" if place != tmp_path else ""
    (tmp_path / "modules.json").write_text(modules.replace('"path": ""', f'"path": "{folder}"'), "utf-8")
    if layout == "own folder":
        (tmp_path / "tokenizer.json").write_text("{}", "utf-8")
        assert np.allclose(StaticEmbedder(tmp_path).documents(TEXTS), StaticEmbedder(MODEL).documents(TEXTS))
    else:
        with pytest.raises(EmbeddingError, match="ValueError"):
            StaticEmbedder(tmp_path)
