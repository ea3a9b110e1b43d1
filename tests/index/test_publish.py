"""Publishing: on the disk before it is named, and the generation before it in the place of a damaged one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from assistant.answer.rooms import Rooms
from assistant.errors import IndexDamaged
from assistant.faces.manage.installation import examine
from assistant.index.generation import FOLDER, POINTER, RECORDS, current, published
from assistant.index.publish import publish, sweep
from ingest.build import build
from tests.torture.revisions import MANY, documents, put, small

CODE = "BAS1499-001v1"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two generations, of small standards, the second published."""
    folder = tmp_path_factory.mktemp("both")
    with small():
        for number in range(2):
            build(documents(put(folder / "corpus", (number,) * MANY)), Settings(index=folder / "index"))
    return folder / "index"


@pytest.fixture
def copy(both: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may harm."""
    return Path(shutil.copytree(both, tmp_path / "copy"))


def test_everything_is_on_the_disk_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file and folder is synchronised before the folder gets its name, and the pointer before it is replaced."""
    aside = tmp_path / FOLDER / ".building"
    (aside / "inner").mkdir(parents=True)
    (aside / "inner" / "file").write_text("x")
    done: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(
        os, "fsync", lambda fd: (done.append(f"sync {Path(f'/proc/self/fd/{fd}').readlink().name}"), sync(fd))[1]
    )
    monkeypatch.setattr(Path, "replace", lambda old, new: (done.append(f"name {Path(new).name}"), replace(old, new))[1])
    publish(tmp_path, aside, "name")
    assert sorted(done[:3]) == ["sync .building", "sync file", "sync inner"]
    pointer = f"sync .{POINTER}-{os.getpid()}"
    assert done[3:] == ["name name", f"sync {FOLDER}", pointer, f"name {POINTER}", f"sync {tmp_path.name}"]


def test_the_generation_before_answers_in_the_place_of_a_damaged_one(
    copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The log and `doctor` say so; with both damaged nothing answers, and the next build publishes anew."""
    name = published(copy)
    (copy / FOLDER / name / RECORDS).write_bytes(b"")
    assert "甲等" in Assistant(Settings(index=copy)).ask("列出所有行為指標", standard=CODE).text
    assert "answers come from the one before" in caplog.text
    (found,) = [f for f in examine(Settings(index=copy)) if f.name == "index" and not f.fine]
    assert found.remedy == "python -m ingest" and name in found.state
    other = current(copy).id
    assert other != name
    (copy / FOLDER / other / RECORDS).write_bytes(b"")
    with pytest.raises(IndexDamaged):
        current(copy)
    with small():
        assert build(documents(put(copy / "corpus", (1,) * MANY)), Settings(index=copy)).fresh


def test_a_build_does_not_rest_on_the_one_before(copy: Path) -> None:
    """Documents that the kept generation holds are built anew where the published one is damaged."""
    (copy / FOLDER / published(copy) / RECORDS).write_bytes(b"")
    with small():
        assert build(documents(put(copy / "corpus", (0,) * MANY)), Settings(index=copy)).fresh
    assert published(copy) == current(copy).id


def test_a_question_begins_anew_when_its_generation_is_gone(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two indexes are published while it is answered, and what it began with is removed: no error, one generation."""
    first, second = sorted(p.name for p in (copy / FOLDER).iterdir() if p.name != published(copy)), published(copy)
    (copy / POINTER).write_text(first[0])
    room, entered = Rooms.room, list[str]()

    def late(self: Rooms, *asked: Any) -> object:
        found = room(self, *asked)
        entered.append(found.generation.id)
        (copy / POINTER).write_text(second)
        sweep(copy, {second})
        return found

    monkeypatch.setattr(Rooms, "room", late)
    answer = Assistant(Settings(index=copy)).ask("客戶等太久怎麼辦", standard=CODE)
    assert entered == [first[0], second] and "乙等" in answer.text and "甲等" not in answer.text
