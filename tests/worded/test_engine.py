"""A run of the evaluation with the chat model as its engine, from the command and in the background."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr
from scripted import Scripted, truthful

from assistant import Assistant, Settings
from assistant.__main__ import main
from assistant.errors import UsageError
from assistant.evaluation import engine, record, standing
from assistant.evaluation.cases import as_lines
from assistant.evaluation.run import Job
from assistant.faces.manage.installation import examine


@pytest.fixture
def settings(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with a model from a script and a key, also in the environment of a command."""
    monkeypatch.setattr(engine, "configured", lambda settings: Scripted(truthful) if settings.chat_model else None)
    values = {"index": str(index), "runs": str(tmp_path / "runs"), "chat_model": "x:y", "chat_api_key": "sk-secret-1"}
    for name, value in values.items():
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", value)
    return Settings()


def test_the_command_runs_with_the_model(settings: Settings, tmp_path: Path) -> None:
    """`evaluate --engine model` asks the model, keeps its name on record, and nothing of the key."""
    cases = standing.cases(settings)[::40]
    questions = tmp_path / "set.jsonl"
    questions.write_text(as_lines(cases), encoding="utf-8")
    gate = tmp_path / "gate.toml"
    gate.write_text("", encoding="utf-8")
    assert main(["evaluate", str(questions), "--engine", "model", "--gate", str(gate)]) == 0
    (kept,) = record.kept(settings.runs)
    file = record.path(settings.runs, kept)
    made = record.read(file)
    assert (made.engine, made.model) == ("model", "x:y")
    assert "model" in {p.method for p in made.predictions}
    assert "sk-secret-1" not in file.read_text("utf-8") + file.with_suffix(".html").read_text("utf-8")


def test_a_job_runs_with_the_model(settings: Settings) -> None:
    """A run in the background keeps its engine."""
    finder = Assistant(settings)
    job = Job(engine.answerer(finder, settings, "model"), settings, standing.cases(settings)[:3], "model")
    job.wait(60)
    assert record.read(record.path(settings.runs, job.kept)).engine == "model"


def test_without_a_model_the_engine_is_refused(settings: Settings) -> None:
    """Asking for the model where none is configured is a wrong use, told in a sentence."""
    off = settings.model_copy(update={"chat_model": ""})
    with pytest.raises(UsageError, match="ASSISTANT_CHAT_MODEL"):
        engine.answerer(Assistant(off), off, "model")


def test_the_key_is_never_shown(settings: Settings) -> None:
    """Settings printed or dumped do not hold the key in clear."""
    assert isinstance(settings.chat_api_key, SecretStr)
    assert "sk-secret-1" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize(("model", "fine"), [("", True), ("nobody:none", False)])
def test_the_doctor_tells_of_the_chat_model(settings: Settings, model: str, fine: bool) -> None:
    """A model that cannot be opened is a finding with a remedy; none at all is in order."""
    found = next(f for f in examine(settings.model_copy(update={"chat_model": model})) if f.name == "chat model")
    assert found.fine is fine and bool(found.remedy) is not fine
    assert "sk-secret-1" not in f"{found}"
