"""A run in the background: watched, stopped, and kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hand import case

from assistant import Answer, Assistant, Settings, Turn
from assistant.evaluation import record, run
from assistant.evaluation.run import Job


@pytest.fixture
def settings(tmp_path: Path, index: Path) -> Settings:
    """Settings with a folder for runs and an index."""
    return Settings(runs=tmp_path / "runs", index=index)


def test_a_job_is_kept_when_stopped(settings: Settings) -> None:
    """A run in the background that is stopped keeps what was asked and is marked as incomplete."""
    cases = [case(id=f"H{n}") for n in range(2000)]
    job = Job(Assistant(settings), settings, cases)
    job.stop()
    job.wait(30)
    kept = record.read(record.path(settings.runs, job.kept))
    assert not job.running and not kept.complete
    assert 0 < len(kept.predictions) == job.done < len(cases)


def test_a_job_without_an_index_says_so(settings: Settings, tmp_path: Path) -> None:
    """A run that cannot start keeps nothing and tells why."""
    lost = settings.model_copy(update={"index": tmp_path / "nowhere"})
    job = Job(Assistant(lost), lost, [case()])
    job.wait(30)
    assert job.failure and not job.kept and not settings.runs.exists()


class Waiting(Assistant):
    """Answers two questions and waits with the third."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked, self.reached, self.leave = 0, threading.Event(), threading.Event()

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """The answer, the third only when it is let go."""
        self.asked += 1
        if self.asked == 3:
            self.reached.set()
            self.leave.wait(30)
        return super().ask(question, history, standard)


def test_a_run_in_progress_is_on_record(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked so far is there for a process that starts anew, as a run that was stopped; its end replaces it."""
    monkeypatch.setattr(run, "PAUSE", 0.0)
    answerer = Waiting(settings)
    job = Job(answerer, settings, [case(id=f"H{n}") for n in range(4)])
    assert answerer.reached.wait(30)
    (identity,) = record.kept(settings.runs)
    kept = record.read(record.path(settings.runs, identity))
    assert identity == job.id and job.running
    assert not kept.complete and len(kept.scored) == 2
    answerer.leave.set()
    job.wait(30)
    assert list(record.kept(settings.runs)) == [job.kept]
    assert record.read(record.path(settings.runs, job.kept)).complete
