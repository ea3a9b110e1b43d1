"""The gate catches every assistant that is broken on purpose, in the category concerned."""

from __future__ import annotations

from pathlib import Path

import broken
import pytest
from hand import ROOT

from assistant import Assistant, Settings
from assistant.evaluation import gate
from assistant.evaluation.cases import CATEGORIES, load
from assistant.evaluation.run import scored
from assistant.evaluation.summary import summarize

FOLDER = ROOT / "corpus" / "evaluation"
GATE = gate.read(FOLDER / "gate.toml")
CASES = load([FOLDER])
HELD = tuple(name for name in CATEGORIES if any(case.category == name for case in CASES))


@pytest.fixture(scope="module")
def assistant(index: Path) -> Assistant:
    """The assistant over the shipped standard."""
    return Assistant(Settings(index=index))


def breached(answerer: broken.Honest, category: str) -> list[gate.Breach]:
    """The limits of one category that an answerer does not keep."""
    results = list(scored(answerer, [case for case in CASES if case.category == category]))
    return [breach for breach in gate.breaches(GATE, summarize(results)) if breach.group == category]


@pytest.mark.parametrize("category", HELD)
def test_the_assistant_as_it_is_keeps_the_gate(category: str, assistant: Assistant) -> None:
    """The unbroken assistant is above every limit of every category."""
    assert breached(broken.Honest(assistant), category) == []


@pytest.mark.parametrize(
    ("sabotage", "category"),
    [
        (broken.DropsAnItem, "list_by_parent"),
        (broken.AddsAForeignCode, "list_by_parent"),
        (broken.ShowsLessThanItCites, "list_by_parent"),
        (broken.SwapsKnowledgeAndSkills, "list_by_parent"),
        (broken.CitesAWrongRelation, "reverse_lookup"),
        (broken.NamesAWrongHome, "reverse_lookup"),
        (broken.AnswersTheUnanswerable, "unanswerable"),
        (broken.IgnoresHistory, "follow_up"),
    ],
)
def test_sabotage_is_caught(sabotage: type[broken.Honest], category: str, assistant: Assistant) -> None:
    """A broken assistant falls below a limit of the category that its fault concerns."""
    assert breached(sabotage(assistant), category)


@pytest.mark.parametrize("category", [name for name in HELD if name != "unanswerable"])
def test_refusing_everything_is_caught(category: str, assistant: Assistant) -> None:
    """An assistant that always declines falls below a limit of every category that has answers."""
    assert breached(broken.RefusesEverything(assistant), category)


def test_every_category_is_guarded() -> None:
    """No category is without a limit, in the gate of the set or of the writers left out."""
    left_out = gate.read(FOLDER / "left_out" / "gate.toml")
    assert set(GATE.category) == set(HELD) and all(GATE.category.values())
    assert set(GATE.category) | set(left_out.category) == set(CATEGORIES) and all(left_out.category.values())


def test_its_own_proof_is_not_believed(assistant: Assistant) -> None:
    """A broken answer whose proof says that everything holds is ungrounded all the same."""
    answerer = broken.CitesAWrongRelation(assistant)
    case = next(case for case in CASES if case.category == "list_by_parent")
    assert all(check.holds for check in answerer.ask(case.question).proof)
    (result,) = scored(answerer, [case])
    assert result.verdict.scores["grounded"] < 1 and not result.verdict.passed
