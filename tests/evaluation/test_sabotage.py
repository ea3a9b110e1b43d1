"""The gate catches every assistant that is broken on purpose, in the category concerned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import broken
import pytest
from hand import ROOT

from assistant import Assistant, Settings
from assistant.evaluation import gate
from assistant.evaluation.cases import CATEGORIES, load
from assistant.evaluation.metrics import score
from assistant.evaluation.prediction import Prediction
from assistant.evaluation.run import scored
from assistant.evaluation.summary import Scored, summarize
from assistant.question.words import words
from assistant.retrieval import items
from assistant.retrieval.calibration import calibration
from tests.once import once

FOLDER = ROOT / "corpus" / "evaluation"
GATE = gate.read(FOLDER / "gate.toml")
CASES = load([FOLDER])
LEFT_OUT = load([FOLDER / "left_out"])
LEFT_OUT_GATE = gate.read(FOLDER / "left_out" / "gate.toml")
ENGLISH = [case for case in LEFT_OUT if case.lang == "en" and not case.category.startswith("semantic")][1::4]
"""Every fourth, by which the unbroken assistant stands some way above the floor of English and the broken one below."""
HELD = tuple(name for name in CATEGORIES if any(case.category == name for case in CASES))


@pytest.fixture(scope="module")
def assistant(index: Path) -> Iterator[Assistant]:
    """The assistant over the shipped standard. It answers a question once, and what is broken spoils that answer."""
    made = Assistant(Settings(index=index))
    with once(made):
        yield made


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
    assert set(GATE.category) == set(HELD) and all(GATE.category.values())
    assert set(GATE.category) | set(LEFT_OUT_GATE.category) == set(CATEGORIES) and all(LEFT_OUT_GATE.category.values())


def test_its_own_proof_is_not_believed(assistant: Assistant) -> None:
    """A broken answer whose proof says that everything holds is ungrounded all the same."""
    answerer = broken.CitesAWrongRelation(assistant)
    case = next(case for case in CASES if case.category == "list_by_parent")
    assert all(check.holds for check in answerer.ask(case.question).proof)
    (result,) = scored(answerer, [case])
    assert result.verdict.scores["grounded"] < 1 and not result.verdict.passed


def unfound(assistant: Assistant) -> set[str]:
    """The categories of situations whose floors of retrieval are not kept, of those of the writers left out."""
    search, results = assistant.retrieve(), []
    for case in (case for case in LEFT_OUT if case.category.startswith("semantic")):
        found = Prediction(id=case.id, retrieved_codes=tuple(f.code for f in search(case.question, None, 20).items))
        results.append(Scored(case=case, prediction=found, verdict=score(case, found)))
    broken = gate.breaches(LEFT_OUT_GATE, summarize(results))
    return {breach.group for breach in broken if breach.metric in ("recall@5", "mrr")}


def test_a_blunt_retrieval_is_caught(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the weight of the parent both languages fall below a floor of the writers left out, as it is neither."""
    fitted = calibration()
    assert unfound(Assistant(Settings(index=index))) == set()
    without = fitted.model_copy(update={"weights": fitted.weights.model_copy(update={"parent": 0.0})})
    monkeypatch.setattr(items, "calibration", lambda: without)
    assert unfound(Assistant(Settings(index=index))) == {"semantic_zh", "semantic_en"}


def test_lost_glosses_are_caught(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the project's own English words for the items English situations fall below a floor."""
    monkeypatch.setattr(items, "ENGLISH", items.CHINESE)
    assert unfound(assistant) == {"semantic_en"}


def test_lost_words_are_caught(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without four English words for kinds English falls below its floor, as it is it does not."""
    floor = LEFT_OUT_GATE.language["en"]["exact"]

    def right() -> float:
        return summarize(list(scored(Assistant(Settings(index=index)), ENGLISH))).overall.measures["exact"].value

    assert right() >= floor
    for entry in ("skill", "skills", "knowledge", "deliverables"):
        monkeypatch.delitem(words()._senses, entry)
    assert right() < floor
