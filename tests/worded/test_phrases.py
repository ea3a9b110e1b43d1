"""Phrases of a clause: what each stands for, and the sentences of `shapes.toml` that are made of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer.proof import Facts
from assistant.answer.worded.claims import Group
from assistant.answer.worded.clause import Clause, plain
from assistant.answer.worded.evidence import Evidence, gather
from assistant.answer.worded.noun import Context, Noun, Part, Unread
from assistant.answer.worded.phrases import Phrases
from assistant.answer.worded.readings import readings
from assistant.answer.worded.reference import Reference
from assistant.answer.worded.scrutiny import Scrutiny
from assistant.answer.worded.statement import read
from assistant.standard.model import Kind

SHAPES = Path(__file__).with_name("shapes.toml")
ASKED = Context(owners=("T5",), items=("T5",), group=Group(("T5",), Kind.SKILL), kind=Kind.SKILL)


@pytest.fixture(scope="module")
def evidence(rules: Assistant) -> Evidence:
    """What a sentence about T5 may rest on."""
    relations = rules.relations()
    return gather(rules.ask("T5 需要哪些技能？"), relations, Facts(relations.standard), rules.glosses(), 12000)


def _parts(text: str, evidence: Evidence, context: Context = ASKED) -> list[Part]:
    return Phrases(plain(read(text, evidence).tokens), Reference(context, evidence.facts)).parts()


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("T5 的四項技能", Noun(owners=("T5",), kind=Kind.SKILL, number=4)),
        ("the four skills of T5", Noun(owners=("T5",), kind=Kind.SKILL, number=4, by="of_whom")),
        ("the skills that T5 requires", Noun(owners=("T5",), kind=Kind.SKILL, by="needs")),
        ("S27 到 S29", Noun(items=("S27", "S28", "S29"))),
        ("S27 和 S28 兩項", Noun(items=("S27", "S28"), number=2)),
        ("其他任務", Noun(kind=Kind.TASK, marks=frozenset({"rest"}))),
        ("需要 K12 的任務", Noun(items=("T2",), kind=Kind.TASK, closed=True)),
        ("知識最少的任務", Noun(items=("T2",), kind=Kind.TASK, closed=True, counted=Kind.KNOWLEDGE)),
        ("五級任務", Noun(kind=Kind.TASK, rank=5)),
        ("級別 5", Noun(rank=5, level=True)),
        ("它們", Noun(pronoun="they")),
        ("第一項技能", Noun(kind=Kind.SKILL, place=1, number=None)),
        ("S27 屬於 T5", Noun(items=("S27",), owners=("T5",), by="belongs")),
    ],
)
def test_a_phrase_is_found_with_what_it_stands_for(text: str, noun: Noun, evidence: Evidence) -> None:
    """Owners, kinds, numbers and levels; items that only a look into the table gives."""
    assert _parts(text, evidence) == [noun]


def test_a_number_behind_an_owner_is_not_how_many_owners_there_are(evidence: Evidence) -> None:
    """`T5 四項` counts what T5 has."""
    assert _parts("T5 四項", evidence) == [Noun(items=("T5",)), Noun(number=4)]


@pytest.mark.parametrize("text", ["T5 需要四種人員", "T5 needs four people", "T5 needs any skill"])
def test_what_no_list_counts_is_not_read(text: str, evidence: Evidence) -> None:
    """A number of people, and `any` outside a denial."""
    with pytest.raises(Unread):
        Clause(read(text, evidence).tokens, ASKED, evidence.facts, opens=False)


def test_the_longest_clause_is_tried_first(evidence: Evidence) -> None:
    """A comma parts clauses only where what is before it and behind it is no single clause."""
    claims, after = next(
        readings(read("T5 需要 S27、S28、S29 和 S30，級別為 5", evidence).tokens, ASKED, evidence.facts)
    )
    assert {type(claim).__name__ for claim in claims} == {"Under", "Listed", "Level"}
    assert after.level


@pytest.mark.parametrize(("question", "told"), tomllib.loads(SHAPES.read_text(encoding="utf-8")).items())
def test_true_sentences_of_a_shape_are_shown_and_false_ones_are_not(
    question: str, told: dict[str, list[str]], rules: Assistant
) -> None:
    """All of both, each alone, citing all evidence of the question."""
    relations = rules.relations()
    found = gather(rules.ask(question), relations, Facts(relations.standard), rules.glosses(), 12000)
    numbers = ", ".join(str(p.number) for p in found.passages)
    shown = {
        text: Scrutiny(found).check(f"{text[:-1]} [{numbers}]{text[-1]}").cause is None
        for texts in told.values()
        for text in texts
    }
    assert {text for text, yes in shown.items() if yes} == set(told.get("true", ()))
