"""How much may be asked: by one reader, by all, at once, and of one question; each told in a sentence."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from assistant.answer import assistant as assistant_module
from assistant.answer.rooms import Rooms
from assistant.errors import QuestionTooCostly, TooMany
from assistant.faces.manage import limits
from assistant.faces.manage.limits import RateLimits
from assistant.question.conversation import Turn
from assistant.question.take import take

MEANING = "客人電話等太久該怎麼改善？"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in seconds, for a test to move."""
    now = [0.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


def ask(gate: RateLimits, reader: str, times: int = 1) -> None:
    """Ask, and be answered at once."""
    for _ in range(times):
        with gate.admitted(reader):
            pass


def test_one_reader_is_limited_and_others_are_not(clock: list[float]) -> None:
    """What was refused is not counted, and after a minute there is room again."""
    gate = RateLimits(Settings(questions_per_minute=2))
    ask(gate, "a", 2)
    for _ in range(3):
        with pytest.raises(TooMany) as refused:
            ask(gate, "a")
        assert not refused.value.crowded
    ask(gate, "b", 2)
    clock[0] = limits.MINUTE
    ask(gate, "a", 2)


def test_all_readers_together_are_limited(clock: list[float]) -> None:
    """Whoever comes next, and however many names one takes; nothing is kept of who has not asked for a minute."""
    gate = RateLimits(Settings(questions_per_minute_all=5))
    for reader in range(5):
        ask(gate, str(reader))
    with pytest.raises(TooMany) as refused:
        ask(gate, "another")
    assert refused.value.crowded
    clock[0] = limits.MINUTE
    ask(gate, "another")
    assert {reader for _, reader in gate._asked} == {"another"}


def test_so_many_are_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more waits for its turn; if none comes it is refused. An error gives its place back."""
    gate = RateLimits(Settings(questions_at_once=1))
    with pytest.raises(KeyError), gate.admitted("a"):
        raise KeyError
    entered, done = threading.Event(), threading.Event()

    def waiting() -> None:
        entered.set()
        ask(gate, "b")
        done.set()

    with gate.place():
        threading.Thread(target=waiting, daemon=True).start()
        assert entered.wait(5) and not done.is_set()
    assert done.wait(5)
    monkeypatch.setattr(limits, "WAIT", 0)
    with gate.place(), pytest.raises(TooMany) as refused:
        ask(gate, "b")
    assert refused.value.crowded


def test_a_question_makes_so_many_searches(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With fewer than it needs it is refused; the next question, and one of the table, are answered."""
    few = Assistant(Settings(index=index, searches_per_question=1))
    for _ in range(2):
        with pytest.raises(QuestionTooCostly):
            few.ask("離職率高，服務水準又掉")
    assert few.ask("T5 需要哪些技能？").proved


@pytest.mark.parametrize("question", [MEANING, "plus wait " * 200, "離職率高，服務水準又掉。" * 160])
def test_the_limit_of_searches_is_more_than_any_question_needs(question: str, index: Path) -> None:
    """Also of one made to cost much, behind the longest history."""
    searches = 0
    search = Rooms._search

    def counted(*asked: Any, **named: Any) -> Any:
        nonlocal searches
        searches += 1
        return search(*asked, **named)

    history = [Turn(role="user", content=MEANING)] * 20
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rooms, "_search", counted)
        Assistant(Settings(index=index)).ask(question[:2000], history)
    assert 0 < searches <= Settings().searches_per_question


def test_a_history_is_read_again_within_a_limit(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its newest questions, up to twice the longest in characters; what the assistant said costs nothing."""
    short = Assistant(Settings(index=index, question_limit=20))
    read: list[str] = []
    monkeypatch.setattr(assistant_module, "take", lambda text, *limits: read.append(text) or take(text, *limits))
    asked = [f"T{n}？{'。' * 9}" for n in range(9)]
    said = Turn(role="assistant", content="S27" * 30)
    short.ask("那 K30 呢？", [turn for text in asked for turn in (Turn(role="user", content=text), said)])
    assert read == ["那 K30 呢？", *asked[-3:]]
