"""What an installation stands on: packages, folders and space. `doctor` finds what is wrong and says what to do."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from assistant import Settings
from assistant.faces.manage import folders
from assistant.faces.manage import packages as installed
from assistant.faces.manage.finding import Finding
from assistant.faces.manage.installation import examine
from assistant.faces.manage.packages import DEVELOPERS, packages

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def settings(index: Path, tmp_path: Path) -> Settings:
    """An installation with folders of its own."""
    return Settings(index=index, runs=tmp_path / "runs", corpus=ROOT / "corpus")


def one(settings: Settings, name: str) -> Finding:
    """The one finding that is not fine, which is of that name."""
    (found,) = [f for f in examine(settings, {}) if not f.fine]
    assert found.name == name and found.remedy
    return found


def named(found: Finding) -> str:
    """All that is said of it."""
    return f"{found.state} {found.remedy}"


def test_packages_are_those_that_the_project_names() -> None:
    """What nothing works without, and the extras that an operator may want; developers' are left out."""
    found = packages()
    assert [one.name for one in found.pop("")] == [Requirement(one).name for one in PROJECT["dependencies"]]
    assert set(found) == set(PROJECT["optional-dependencies"]) - DEVELOPERS
    assert {one.name for one in found["pages"]} >= {"streamlit"} and {one.name for one in found["ingest"]} >= {"torch"}


def test_a_wheel_tells_of_its_packages_by_its_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    """The needs of an extra are those marked with it; the others are needed by all."""
    told = ["numpy<3,>=2", "tzdata; python_version < '3'", "streamlit>=1; extra == 'pages'"]
    monkeypatch.setattr(installed, "requires", lambda _: told)
    monkeypatch.setattr(installed, "ROOT", Path("elsewhere"))
    monkeypatch.setattr(installed, "metadata", lambda _: _Metadata())
    assert {extra: [one.name for one in found] for extra, found in packages().items()} == {
        "": ["numpy"],
        "pages": ["streamlit"],
        "api": [],
    }


class _Metadata:
    def get_all(self, name: str) -> list[str]:
        """The extras."""
        return ["pages", "api", "dev"] if name == "Provides-Extra" else []


@pytest.mark.parametrize(("version", "said"), [("", "missing"), ("0.1", "0.1"), ("99", "99")])
def test_a_package_that_is_missing_or_of_another_version_is_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: str, said: str
) -> None:
    """Named, with what is taken where it is there, and what to do."""
    known = installed._version
    monkeypatch.setattr(installed, "_version", lambda name: version if name == "chromadb" else known(name))
    found = one(settings, "chromadb")
    assert said in found.state and "pip install" in found.remedy
    assert not version or ">=1.5.9" in found.state


def test_an_extra_that_is_not_installed_is_no_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who only asks needs neither torch nor the pages; both are named as what is not there."""
    known, gone = installed._version, {"torch", "streamlit"}
    monkeypatch.setattr(installed, "_version", lambda name: "" if name in gone else known(name))
    (extras,) = [f for f in examine(settings, {}) if f.name == "extras"]
    there, _, others = extras.state.partition("沒有")
    assert "ingest" in others and "pages" in others and "pages" not in there
    assert all(f.fine for f in examine(settings, {}))


@pytest.mark.parametrize("kept", ["runs", "index", "corpus"])
def test_a_folder_that_cannot_be_written_is_found(settings: Settings, tmp_path: Path, kept: str) -> None:
    """Where feedback, the index of a server or a document handed in would be lost; told with the setting."""
    (tmp_path / "file").write_text("none of a folder")
    operator = {"upload": True, "role": "operator", "corpus": shutil.copytree(ROOT / "corpus", tmp_path / "corpus")}
    wrong = settings.model_copy(update=operator | {kept: tmp_path / "file" / "folder"})
    found = [f for f in examine(wrong, {}) if f.name == kept and not f.fine]
    assert any(f"ASSISTANT_{kept.upper()}" in named(f) for f in found)
    assert not any(str(tmp_path) in named(f) for f in found)


def test_an_index_that_is_only_read_need_not_be_written(settings: Settings, tmp_path: Path) -> None:
    """As in an image; its folder is looked at only where the program writes to it."""
    assert {found.name for found in folders.folders(settings)} == {"runs", "temporary"}


def test_temporary_space_that_is_not_there_is_found(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ingestion, backup and uploads would fail; answers do not."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert "TMPDIR" in one(settings, "temporary").remedy


def test_a_full_disk_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how much is left, before anything is lost."""
    monkeypatch.setattr(folders.shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - 5_000_000, 5_000_000))
    found = [f for f in examine(settings, {}) if not f.fine]
    assert [f.name for f in found] == ["runs", "temporary"]
    assert all("5 MB" in f.state for f in found)


@pytest.mark.parametrize(
    ("given", "said"), [(b"\xff\xfeA", "UTF-8"), (b"ASSISTANT_QUESTION_LIMIT=lots\n", "QUESTION_LIMIT")]
)
def test_what_a_restart_could_not_read_is_found_before_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: bytes, said: str
) -> None:
    """A file of settings that was spoilt while the program ran: the answers go on, the next start would fail."""
    (tmp_path / ".env").write_bytes(given)
    monkeypatch.chdir(tmp_path)
    found = one(settings, "settings")
    assert said in found.state and "restart" in found.remedy


def test_a_folder_that_a_build_could_not_write_is_told_where_one_is_needed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To build is no remedy where the folder of the index cannot be written; where the index is whole nobody builds."""
    monkeypatch.setattr("assistant.faces.manage.installation.writable", lambda kept, _: kept != "index")
    assert all(found.fine for found in examine(settings, {}))
    bare = settings.model_copy(update={"index": tmp_path / "none"})
    built, folder = (found for found in examine(bare, {}) if not found.fine)
    assert built.remedy == "python -m ingest" and "permissions first" in folder.remedy
