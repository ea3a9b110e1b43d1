"""The query language: its JSON form, its schema, and what is refused at the door."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.question.form import All, Check, Coded, Field, List, NotHeld, Question, Says, Set, Talk, Test, Unknown
from assistant.question.node import nodes
from assistant.question.notation import MOST_NODES, data, dumps, loads, schema
from assistant.question.vocabulary import closed, names
from assistant.standard.model import Kind
from assistant.standard.relations import Relations
from tests.question.forms import QUESTIONS, TESTS
from tests.question.making import Maker

ALL_SKILLS = {"op": "all", "kind": "skill"}


def _constructors() -> set[str]:
    """The `op` of every constructor that the types name."""
    unions = (Question, Set, Test)
    return {str(next(f.default for f in fields(c) if f.name == "op")) for u in unions for c in u.__args__[0].__args__}


def test_the_samples_hold_every_constructor() -> None:
    """The tests over `QUESTIONS` are about the whole language."""
    assert {getattr(n, "op") for form in QUESTIONS for n in nodes(form)} == _constructors()  # noqa: B009 - of any node


@pytest.mark.parametrize("form", QUESTIONS, ids=dumps)
def test_a_form_is_what_its_json_says(form: Question) -> None:
    """Written and read again it is the same, and equal forms are one in a table."""
    again = loads(dumps(form))
    assert again == form
    assert hash(again) == hash(form)
    assert json.loads(dumps(form)) == data(form)


def test_random_forms_survive_too(relations: Relations) -> None:
    """So do those that the generated tests ask."""
    for made in Maker(relations, {}, 7).many(100):
        for form in made.forms:
            assert loads(dumps(form)) == form


def test_the_schema_names_every_constructor() -> None:
    """A model that is given the schema knows the whole language, each constructor with what it means."""
    found = schema()
    ops = {p["op"]["const"] for p in (d.get("properties", {}) for d in found["$defs"].values()) if "op" in p}
    assert ops == _constructors()
    assert all(d["description"] for d in found["$defs"].values() if "op" in d.get("properties", {}))


def _nested(depth: int) -> str:
    return (
        '{"op":"list","of":'
        + '{"op":"minus","without":{"op":"all","kind":"skill"},"of":' * depth
        + json.dumps(ALL_SKILLS)
        + "}" * (depth + 1)
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "not json",
        '{"op":"list"}',
        '{"op":"drop","of":{"op":"all","kind":"skill"}}',
        '{"op":"list","of":{"op":"all","kind":"salary"}}',
        '{"op":"list","of":{"op":"list","of":{"op":"all","kind":"skill"}}}',
        '{"op":"list","of":{"op":"level","than":"=","n":5}}',
        '{"op":"list","of":{"op":"coded","codes":[]}}',
        '{"op":"list","of":{"op":"such","of":{"op":"all","kind":"task"},"test":{"op":"level","than":"!=","n":5}}}',
        '{"op":"list","of":{"op":"such","of":{"op":"all","kind":"task"},"test":{"op":"level","than":"=","n":-1}}}',
        '{"op":"list","of":{"op":"such","of":{"op":"all","kind":"task"},"test":{"op":"says","text":""}}}',
        '{"op":"list","of":{"op":"nth","of":{"op":"all","kind":"task"},"n":100000}}',
        '{"op":"list","of":{"op":"top","of":{"op":"all","kind":"task"},"by":"salary"}}',
        '{"op":"show","of":{"op":"coded","codes":["T5"]},"aspect":"__class__"}',
        '{"op":"together","parts":[]}',
    ],
)
def test_what_is_no_form_is_refused(text: str) -> None:
    """Other shapes, other words and numbers out of range are an error that says so, never a form."""
    with pytest.raises(UsageError):
        loads(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"op":"list","of":{"op":"all","kind":"skill"},"where":{"op":"says","text":"風險"}}',
        '{"op":"list","of":{"op":"all","kind":"skill","under":"T5"}}',
    ],
)
def test_a_part_that_the_language_does_not_have_is_no_silent_loss(text: str) -> None:
    """A filter under a name that is not in the language is an error; passed over, the answer would be the whole."""
    with pytest.raises(UsageError):
        loads(text)


@pytest.mark.parametrize(
    "text",
    [
        _nested(MOST_NODES),
        _nested(20_000),
        dumps(List(Coded(("T5",)))).replace('"T5"', ",".join(['"T5"'] * 401)),
        dumps(Check(All(Kind.SKILL), Says("x"))).replace('"x"', json.dumps("x" * 401)),
        '{"op":"together","parts":[' + ",".join(['{"op":"misprints"}'] * 7) + "]}",
        '{"op":"list","of":{"op":"union","parts":[' + ",".join([json.dumps(ALL_SKILLS)] * 31) + "]}}",
    ],
    ids=["nodes", "depth", "codes", "text", "questions", "parts"],
)
def test_what_is_larger_than_any_question_is_refused(text: str) -> None:
    """Depth, width and length are bounded, whatever a caller sends."""
    with pytest.raises(UsageError):
        loads(text)


@pytest.mark.parametrize(
    "form",
    [
        NotHeld("salary"),
        Field(("password",)),
        Talk("dance"),
        List(Coded(("<script>",))),
        Unknown(("../../etc/passwd",)),
    ],
    ids=dumps,
)
def test_a_name_that_the_language_does_not_have_is_refused(form: Question) -> None:
    """Matters, fields, acts and codes are a closed list; the message names what there is."""
    with pytest.raises(UsageError):
        closed(form)


def test_every_name_of_the_language_is_taken() -> None:
    """What is listed as a name passes."""
    makers: dict[str, Callable[[str], Question]] = {"aspect": NotHeld, "names": lambda n: Field((n,)), "act": Talk}
    for sort, known in names().items():
        for name in known:
            form = makers[sort](name)
            assert closed(form) == form


def test_tests_compare_by_value() -> None:
    """Forms are values: equal parts make equal forms, unequal parts do not."""
    forms: list[Any] = list(TESTS)
    assert len(set(forms)) == len(forms)
