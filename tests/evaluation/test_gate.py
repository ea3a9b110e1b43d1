"""The gate: floors, ceilings, and a file that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hand import answer, case

from assistant.errors import UsageError
from assistant.evaluation import sentences
from assistant.evaluation.comparison import compare
from assistant.evaluation.gate import Breach, Gate, breaches, read
from assistant.evaluation.metrics import score
from assistant.evaluation.prediction import Prediction
from assistant.evaluation.summary import Scored, Summary, summarize


def summary(*predictions: Prediction) -> Summary:
    """Answers to T5's skills, summed up."""
    return summarize([Scored(case=case(), prediction=p, verdict=score(case(), p)) for p in predictions])


HALF = summary(answer("S27", "S28", "S29", "S30"), answer("S27", refused=True))


def test_a_floor() -> None:
    """A mean at its floor passes and one below fails, in the category and in the whole."""
    assert breaches(Gate(overall={"exact": 0.5}, category={"list_by_parent": {"exact": 0.5}}), HALF) == ()
    found = breaches(Gate(overall={"exact": 0.6}, category={"list_by_parent": {"exact": 0.51}}), HALF)
    assert [(b.group, b.metric, b.limit, b.value) for b in found] == [
        ("overall", "exact", 0.6, 0.5),
        ("list_by_parent", "exact", 0.51, 0.5),
    ]


def test_a_ceiling() -> None:
    """Of over-abstention the limit is the most that is allowed."""
    assert breaches(Gate(overall={"over_abstention": 0.5}), HALF) == ()
    assert len(breaches(Gate(overall={"over_abstention": 0.4}), HALF)) == 1


def test_what_was_not_asked_is_not_judged() -> None:
    """A category without questions and a measure without values break no limit."""
    gate = Gate(overall={"mrr": 1.0}, category={"follow_up": {"exact": 1.0}})
    assert breaches(gate, HALF) == () == breaches(gate, summarize([]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[category.riddle]\nexact = 1", r"category\.riddle"),
        ("[overall]\nbeauty = 1", r"overall\.beauty"),
        ("[overall]\nexact = 90", r"overall\.exact"),
        ("[category", "不是 TOML"),
    ],
)
def test_a_bad_file(text: str, said: str, tmp_path: Path) -> None:
    """An unknown category or measure, a limit beyond 1 and a file that is no TOML are each named."""
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read(file)


def test_a_category_of_ones_own_and_a_language(tmp_path: Path) -> None:
    """A limit may stand on a category that a question has, and on a language; both are kept or broken."""
    file = tmp_path / "gate.toml"
    file.write_text("[category.'風險']\nexact = 0.6\n[language.zh-TW]\nexact = 0.6\n", encoding="utf-8")
    own = case(category="風險")
    results = [Scored(case=own, prediction=p, verdict=score(own, p)) for p in (answer("K1"), answer(*own.gold_codes))]
    found = breaches(read(file, [own]), summarize(results))
    assert [(b.group, b.value) for b in found] == [("風險", 0.5), ("zh-TW", 0.5)]


def test_no_file(tmp_path: Path) -> None:
    """A gate that is not there is said."""
    with pytest.raises(UsageError, match="找不到門檻檔"):
        read(tmp_path / "gate.toml")


def test_the_limit_of_a_group() -> None:
    """A limit is found by category and measure, that of the whole by its own name, and none where none is set."""
    gate = Gate(overall={"exact": 0.5}, category={"follow_up": {"recall": 0.9}})
    assert (gate.limit("overall", "exact"), gate.limit("follow_up", "recall")) == (0.5, 0.9)
    assert gate.limit("follow_up", "exact") is gate.limit("attribute", "recall") is None


def test_broken_questions_are_limited(tmp_path: Path) -> None:
    """More questions lost than the gate allows break it; without an earlier run none is lost."""
    file = tmp_path / "gate.toml"
    file.write_text("broken = 1\n", encoding="utf-8")
    limits = read(file)
    right, wrong = (scored_of(cited) for cited in (("S27", "S28", "S29", "S30"), ("S27",)))
    before = [right(f"H{n}") for n in range(3)]

    def found(lost: int) -> tuple[Breach, ...]:
        after = [wrong(f"H{n}") if n < lost else right(f"H{n}") for n in range(3)]
        return breaches(limits, summarize(after), compare(before, after))

    assert breaches(limits, summarize(before)) == found(1) == ()
    assert [(b.group, b.metric, b.limit, b.value) for b in found(2)] == [("overall", "broken", 1, 2)]
    assert sentences.breached(found(2), "en") == ["All: Questions broken 2, limit 1"]


def scored_of(cited: tuple[str, ...]) -> Callable[[str], Scored]:
    """Answers to T5's skills under any id that cite the same codes."""

    def made(name: str) -> Scored:
        asked, given = case(id=name), answer(*cited).model_copy(update={"id": name})
        return Scored(case=asked, prediction=given, verdict=score(asked, given))

    return made
