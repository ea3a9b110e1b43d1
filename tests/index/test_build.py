"""Building: once, aside, verified, one at a time; whatever goes wrong leaves what was published."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import ingest.build
from assistant import Assistant, Settings
from assistant.errors import EmbeddingError, IndexBusy, IndexDamaged
from assistant.index.generation import FOLDER, POINTER, current, published
from assistant.standard import companion
from assistant.standard.companion import Companion
from ingest.build import build
from ingest.document import Document, beside
from ingest.parse import Parsed, parse
from ingest.source import decode, read

ROOT = Path(__file__).parents[2]
QUICKLY = (
    "import ingest.build as b; from assistant.index.embedding import embedder\n"
    "b.embedder = lambda settings, **_: embedder(settings)\n"
)
"""In a process of its own: the model is opened without torch, whose loading is not what is tested."""


@pytest.fixture
def copy(index: Path, tmp_path: Path) -> Path:
    """A copy of the session's index that a test may change."""
    return Path(shutil.copytree(index, tmp_path / "copy"))


def _document(parsed: Parsed, source: Path) -> Document:
    return Document(parsed=parsed, companion=companion.read(source), beside=beside(source))


def test_an_unchanged_corpus_publishes_nothing(parsed: Parsed, source: Path, copy: Path) -> None:
    """The same input keeps the same generation."""
    before = current(copy).id
    built = build([_document(parsed, source)], Settings(index=copy))
    assert not built.fresh
    assert built.name == before == current(copy).id


def test_a_changed_document_is_taken_up_by_a_running_assistant(source: Path, copy: Path) -> None:
    """After a new generation the next question is answered from it, and the removed item is gone."""
    assistant = Assistant(Settings(index=copy))
    assert not assistant.ask("S32 是什麼").refused
    text = source.read_text(encoding="utf-8").replace(" S32 達到有效遴選成果的訪談和招募技能", "")
    changed = parse(decode(text.encode(), source.name))
    assert build([Document(parsed=changed, companion=Companion())], Settings(index=copy)).fresh
    assert assistant.ask("S32 是什麼").refused
    assert assistant.ask("T6 的技能").cited_codes == ("T6", "S31")
    assert len(list((copy / FOLDER).iterdir())) == 2


def test_ids_and_texts_are_the_same_in_every_build(parsed: Parsed) -> None:
    """Chunk ids come from standard, code and place only, and a code printed twice has two."""
    from ingest.split import split

    once, again = split(parsed.standard, Companion()), split(parsed.standard, Companion())
    assert once == again
    ids = [c.id for c in once]
    assert len(set(ids)) == len(ids)
    assert {"BAS1499-002v2:O1.5.1@T1.4", "BAS1499-002v2:O1.5.1@T1.5", "BAS1499-002v2:S27"} <= set(ids)


def test_every_item_is_a_chunk(parsed: Parsed) -> None:
    """There is one chunk for each task, activity, output, indicator, knowledge, skill and attitude."""
    from ingest.split import split

    kinds = [c.kind for c in split(parsed.standard, Companion())]
    counts = {k: kinds.count(k) for k in set(kinds)}
    assert {k: counts[k] for k in ("task", "activity", "output", "indicator", "knowledge", "skill", "attitude")} == {
        "task": 6,
        "activity": 25,
        "output": 26,
        "indicator": 112,
        "knowledge": 46,
        "skill": 32,
        "attitude": 6,
    }
    assert counts["profile"] >= 7
    assert counts["note"] == 1


def test_a_second_writer_leaves_at_once(parsed: Parsed, source: Path, copy: Path) -> None:
    """The lock is held by one process; another gets a sentence, not a queue."""
    with (copy / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        start = time.monotonic()
        with pytest.raises(IndexBusy):
            build([_document(parsed, source)], Settings(index=copy))
        assert time.monotonic() - start < 30


def test_a_killed_build_leaves_the_published_index(source: Path, copy: Path) -> None:
    """SIGKILL while building: the old generation serves, the remains go with the next build."""
    before = current(copy).id
    other = copy.parent / "corpus"
    other.mkdir()
    text = source.read_text(encoding="utf-8").replace("訪談準則", "面談準則")
    (other / source.name).write_text(text, encoding="utf-8")
    code = (
        f"{QUICKLY}import os, signal, sys; from pathlib import Path\n"
        "from assistant import Settings; from ingest.parse import parse; from ingest.source import read\n"
        "from assistant.standard.companion import Companion\n"
        "b._verify = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "document = b.Document(parsed=parse(read(Path(sys.argv[1]))), companion=Companion())\n"
        "b.build([document], Settings(index=Path(sys.argv[2])))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(other / source.name), str(copy)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert current(copy).id == before
    assert not Assistant(Settings(index=copy)).ask("T5 技能").refused


def test_an_unchanged_build_clears_away_what_a_killed_one_left(parsed: Parsed, source: Path, copy: Path) -> None:
    """Unfinished folders and pointers go even when there is nothing to publish."""
    (copy / FOLDER / ".building-1").mkdir()
    (copy / f".{POINTER}-1").write_text("x")
    assert not build([_document(parsed, source)], Settings(index=copy)).fresh
    assert not list(copy.rglob(".*"))


def test_a_damaged_index_stays_until_its_successor_is_published(
    parsed: Parsed, source: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that fails removes nothing of what the pointer names, even if that is not whole."""
    name = published(copy)
    (copy / FOLDER / name / "standards" / "BAS1499-002v2.json").write_text("{}")

    def fail(*_: object) -> None:
        raise IndexDamaged("no")

    monkeypatch.setattr(ingest.build, "_verify", fail)
    with pytest.raises(IndexDamaged, match="no"):
        build([_document(parsed, source)], Settings(index=copy))
    assert [p.name for p in (copy / FOLDER).iterdir()] == [name]
    monkeypatch.undo()
    assert build([_document(parsed, source)], Settings(index=copy)).fresh
    assert not Assistant(Settings(index=copy)).ask("T5 技能").refused


def test_a_full_disk_is_a_sentence_and_the_published_index_stays(source: Path, copy: Path) -> None:
    """Where no more than 100 kB can be written the build says so, leaves nothing behind and serves as before."""
    before = published(copy)
    other = copy.parent / "corpus"
    other.mkdir()
    text = source.read_text(encoding="utf-8").replace("訪談準則", "面談準則")
    (other / "OTHER.txt").write_text(text.replace("BAS1499-002v2", "BAS1499-002v9"), encoding="utf-8")
    code = (
        f"{QUICKLY}import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from ingest.__main__ import main\n"
        "sys.exit(main([sys.argv[1], '--index', sys.argv[2]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(other), str(copy)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "磁碟空間" in done.stderr
    assert "Traceback" not in done.stderr
    assert published(copy) == before
    assert [p.name for p in (copy / FOLDER).iterdir()] == [before]


def test_a_model_that_is_not_there_writes_nothing(parsed: Parsed, source: Path, copy: Path, tmp_path: Path) -> None:
    """An absent model is a sentence, within seconds, and the published index stays."""
    before = sorted(p.name for p in copy.rglob("*"))
    start = time.monotonic()
    with pytest.raises(EmbeddingError, match=r"不在本機|缺少"):
        build([_document(parsed, source)], Settings(index=copy, embedding_model="somebody/no-such-model"))
    assert time.monotonic() - start < 5
    assert current(copy)
    assert sorted(p.name for p in copy.rglob("*")) == before


def test_a_folder_that_cannot_be_written_is_named(parsed: Parsed, source: Path, tmp_path: Path) -> None:
    """An index folder under a file is refused with a sentence."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexDamaged, match="無法建立"):
        build([_document(parsed, source)], Settings(index=tmp_path / "file" / "index"))


def test_the_pointer_names_a_generation_whose_manifest_counts_its_chunks(index: Path) -> None:
    """Manifest and pointer are what the design says they are."""
    name = (index / POINTER).read_text().strip()
    manifest = json.loads((index / FOLDER / name / "manifest.json").read_text())
    assert manifest["counts"]["BAS1499-002v2"]["indicator"] == 112
    assert manifest["embedding"]["dimension"] == 128
    assert manifest["chunks"] > 250
    assert replace(read(ROOT / "corpus" / "BAS1499-002v2.txt")).name in manifest["corpus"]
