"""Forms of `forms.toml`: words for letters, what each example is read as, and the phrases found in a clause."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.answer.proof import Facts
from assistant.answer.worded import belonging, comparing, opening, relating
from assistant.answer.worded.claims import Group
from assistant.answer.worded.clause import Clause
from assistant.answer.worded.evidence import Evidence, gather
from assistant.answer.worded.parts import Context, Part
from assistant.answer.worded.pattern import compiled, signs, table, words
from assistant.answer.worded.phrases import Phrases
from assistant.answer.worded.readings import READERS, readings
from assistant.answer.worded.scrutiny import Scrutiny
from assistant.answer.worded.statement import read
from assistant.standard.model import Kind

SHAPES = Path(__file__).with_name("shapes.toml")
CLAUSES = [form for form in table()["clause"] if "like" in form]


@pytest.fixture(scope="module")
def evidence(rules: Assistant) -> Evidence:
    """What a sentence about T5 may rest on."""
    relations = rules.relations()
    return gather(rules.ask("T5 需要哪些技能？"), relations, Facts(relations.standard), rules.glosses(), 12000)


def _parts(text: str, evidence: Evidence, context: Context = Context()) -> list[Part]:  # noqa: B008 - frozen
    return Phrases(read(text, evidence).tokens, context, evidence.facts).parts()


def test_a_form_is_an_expression_over_words() -> None:
    """Groups keep their names, blanks mean nothing, and pieces are put in their places."""
    found = compiled("(subject: [item upper]) needs+ {lows} $").fullmatch(signs(["upper", "needs", "item"]))
    assert found is not None and words(found["subject"]) == ("upper",)
    with pytest.raises(KeyError):
        signs(["nothing of the kind"])


def test_every_form_is_read_by_a_function_of_its_name() -> None:
    """Each pattern compiles, and each clause has its reader; no reader is without a form."""
    for form in (*table()["phrase"], *table()["clause"]):
        compiled(form["pattern"])
    named = {form["reads"] for form in table()["clause"]}
    assert named == READERS.keys()
    modules = (belonging, comparing, opening, relating)
    assert all(any(vars(m).get(name) is reader for m in modules) for name, reader in READERS.items())


@pytest.mark.parametrize(
    ("form", "example"),
    [(form, example) for form in CLAUSES for example in form["like"]],
    ids=lambda value: value if isinstance(value, str) else value["reads"],
)
def test_an_example_is_read_by_its_form(form: dict[str, Any], example: str, evidence: Evidence) -> None:
    """A clause at the head of each example has the shape of the form beside it, and all of the example is read."""
    facts, context = evidence.facts, Context(owners=("T5",), group=Group(("T5",), Kind.SKILL), kind=Kind.SKILL)
    tokens = read(example, evidence).tokens
    ends = [n for n, t in enumerate(tokens) if t.symbol == "comma"] + [len(tokens)]
    fits = [Clause(Phrases(tokens[:n], context, facts), context, True).matches(compiled(form["pattern"])) for n in ends]
    assert any(fits)
    assert next(readings(tokens, context, facts), None) is not None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("T5 的四項技能", Part("Things", owners=("T5",), kind=Kind.SKILL, number=4)),
        ("the four skills of T5", Part("Things", owners=("T5",), kind=Kind.SKILL, number=4)),
        ("S27 到 S29", Part("Things", items=("S27", "S28", "S29"))),
        ("S27 和 S28 兩項", Part("Things", items=("S27", "S28"))),
        ("其他任務", Part("UpperKind", kind=Kind.TASK, marks=("rest",))),
        ("需要 K12 的任務", Part("Uppers", items=("T2",), closed=True)),
        ("知識最少的任務", Part("Uppers", items=("T2",), closed=True, counted=Kind.KNOWLEDGE)),
        ("五級任務", Part("UpperKind", kind=Kind.TASK, rank=5)),
        ("級別 5", Part("Level", rank=5)),
        ("它們", Part("Pronoun")),
    ],
)
def test_a_phrase_is_found_with_what_it_stands_for(text: str, part: Part, evidence: Evidence) -> None:
    """Owners, kinds, numbers and levels of noun phrases; items that only a look into the table gives."""
    assert _parts(text, evidence) == [part]


def test_a_number_that_is_not_how_many_there_are_stands_alone(evidence: Evidence) -> None:
    """`T5 四項` counts what T5 has, `S27、S28 兩項` the two."""
    assert [p.symbol for p in _parts("T5 四項", evidence)] == ["Uppers", "number"]
    assert [p.symbol for p in _parts("S27、S28 三項", evidence)] == ["Things", "number"]


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
