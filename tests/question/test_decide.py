"""How certain a reading is, apart from how its form stands among the candidates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.question import decide
from assistant.question.conversation import Context, Past
from assistant.question.form import Coded, List, Situation, Talk
from assistant.question.rank import Ranked
from assistant.question.reading import Reading

FORM = List(Coded(("T5",)))
USED = {"form.list": 1.0, "clean": 1.0}


def _reading(first: float = 0.9, features: dict[str, float] | None = None, second: float = 0.05) -> Reading:
    best = Ranked(FORM, USED if features is None else features, 0.0, first, "one")
    return Reading("T5", (best, Ranked(FORM, USED, 0.0, first, "one"), Ranked(FORM, USED, 0.0, second, "other")))


@pytest.fixture(autouse=True)
def weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that a reader of the test can add up."""
    told = {"odds": 4.0, "passed.skip": -1.0, "passed.unread": -1.0, "second": -10.0}
    monkeypatch.setattr(decide, "fitted", lambda: {"certainty": told, "decision": {"sure": 0.9}})


def test_a_form_that_nobody_read_is_certain() -> None:
    """A form given as such has no features, and nothing speaks against it."""
    assert decide.certainty(_reading(1.0, {})) == 1.0


def test_what_is_likely_among_the_candidates_is_more_certain() -> None:
    """The odds among the candidates count, and so does the nearest reading that says otherwise."""
    assert decide.certainty(_reading(0.5, second=0.0)) == pytest.approx(0.5)
    assert decide.certainty(_reading(0.9, second=0.0)) == pytest.approx(0.9)
    assert decide.certainty(_reading(0.9, second=0.1)) < 0.9


@pytest.mark.parametrize("passed", ["skip.X", "unread.each", "kind_unread"])
def test_what_is_passed_over_makes_less_certain(passed: str) -> None:
    """Every word that is skipped or left unread counts, whatever weight it has of its own."""
    assert decide.certainty(_reading(features=USED | {passed: 1.0})) < decide.certainty(_reading())


def test_a_certainty_is_never_out_of_range() -> None:
    """However much speaks against a reading, or for it."""
    assert 0 <= decide.certainty(_reading(features=USED | {"skip.X": 1e6})) < 1e-6
    assert 0 < decide.certainty(_reading(1.0, second=0.0)) < 1


def test_what_owes_something_to_the_last_question_is_no_surer_than_it() -> None:
    """A follow-up of what was read unsurely, or that said again; what stands by itself is not touched."""
    before = Context((Past(FORM, ("T5",), ("S27",), "T5", 0.4),))
    follow, alone = _reading(features=USED | {"context_used_short": 1.0}), _reading(features=USED | {"context": 1.0})
    assert decide.grounded(follow, before) == 0.4
    assert decide.grounded(alone, before) == decide.certainty(alone) > 0.4
    assert decide.grounded(follow, Context()) == decide.certainty(follow)
    again = Reading("再說一次", (Ranked(Talk("again"), {"q.talk": 1.0}, 0.0, 0.99, "again"),))
    assert decide.grounded(again, before) == 0.4


def test_a_list_of_nothing_is_not_offered() -> None:
    """It would tell less than the answer that is there; a list of something is offered."""
    rest = (Ranked(FORM, USED, 0.0, 0.3, ("items", ((),))), Ranked(FORM, USED, 0.0, 0.2, ("items", (("S27",),))))
    reading = Reading("T5", (Ranked(FORM, USED, 0.0, 0.5, ("items", (("K1",),))), *rest))
    assert decide.others(reading) == rest[1:]


def test_what_is_searched_by_meaning_has_no_certainty_of_the_table() -> None:
    """For a situation only its likelihood among the candidates is known."""
    reading = _reading(0.7)
    told = replace(reading, ranked=(replace(reading.best, form=Situation("忙不過來")), *reading.ranked[1:]))
    assert decide.certainty(told) == 0.7
