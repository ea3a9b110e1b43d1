"""Two runs side by side."""

from __future__ import annotations

import pytest
from hand import answer, case

from assistant.evaluation.comparison import compare
from assistant.evaluation.metrics import score
from assistant.evaluation.summary import Scored

GOLD = ("S27", "S28", "S29", "S30")


def run(asked: str = "T5 的技能？", **right: bool) -> list[Scored]:
    """A run over questions named by id, each answered rightly or not."""
    results = []
    for identity, fine in right.items():
        one = case(id=identity, question=asked)
        given = answer(*GOLD) if fine else answer("K1")
        results.append(Scored(case=one, prediction=given, verdict=score(one, given)))
    return results


def test_fixed_broken_unchanged() -> None:
    """Every shared question is fixed, broken or unchanged, and the others are told apart."""
    found = compare(run(a=True, b=False, c=True, d=False, x=True), run(a=True, b=True, c=False, d=False, y=True))
    assert [c.after.case.id for c in found.fixed] == ["b"]
    assert [c.after.case.id for c in found.broken] == ["c"]
    assert (found.unchanged, found.added, found.removed, found.p) == (2, ("y",), ("x",), 1.0)


def test_an_altered_question_is_not_compared() -> None:
    """A question whose wording or expectation changed is no evidence of anything."""
    found = compare(run(a=False), run(asked="T5 要哪些技能？", a=True))
    assert (found.altered, found.changes, found.p) == (("a",), (), 1.0)


def test_significance() -> None:
    """Six fixed and none broken is p = 2/64."""
    names = "abcdef"
    found = compare(run(**dict.fromkeys(names, False)), run(**dict.fromkeys(names, True)))
    assert found.p == pytest.approx(2 / 64)


def test_both_runs_by_category() -> None:
    """Each category that both asked is compared by itself, and measures are those of the shared questions alone."""
    found = compare(run(a=True, b=False, x=False), run(a=True, b=True, y=False))
    ((name, part),) = found.categories
    assert (name, len(part.changes), part.before.passed, part.after.passed) == ("list_by_parent", 2, 1, 2)
    assert (found.before.measures["exact"].value, found.after.measures["exact"].value) == (0.5, 1)


def test_runs_without_a_shared_question() -> None:
    """Two runs that share nothing have no category to compare and no measure."""
    found = compare(run(a=True), run(b=True))
    assert (found.categories, found.changes, found.after.questions, found.after.measures) == ((), (), 0, {})
