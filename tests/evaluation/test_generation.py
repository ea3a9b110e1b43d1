"""Questions made of a standard's table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from assistant import Assistant, Settings
from assistant.__main__ import main
from assistant.evaluation.cases import load
from assistant.evaluation.generated import questions
from assistant.evaluation.run import scored
from assistant.standard.model import Kind
from assistant.standard.relations import Relations


def test_a_standard_gives_rise_to_questions(relations: Relations) -> None:
    """Some of each sort in both languages, the same for the same seed; a list expects what the table has."""
    made = questions(relations, most=3)
    assert made == questions(relations, most=3) != questions(relations, most=3, seed=2)
    assert Counter(case.lang for case in made) == {"zh-TW": len(made) / 2, "en": len(made) / 2}
    assert len({case.category for case in made}) == 6 and len({case.id for case in made}) == len(made)
    every = questions(relations, most=1000)
    skills = next(case for case in every if case.question == "T5 有哪些技能？")
    assert skills.gold_codes == tuple(item.code for item in relations.children(Kind.SKILL, "T5"))
    counted = next(case for case in every if case.question == "How many skills does T5 have?")
    assert counted.must_include == ("4",)
    assert not any(relations.find(case.question.split()[0]) for case in every if case.category == "unanswerable")


def test_they_are_written_and_answered(index: Path, tmp_path: Path) -> None:
    """The command writes a set that can be asked; of a standard read in well every answer is right."""
    file = tmp_path / "made.jsonl"
    assert main(["questions", "BAS1499-002v2", str(file), "--most", "4", "--index", str(index)]) == 0
    found = list(scored(Assistant(Settings(index=index)), load([file])))
    assert [one.case.question for one in found if not one.verdict.passed] == []
