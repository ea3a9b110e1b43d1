"""The journal of answers and the figures counted from it."""

from __future__ import annotations

import json
import logging
import socket
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from assistant.answer.model import Answer
from assistant.errors import UsageError
from assistant.evaluation.feedback import FeedbackStore, entry_of
from assistant.faces.manage import journal
from assistant.faces.manage.installation import probes

PROVED, DECLINED = "T5 需要哪些技能？", "這個職位的薪水多少？"


class Heard(logging.Handler):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(json.loads(record.getMessage()))


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    """A proved answer and one that declines."""
    return {asked: assistant.ask(asked) for asked in (PROVED, DECLINED)}


def test_a_line_tells_how_it_was_answered_and_not_what_was_asked(answers: dict[str, Answer]) -> None:
    """The text of the question is there only where the settings say so; each answer has an id of its own."""
    heard = Heard()
    with journal.heard(heard):
        for answer in answers.values():
            journal.note(answer, Settings())
        journal.note(answers[PROVED], Settings(log_questions=True))
    journal.note(answers[PROVED], Settings())
    proved, declined, told = heard.lines
    assert (proved["way"], proved["proved"], proved["refused"]) == ("table", True, False)
    assert (declined["proved"], declined["refused"]) == (False, True)
    assert proved["standard"] == "BAS1499-002v2" and proved["ms"] > 0
    assert set(proved) == {"time", "id", "standard", "way", "refused", "proved", "ms"}
    assert told["question"] == answers[PROVED].question
    assert len({line["id"] for line in heard.lines}) == 3


def test_it_is_written_where_it_is_kept(answers: dict[str, Answer], capfd: pytest.CaptureFixture[str]) -> None:
    """A program that embeds the assistant writes nothing; a server writes one line of JSON to standard error."""
    journal.note(answers[PROVED], Settings())
    assert capfd.readouterr().err == ""
    handlers = list(journal.log.handlers)
    journal.keep.cache_clear()
    try:
        journal.keep()
        journal.keep()
        journal.note(answers[PROVED], Settings())
    finally:
        journal.log.handlers[:] = handlers
        journal.keep.cache_clear()
    (line,) = capfd.readouterr().err.splitlines()
    assert json.loads(line)["way"] == "table"


def test_probes_are_no_questions(assistant: Assistant) -> None:
    """What a monitor asks does not stand in the journal."""
    heard = Heard()
    with journal.heard(heard):
        probes(assistant)
    assert heard.lines == []


def _figures(text: bytes) -> dict[str, float]:
    lines = (line.rpartition(" ") for line in text.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_answers_are_counted_by_way(answers: dict[str, Answer], tmp_path: Path) -> None:
    """Questions, abstentions, proved answers and the time they took; ways that nobody had yet are nought."""
    figures = journal.Figures(tmp_path / "none")
    with journal.heard(figures):
        for asked in (PROVED, PROVED, DECLINED):
            journal.note(answers[asked], Settings())
    found = _figures(figures.text())
    assert found['assistant_questions_total{way="table"}'] + found['assistant_questions_total{way="none"}'] == 3
    assert found['assistant_questions_total{way="model"}'] == 0
    assert (found["assistant_abstentions_total"], found["assistant_proved_total"]) == (1, 2)
    assert found["assistant_answer_seconds_count"] == found['assistant_answer_seconds_bucket{le="+Inf"}'] == 3
    taken = sum(answers[asked].elapsed_ms for asked in (PROVED, PROVED, DECLINED)) / 1000
    assert found["assistant_answer_seconds_sum"] == pytest.approx(taken)
    assert not (tmp_path / "none").exists()


def test_feedback_is_counted_as_it_stands(answers: dict[str, Answer], tmp_path: Path) -> None:
    """By rating and by what became of it; a store that cannot be read hides no other figure."""
    store, figures = FeedbackStore(tmp_path), journal.Figures(tmp_path)
    for name, rating in (("a", "up"), ("b", "down"), ("c", "down")):
        store.rate(name, entry_of(answers[PROVED], rating))  # type: ignore[arg-type]
    store.reject("c")
    found = _figures(figures.text())
    assert {k: v for k, v in found.items() if k.startswith("assistant_feedback")} == {
        'assistant_feedback{rating="up",status="open"}': 1,
        'assistant_feedback{rating="down",status="open"}': 1,
        'assistant_feedback{rating="down",status="rejected"}': 1,
    }
    (tmp_path / "feedback.sqlite").write_bytes(b"no database" * 99)
    text = figures.text()
    assert b"assistant_abstentions" in text and b"assistant_feedback" not in text


def test_pages_tell_their_figures_where_they_are_told_to(answers: dict[str, Answer], tmp_path: Path) -> None:
    """At an address of their own, in the text form; one that is taken is a sentence."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(UsageError, match="ASSISTANT_METRICS"):
            free.listen()
            journal.Figures(tmp_path).serve(address)
    figures = journal.Figures(tmp_path)
    figures.serve(address)
    try:
        journal.note(answers[PROVED], Settings())
    finally:
        journal.log.removeHandler(figures)
    with urllib.request.urlopen(f"http://{address}/metrics", timeout=10) as found:
        assert found.headers["content-type"].startswith("text/plain")
        assert _figures(found.read())["assistant_proved_total"] == 1
