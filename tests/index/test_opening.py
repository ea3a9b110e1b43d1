"""Opening an index: fail closed, create nothing, and touch neither store nor model for a table answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.errors import IndexDamaged, IndexMismatch, IndexMissing
from assistant.generation import FOLDER, POINTER, current

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


def test_an_index_of_another_model_of_the_same_dimension_answers_nothing(copy: Path, tmp_path: Path) -> None:
    """Another model's folder in the settings is a mismatch, not a wrong answer."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "models" / "static-128", other)
    _flip(other / "model.safetensors")
    with pytest.raises(IndexMismatch):
        Assistant(Settings(index=copy, embedding_model=str(other))).ask("T5 技能")


def test_opening_and_asking_leaves_the_generation_untouched(copy: Path) -> None:
    """Retrieval works on a private copy; the published files keep their bytes."""
    before = {f: f.read_bytes() for f in _files(copy)}
    assert Assistant(Settings(index=copy)).ask("客人電話等太久該怎麼改善？").retrieved
    assert {f: f.read_bytes() for f in _files(copy)} == before
    assert current(copy).id


def test_a_table_answer_loads_no_store_and_no_model(index: Path) -> None:
    """Asking for a list imports neither Chroma, torch, sentence-transformers, LangChain nor model2vec."""
    code = (
        "import sys; from pathlib import Path; from assistant import Assistant, Settings\n"
        "answer = Assistant(Settings(index=Path(sys.argv[1]))).ask('T5 需要哪些技能')\n"
        "assert len(answer.cited_codes) == 5\n"
        "heavy = {'chromadb', 'torch', 'sentence_transformers', 'langchain_core', 'model2vec', 'streamlit'}\n"
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
