"""Documents handed in on the page of data health: off by default, for operators alone, the report before publishing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import streamlit as st
from double import Double
from streamlit.testing.v1 import AppTest

from assistant.errors import Unconfirmed, UsageError
from assistant.faces.manage.publishing import Told, check, publish
from assistant.faces.pages import health
from assistant.index.generation import current, published
from assistant.settings import Role, Settings


def _health() -> None:
    from assistant.faces.pages import health

    health.page()


def opened() -> AppTest:
    """The page of an installation."""
    st.cache_resource.clear()
    return AppTest.from_function(_health, default_timeout=90)


@pytest.mark.parametrize(
    ("role", "allowed", "there"),
    [("operator", "true", True), ("operator", "", False), ("", "true", False), ("manager", "true", False)],
)
def test_it_is_there_for_operators_where_it_is_switched_on(
    double: Double, monkeypatch: pytest.MonkeyPatch, role: str, allowed: str, there: bool
) -> None:
    """By default it is not, and no other role has it."""
    monkeypatch.setenv("ASSISTANT_ROLE", role)
    if allowed:
        monkeypatch.setenv("ASSISTANT_UPLOAD", allowed)
    app = opened().run()
    assert not app.exception
    assert bool(app.get("file_uploader")) is there


def test_the_report_comes_first_and_a_second_click_publishes(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is published before it was checked and found sound, nor what was put in its place since."""
    monkeypatch.setenv("ASSISTANT_ROLE", "operator")
    monkeypatch.setenv("ASSISTANT_UPLOAD", "true")
    done: list[tuple[str, str, bytes]] = []

    def checked(name: str, content: bytes, settings: Settings) -> Told:
        done.append(("check", name, content))
        return Told("報告", good=content == b"good")

    def put(name: str, content: bytes, settings: Settings, *, recognised: bool) -> Told:
        assert not recognised
        done.append(("publish", name, content))
        return Told("已發布", good=True)

    monkeypatch.setattr(health, "check", checked)
    monkeypatch.setattr(health, "publish", put)
    app = opened().run()
    app.file_uploader(key="upload_file").set_value(("bad.txt", b"bad", "text/plain")).run()
    app.button(key="upload_check").click().run()
    assert [b.key for b in app.button if b.key == "upload_publish"] == []
    app.file_uploader(key="upload_file").set_value(("good.txt", b"good", "text/plain")).run()
    assert [b.key for b in app.button if b.key == "upload_publish"] == []
    app.button(key="upload_check").click().run()
    app.button(key="upload_publish").click().run()
    assert not app.exception
    assert [act for act, *_ in done] == ["check", "check", "publish"] and done[-1][1:] == ("good.txt", b"good")


def test_recognised_text_takes_a_yes_of_its_own(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a scan the page says that a program made out its text; the button is the yes, and it is handed on."""
    monkeypatch.setenv("ASSISTANT_ROLE", "operator")
    monkeypatch.setenv("ASSISTANT_UPLOAD", "true")
    said: list[bool] = []

    def put(name: str, content: bytes, settings: Settings, *, recognised: bool) -> Told:
        said.append(recognised)
        return Told("已發布", good=True)

    monkeypatch.setattr(health, "check", lambda *handed: Told("報告", good=True, recognised=True))
    monkeypatch.setattr(health, "publish", put)
    app = opened().run()
    app.file_uploader(key="upload_file").set_value(("scan.pdf", b"scan", "application/pdf")).run()
    app.button(key="upload_check").click().run()
    assert any("掃描檔" in warning.value for warning in app.warning)
    assert "已對照原件" in app.button(key="upload_publish").label
    app.button(key="upload_publish").click().run()
    assert not app.exception and said == [True]


@pytest.mark.parametrize("yes", [False, True])
def test_the_yes_is_an_option_of_the_command(settings: Settings, monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    """Nothing but a yes hands it on, and what awaits one is told by the exit code of the check."""
    ran: list[list[str]] = []

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, Unconfirmed.exit_code, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    assert check("scan.pdf", b"", settings) == Told("", good=True, recognised=True)
    assert publish("scan.pdf", b"", settings, recognised=yes) == Told("", good=False)
    assert [("--recognised" in command) for command in ran] == [False, yes]


@pytest.fixture
def settings(index: Path, source: Path, tmp_path: Path) -> Settings:
    """An installation of its own, of an operator who may publish."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for file in source.parent.glob(f"{source.stem}.*"):
        shutil.copyfile(file, corpus / file.name)
    shutil.copytree(index, tmp_path / "index")
    return Settings(corpus=corpus, index=tmp_path / "index", role="operator", upload=True)


def test_a_document_that_is_refused_changes_nothing(settings: Settings, source: Path) -> None:
    """Not the index, not the corpus; one that is a standard already there under another name neither."""
    before = (published(settings.index), sorted(settings.corpus.iterdir()))
    assert not check("x.txt", b"T1", settings).good
    assert not publish("x.txt", b"T1", settings).good
    told = publish("again.txt", source.read_bytes(), settings)
    assert not told.good and "同一份基準" in told.text
    assert (published(settings.index), sorted(settings.corpus.iterdir())) == before


def test_a_document_is_checked_and_then_published(settings: Settings, source: Path) -> None:
    """Checking leaves all as it is; publishing puts it into index and corpus, beside what is there."""
    content = source.read_bytes().replace(b"BAS1499-002v2", b"BAS1499-009v1")
    before = published(settings.index)
    report = check("new.txt", content, settings)
    assert report.good and "BAS1499-009v1" in report.text and published(settings.index) == before
    told = publish("new.txt", content, settings)
    assert told.good, told.text
    assert set(current(settings.index).manifest.standards) == {"BAS1499-002v2", "BAS1499-009v1"}
    assert (settings.corpus / "new.txt").read_bytes() == content


@pytest.mark.parametrize("name", ["../x.txt", "a/b.txt", ".x.txt", "x.exe", "~$x.docx", ""])
def test_only_names_of_documents_are_taken(settings: Settings, name: str) -> None:
    """No path, nothing hidden, and no other kind of file."""
    with pytest.raises(UsageError):
        check(name, b"x", settings)


@pytest.mark.parametrize(("role", "on"), [("operator", False), ("", True), ("manager", True)])
def test_nobody_else_publishes(settings: Settings, role: Role, on: bool) -> None:
    """The page is not the only guard."""
    with pytest.raises(UsageError):
        publish("x.txt", b"x", settings.model_copy(update={"role": role, "upload": on}))
