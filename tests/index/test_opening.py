"""Opening an index: fail closed, create nothing, and touch neither store nor model for a table answer."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.errors import IndexDamaged, IndexMismatch, IndexMissing
from assistant.index import generation
from assistant.index.generation import FOLDER, MANIFEST, POINTER, current, published
from assistant.retrieval.items import StandardRetriever

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(index: Path, tmp_path: Path) -> Path:
    """A copy of the session's index that a test may harm."""
    return Path(shutil.copytree(index, tmp_path / "copy"))


def _files(index: Path) -> list[Path]:
    folder = index / FOLDER / (index / POINTER).read_text().strip()
    return sorted(f for f in folder.rglob("*") if f.is_file())


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


DAMAGE: dict[str, Callable[[Path], None]] = {"cut": _cut, "flip": _flip, "empty": _empty, "delete": Path.unlink}


@pytest.mark.parametrize("harm", DAMAGE)
def test_a_damaged_file_is_noticed_before_it_is_used(copy: Path, harm: str) -> None:
    """Each file of a generation, cut, flipped, emptied or deleted, stops the opening with an error of ours."""
    names = [f.relative_to(copy) for f in _files(copy) if f.stat().st_size]
    assert len(names) >= 4
    for name in names:
        saved = (copy / name).read_bytes()
        DAMAGE[harm](copy / name)
        with pytest.raises((IndexDamaged, IndexMissing)):
            Assistant(Settings(index=copy)).ask("T5 技能")
        (copy / name).write_bytes(saved)
    assert not Assistant(Settings(index=copy)).ask("T5 技能").refused


def test_any_single_bit_of_the_manifest_counts(copy: Path) -> None:
    """A manifest in which one bit differs is refused, whatever it stands for."""
    file = copy / FOLDER / published(copy) / MANIFEST
    whole = file.read_bytes()
    for place in range(0, len(whole), 37):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((IndexDamaged, IndexMismatch)):
            current(copy)
    file.write_bytes(whole)
    assert current(copy).id


@pytest.mark.parametrize("pointer", [b"a" * 5000, b"\xff\xfe\x00", b"a\x00b", b"", b"..", b"0" * 12 + b"-" + b"0" * 12])
def test_a_pointer_that_no_build_wrote_is_a_missing_index(copy: Path, pointer: bytes) -> None:
    """Garbage in the pointer is a sentence, never a crash or a path outside the index."""
    (copy / POINTER).write_bytes(pointer)
    with pytest.raises(IndexMissing):
        current(copy)


def test_files_that_vanish_while_they_are_read_are_an_error_of_ours(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index removed in the middle of a question raises IndexDamaged, not an error of the file system."""

    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "gone")

    monkeypatch.setattr(generation.hashlib, "file_digest", gone)
    with pytest.raises(IndexDamaged):
        current(copy)
    monkeypatch.setattr(generation.os, "scandir", gone)
    with pytest.raises(IndexDamaged):
        current(copy)


def test_a_read_only_index_is_searched_where_it_lies(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders and files without write permission are searched, and nothing is copied anywhere."""
    for path in (*copy.rglob("*"), copy):
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    try:
        retriever = StandardRetriever.open(current(copy), Settings(index=copy))
        assert retriever.survey("服務水準", standard="BAS1499-002v2").items
        assert not list(tmp_path.glob("competency-assistant-*"))
    finally:
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files can be counted only where /proc is")
def test_a_generation_no_longer_used_lets_go_of_its_files(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening generation after generation leaves neither open files nor copies behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def use() -> int:
        retriever = StandardRetriever.open(current(copy), Settings(index=copy))
        retriever.survey("服務水準", standard="BAS1499-002v2")
        del retriever
        gc.collect()
        return len(list(Path("/proc/self/fd").iterdir()))

    first = use()
    assert max(use() for _ in range(3)) <= first
    assert not list(tmp_path.glob("competency-assistant-*"))


@pytest.mark.parametrize("state", ["absent", "empty", "dangling", "escaping"])
def test_no_index_is_a_sentence_and_creates_nothing(tmp_path: Path, state: str) -> None:
    """A missing folder, an empty one, or a pointer to nothing raises IndexMissing and leaves the disk as it is."""
    index = tmp_path / "index"
    if state != "absent":
        index.mkdir()
    if state in ("dangling", "escaping"):
        (index / POINTER).write_text("nothing-1" if state == "dangling" else "../../etc")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(IndexMissing, match="python -m ingest"):
        Assistant(Settings(index=index)).ask("T5")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_deleted_index_is_noticed_at_the_next_question_and_a_new_one_is_taken_up(copy: Path, tmp_path: Path) -> None:
    """A running assistant says that the index is gone, and recovers without a restart."""
    assistant = Assistant(Settings(index=copy))
    assistant.ask("T5 技能")
    copy.rename(tmp_path / "away")
    with pytest.raises(IndexMissing):
        assistant.ask("T5 技能")
    (tmp_path / "away").rename(copy)
    assert not assistant.ask("T5 技能").refused


def test_an_index_of_another_model_of_the_same_dimension_finds_nothing(copy: Path, tmp_path: Path) -> None:
    """Another model's folder in the settings is a mismatch, not a wrong answer; the table needs no model."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "models" / "static-128", other)
    _flip(other / "model.safetensors")
    assistant = Assistant(Settings(index=copy, embedding_model=str(other)))
    with pytest.raises(IndexMismatch, match="python -m ingest"):
        assistant.ask("客人電話等太久該怎麼改善？")
    assert assistant.ask("T5 技能").method == "table"


def test_opening_and_asking_leaves_the_generation_untouched(copy: Path) -> None:
    """Retrieval only reads; the published files keep their bytes."""
    before = {f: f.read_bytes() for f in _files(copy)}
    assert Assistant(Settings(index=copy)).ask("客人電話等太久該怎麼改善？").retrieved
    assert {f: f.read_bytes() for f in _files(copy)} == before
    assert current(copy).id


def test_a_table_answer_loads_no_store_and_no_model(index: Path) -> None:
    """Asking for a list imports neither Chroma, torch, sentence-transformers, LangChain nor a tokenizer."""
    code = (
        "import sys; from pathlib import Path; from assistant import Assistant, Settings\n"
        "answer = Assistant(Settings(index=Path(sys.argv[1]))).ask('T5 需要哪些技能')\n"
        "assert len(answer.cited_codes) == 5\n"
        "heavy = {'chromadb', 'torch', 'sentence_transformers', 'langchain_core', 'tokenizers', 'streamlit'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(index)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[]"
