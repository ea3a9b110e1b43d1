"""Feedback and runs into one file and back: whole, at one moment, and nothing from outside the folder."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation import backup as module
from assistant.evaluation.backup import Copied, backup, restore
from assistant.evaluation.feedback import FeedbackStore, RatedAnswer
from assistant.faces.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
RUN = "20260101T000000.000000Z.json"
ENTRY = RatedAnswer(
    rating="down",
    standard="BAS1499-002v2",
    language="zh-TW",
    question="T5 的技能？",
    answer_text="S27",
    cited_codes=("S27",),
    refused=False,
    method="table",
)


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder with a rating and a run."""
    folder = tmp_path / "runs"
    FeedbackStore(folder).rate("a", ENTRY)
    (folder / RUN).write_bytes((ROOT / "docs" / "evaluation.json").read_bytes())
    return folder


@pytest.fixture
def file(runs: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    backup(runs, tmp_path / "kept.zip")
    return tmp_path / "kept.zip"


def test_what_was_backed_up_comes_back(runs: Path, file: Path, tmp_path: Path) -> None:
    """Into a new folder, byte for byte and row for row; nothing else is left there."""
    new = tmp_path / "new" / "runs"
    assert restore(file, new) == Copied(1, 1)
    assert FeedbackStore(new).all() == FeedbackStore(runs).all()
    assert (new / RUN).read_bytes() == (runs / RUN).read_bytes()
    assert {one.name for one in new.iterdir()} == {RUN, "feedback.sqlite"}
    assert restore(file, new) == Copied(1, 1)  # the same again overwrites nothing


def test_nothing_is_overwritten_without_being_told(runs: Path, file: Path) -> None:
    """An existing file, later ratings and another run of the same name are refused, then replaced as told."""
    with pytest.raises(UsageError, match="--replace"):
        backup(runs, file)
    FeedbackStore(runs).rate("b", ENTRY)
    (runs / RUN).write_text("{}")
    (runs / "20270101T000000.000000Z.json").write_text("{}")
    with pytest.raises(UsageError, match="2 other versions"):
        restore(file, runs)
    assert len(FeedbackStore(runs).all()) == 2 and (runs / RUN).read_text() == "{}"
    restore(file, runs, replace=True)
    assert [one.id for one in FeedbackStore(runs).all()] == ["a"] and (runs / RUN).stat().st_size > 2
    assert (runs / "20270101T000000.000000Z.json").exists()  # the backup does not hold it
    FeedbackStore(runs).rate("c", ENTRY)
    assert backup(runs, file, replace=True) == Copied(2, 1, ("20270101T000000.000000Z.json",))


def test_an_empty_installation_has_an_empty_backup(tmp_path: Path) -> None:
    """Nothing is made in the folder that is backed up, and nothing is replaced by nothing."""
    assert backup(tmp_path / "none", tmp_path / "empty.zip") == Copied(0, 0)
    assert not (tmp_path / "none").exists()
    FeedbackStore(tmp_path / "runs").rate("a", ENTRY)
    restore(tmp_path / "empty.zip", tmp_path / "runs", replace=True)
    assert len(FeedbackStore(tmp_path / "runs").all()) == 1


def test_it_is_whole_while_readers_go_on_rating(runs: Path, tmp_path: Path) -> None:
    """A backup taken between two ratings holds all up to one and none after it."""
    stop = threading.Event()

    def rate() -> None:
        number = 0
        while not stop.is_set():
            FeedbackStore(runs).rate(f"n{number}", ENTRY)
            number += 1
            time.sleep(0.002)

    writing = threading.Thread(target=rate)
    writing.start()
    try:
        for number in range(3):
            backup(runs, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writing.join()
    for number in range(3):
        new = tmp_path / f"new{number}"
        restore(tmp_path / f"{number}.zip", new)
        numbers = [one.number for one in FeedbackStore(new).all()]
        assert numbers == list(range(len(numbers), 0, -1))


def test_a_hot_journal_of_the_old_database_does_no_harm(runs: Path, file: Path) -> None:
    """A restore under a reader who has the database open is seen by that reader."""
    with closing(sqlite3.connect(runs / "feedback.sqlite")) as reader:
        assert reader.execute("SELECT COUNT(*) FROM feedback").fetchone() == (1,)
        FeedbackStore(runs).rate("b", ENTRY)
        restore(file, runs, replace=True)
        assert reader.execute("SELECT id FROM feedback").fetchall() == [("a",)]


def _edited(file: Path, edit: Callable[[dict[str, bytes]], None]) -> Path:
    """A backup with other files in it; its manifest tells their digests truly where it has one."""
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    edit(held)
    made = file.with_name("edited.zip")
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return made


def _claimed(held: dict[str, bytes], name: str, content: bytes) -> None:
    """Add a file, its digest in the manifest."""
    manifest = json.loads(held["manifest.json"])
    manifest["files"][name] = module.hashlib.sha256(content).hexdigest()
    held["manifest.json"], held[name] = json.dumps(manifest).encode(), content


BROKEN: dict[str, Callable[[dict[str, bytes]], None]] = {
    "above": lambda held: _claimed(held, "../out.json", held[f"runs/{RUN}"]),
    "below": lambda held: _claimed(held, "runs/../../out.json", held[f"runs/{RUN}"]),
    "absolute": lambda held: _claimed(held, "/tmp/out.json", held[f"runs/{RUN}"]),
    "drive": lambda held: _claimed(held, "runs/C:out.json", held[f"runs/{RUN}"]),
    "backslash": lambda held: _claimed(held, "runs/..\\out.json", held[f"runs/{RUN}"]),
    "other kind": lambda held: _claimed(held, "runs/x.py", b"x"),
    "no record": lambda held: _claimed(held, "runs/x.json", b"{}"),
    "no database": lambda held: _claimed(held, "feedback.sqlite", b"x" * 9999),
    "edited": lambda held: held.update({f"runs/{RUN}": held[f"runs/{RUN}"] + b" "}),
    "unnamed": lambda held: held.update({"runs/x.json": b"{}"}),
    "missing": lambda held: held.pop(f"runs/{RUN}") and None,
    "no manifest": lambda held: held.pop("manifest.json") and None,
    "other format": lambda held: held.update(
        {"manifest.json": held["manifest.json"].replace(b'"format": 1', b'"format": 2')}
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_whole_backup_changes_nothing(name: str, file: Path, tmp_path: Path) -> None:
    """Names that lead elsewhere, contents that are not those backed up, files too many or too few."""
    before = set(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="no whole backup"):
        restore(_edited(file, BROKEN[name]), tmp_path / "new", replace=True)
    assert list((tmp_path / "new").iterdir()) == []
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "edited.zip", tmp_path / "new"}
    assert restore(_edited(file, lambda held: None), tmp_path / "new") == Copied(1, 1)  # the edit alone was refused


def test_cut_enormous_and_other_files_are_refused(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A download cut short, something else, one that unpacks to more than there may be, and none at all."""
    whole = file.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"something else"):
        file.write_bytes(content)
        with pytest.raises(UsageError, match="no whole backup"):
            restore(file, tmp_path / "new")
    file.write_bytes(whole)
    with pytest.raises(UsageError, match=r"no backup file absent\.zip"):
        restore(tmp_path / "absent.zip", tmp_path / "new")
    monkeypatch.setattr(module, "LARGEST", 1000)
    with pytest.raises(UsageError, match="no whole backup"):
        restore(file, tmp_path / "new")


def test_the_commands(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`backup` and `restore` work on the folder of the settings; what they may not do ends with 2."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(runs))
    file = str(tmp_path / "kept.zip")
    assert main(["backup", file]) == 0
    assert main(["backup", file]) == 2
    assert "--replace" in capsys.readouterr().err
    FeedbackStore(runs).rate("b", ENTRY)
    assert main(["restore", file]) == 2
    assert main(["restore", file, "--replace"]) == 0
    assert len(FeedbackStore(runs).all()) == 1
    (runs / "broken.json").write_text("{}")
    assert main(["backup", file, "--replace"]) == 1
    assert "broken.json" in capsys.readouterr().err
