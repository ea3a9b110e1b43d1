"""Ways of breaking an installation: each is found, in a sentence that says what to do, and harms nothing else."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant import Settings
from assistant.errors import UsageError
from assistant.faces.manage import packages as installed
from assistant.faces.manage.finding import Finding
from assistant.faces.manage.installation import examine
from assistant.index.generation import FOLDER, POINTER, VECTORS, published
from assistant.settings import load

ROOT = Path(__file__).parents[2]
CODE = "BAS1499-002v2"


@pytest.fixture
def settings(index: Path, tmp_path: Path) -> Settings:
    """An installation of its own: a copy of corpus and index, and no run yet."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(index, tmp_path / "index")
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", runs=tmp_path / "runs")


def told(settings: Settings) -> list[Finding]:
    """What there is to mend; the questions are not asked."""
    return [finding for finding in examine(settings, {}) if finding.remedy]


def _pointer(text: str | None) -> Callable[[Path], object]:
    def write(index: Path) -> None:
        (index / POINTER).unlink()
        if text is not None:
            (index / POINTER).write_text(text)

    return write


def _changed(name: str, *, cut: bool = False) -> Callable[[Path], object]:
    """One byte of a file of the published index differs, or half of it is gone."""

    def change(index: Path) -> None:
        (file,) = (index / FOLDER / published(index)).glob(name)
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data[: len(data) // 2] if cut else data)

    return change


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_pointer(None), "還沒有索引"),
        (_pointer("garbage"), "還沒有索引"),
        (_pointer("../../elsewhere"), "還沒有索引"),
        (_pointer("000000000000-000000000000"), "不存在"),
        (_changed(VECTORS, cut=True), VECTORS),
        (_changed(VECTORS), VECTORS),
        (_changed("chroma/chroma.sqlite3"), "chroma.sqlite3"),
        (_changed(f"standards/{CODE}.json"), CODE),
        (_changed("manifest.json", cut=True), "manifest.json"),
    ],
)
def test_an_index_that_is_not_as_it_was_built_is_found(
    settings: Settings, harm: Callable[[Path], object], said: str
) -> None:
    """Whichever of its files it is; one command mends it."""
    harm(settings.index)
    (found,) = told(settings)
    assert (found.name, found.remedy, found.fine) == ("index", "python -m ingest", False)
    assert said in found.state


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("companion.toml", "# later", "companion.toml"),
        ("companion.toml", "garbage[", "companion.toml"),
        ("succession.toml", "garbage[", "succession.toml"),
        ("succession.toml", "[successor]\nname = 'x'\n", "succession.toml"),
        ("courses.csv", "code,course\nK999,x\n", "K999"),
        ("courses.csv", "course\nx\n", "courses.csv"),
    ],
)
def test_a_file_beside_a_document_is_looked_at(settings: Settings, name: str, text: str, said: str) -> None:
    """Glosses that were edited since, and what cannot be read of successors and courses."""
    with (settings.corpus / f"{CODE}.{name}").open("a", encoding="utf-8") as file:
        file.write(text)
    (found,) = told(settings)
    assert (found.name, found.fine) == ("corpus", False)
    assert said in found.state and str(settings.corpus) not in found.state


def test_a_file_of_no_standard_is_remarked_upon(settings: Settings) -> None:
    """A name that was written wrongly has no effect, and nobody would notice."""
    (settings.corpus / "BAS1499-02v2.courses.csv").write_text("code,course\nK30,x\n", "utf-8")
    (found,) = told(settings)
    assert found.fine and "BAS1499-02v2.courses.csv" in found.state


def test_a_record_that_cannot_be_read_is_found(settings: Settings) -> None:
    """Named, and said where to take it from; mended, it is no fault any more."""
    settings.runs.mkdir()
    record = settings.runs / "20260101-000000.json"
    record.write_text("{")
    (found,) = told(settings)
    assert record.name in found.state and "restore" in found.remedy
    shutil.copy(ROOT / "docs" / "evaluation.json", record)
    assert told(settings) == []


@pytest.mark.parametrize(
    ("update", "named"),
    [({"upload": True}, "ASSISTANT_ROLE"), ({"chroma_token": SecretStr("hidden")}, "ASSISTANT_CHROMA_URL")],
)
def test_a_setting_without_effect_is_remarked_upon(settings: Settings, update: dict[str, object], named: str) -> None:
    """With the other one that it takes; no secret is told."""
    (found,) = told(settings.model_copy(update=update))
    assert found.fine and named in found.remedy and "hidden" not in found.state + found.remedy


def test_an_upload_without_what_ingests_is_found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page would take a document and could do nothing with it."""
    known = installed._version
    monkeypatch.setattr(installed, "_version", lambda name: "" if name == "torch" else known(name))
    (found,) = told(settings.model_copy(update={"upload": True, "role": "operator"}))
    assert found.name == "upload" and "competency-assistant[ingest]" in found.remedy


@pytest.mark.parametrize(("model", "extra"), [("ollama:x", "ollama"), ("google_genai:x", "google")])
def test_the_extra_of_a_chat_model_is_that_of_its_provider(
    settings: Settings, model: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not that of another one."""
    monkeypatch.setitem(sys.modules, f"langchain_{model.partition(':')[0]}", None)
    (found,) = told(settings.model_copy(update={"chat_model": model}))
    assert f"competency-assistant[{extra}]" in found.remedy


def test_a_value_that_cannot_be_used_is_told_with_what_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of the setting; the value itself may be a secret in the wrong place."""
    monkeypatch.setenv("ASSISTANT_ROLE", "hidden")
    with pytest.raises(UsageError) as refused:
        load()
    assert "ASSISTANT_ROLE" in str(refused.value) and "'operator'" in str(refused.value)
    assert "hidden" not in str(refused.value)
