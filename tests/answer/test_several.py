"""Sets over several standards: what they come to, however written, and that no table proves another's items."""

from __future__ import annotations

from random import Random

import pytest

from assistant.answer.draft import Desk
from assistant.answer.model import Answer
from assistant.answer.proof import Facts, JoinedTables, ProofClaim
from assistant.answer.respond import answered
from assistant.answer.several.ranging import drafted
from assistant.question.form import (
    Above,
    Across,
    All,
    Below,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    Each,
    Field,
    LevelIs,
    Lies,
    List,
    Locate,
    Minus,
    Misprints,
    NotHeld,
    Nth,
    Question,
    Says,
    Set,
    Show,
    Situation,
    Such,
    Top,
    Union,
)
from assistant.question.spread import local, reaches, spread, standards_of
from assistant.standard.model import Kind
from tests.answer.made import standard as small
from tests.answer.made import together

A, B, C = "XYZ0001-001", "ABC0002-001", "QRS0003-001"
SKILLS, TASKS = All(Kind.SKILL), All(Kind.TASK)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Three small standards, the first at hand."""
    made = (small(merged=m, code=c, name=f"{c} 人員") for m, c in ((True, A), (False, B), (True, C)))
    return together(*made)


def _codes(desk: Desk, of: Set) -> list[str]:
    return [i.code for i in desk.runner.run(of).items]


def _answer(desk: Desk, form: Question) -> Answer:
    return answered(desk, form, "zh-TW", "")


@pytest.mark.parametrize(
    ("of", "codes"),
    [
        (Across(TASKS), ["T1", "T2", f"{B}:T1", f"{B}:T2", f"{C}:T1", f"{C}:T2"]),
        (Across(TASKS, (B,)), [f"{B}:T1", f"{B}:T2"]),
        (Coded(("T1", f"{B}:T2")), ["T1", f"{B}:T2"]),
        (Coded((f"{A}:T1",)), ["T1"]),
        (Below(Coded((f"{B}:T1",)), Kind.SKILL), [f"{B}:S1", f"{B}:S2"]),
        (Above(Coded((f"{B}:S3", "S3")), Kind.TASK), [f"{B}:T2", "T2"]),
        (Such(Across(TASKS), LevelIs("=", 5)), ["T2", f"{B}:T2", f"{C}:T2"]),
        (Nth(Across(TASKS), 3), [f"{B}:T1"]),
        (Across(Nth(TASKS, 1)), ["T1", f"{B}:T1", f"{C}:T1"]),
        (Top(Across(TASKS, (A, B)), Kind.ACTIVITY), ["T1", f"{B}:T1"]),
        (Below(Top(Across(TASKS, (A, B)), "level"), Kind.SKILL), ["S1", "S3", f"{B}:S1", f"{B}:S3"]),
        (Both((Across(SKILLS, (A,)), Across(SKILLS, (B,)))), ["S1", "S2", "S3", f"{B}:S1", f"{B}:S2", f"{B}:S3"]),
        (Minus(Across(SKILLS, (A,)), Across(SKILLS, (B,))), []),
        (Minus(Across(SKILLS, (B,)), Below(Coded(("T1",)), Kind.SKILL)), [f"{B}:S3"]),
        (Across(Such(SKILLS, Says("採收")), (A, C)), ["S2", f"{C}:S2"]),
        (Across(TASKS, ("NON0000-001",)), []),
    ],
)
def test_what_a_set_comes_to(desk: Desk, of: Set, codes: list[str]) -> None:
    """Items of the standard at hand by their codes, those of others by their addresses, standard by standard."""
    assert _codes(desk, of) == codes


def test_the_normal_form_says_the_same(desk: Desk) -> None:
    """Made at random, a set and its normal form have the same items, and spreading it again changes nothing."""
    random = Random(1)
    for _ in range(200):
        of = _made(random, 3)
        assert spread(spread(of)) == spread(of)
        assert _codes(desk, spread(of)) == _codes(desk, of)
        assert not reaches(local(of, A)) or any(":" in c for c in str(local(of, A)))


def _made(random: Random, depth: int) -> Set:
    if not depth or random.random() < 0.2:
        return random.choice((TASKS, SKILLS, Across(TASKS), Across(SKILLS, (B, C)), Coded(("T2", f"{C}:T1"))))
    inner = _made(random, depth - 1)
    other = _made(random, depth - 1)
    return random.choice(
        (
            Below(inner, Kind.SKILL),
            Above(inner, Kind.TASK),
            Such(inner, Says("採收")),
            Such(inner, Lies(other)),
            Union((inner, other)),
            Both((inner, other)),
            Minus(inner, other),
            Nth(inner, 1, 2),
            Top(inner, Kind.ACTIVITY),
            Across(inner, random.choice(((), (A,), (B, C)))),
        )
    )


@pytest.mark.parametrize(
    "form",
    [
        List(Across(TASKS)),
        List(Across(TASKS, (B,))),
        Show(Coded((f"{B}:T1", f"{C}:T2"))),
        Show(Coded((f"{B}:T1",)), "level"),
        Show(Across(TASKS), "source"),
        Locate(Coded((f"{B}:S3", "S3"))),
        List(Top(Across(SKILLS), Kind.TASK)),
        List(Top(Across(SKILLS), Kind.ACTIVITY)),
        Count(Across(SKILLS), each=True),
        Count(Across(SKILLS), claimed=9),
        Check(Across(SKILLS)),
        Check(Coded((f"{B}:T2", "T2")), LevelIs("=", 5)),
        Check(Coded((f"{B}:S3",)), Lies(Coded((f"{B}:T2",)))),
        Compare((Across(SKILLS, (A,)), Across(SKILLS, (B,)))),
        Compare((Coded(("T1",)), Coded((f"{B}:T2",)))),
        Compare((Coded(("T1",)), Coded((f"{B}:T2",))), "level"),
        Compare((Across(TASKS, (A,)), Across(TASKS, (B,))), "number", "more"),
        Each(Field(("level", "name"))),
        Misprints(Coded((f"{B}:T1", "T1"))),
        Each(Show(Coded(("T1",))), (B, C)),
        List(Both((Across(SKILLS, (A,)), Across(SKILLS, (C,))))),
    ],
)
def test_every_answer_is_proved(desk: Desk, form: Question) -> None:
    """Something is said, every check holds, and what is cited is of a standard that the form speaks of."""
    answer = _answer(desk, form)
    assert answer.proof and all(c.holds for c in answer.proof), [c for c in answer.proof if not c.holds]
    assert not answer.refused and answer.text and answer.standard == A
    named = form.standards if isinstance(form, Each) else standards_of(form, A)
    assert {c.standard for c in answer.citations} <= set(named or (A, B, C))


def test_what_no_table_gives_is_declined_of_each(desk: Desk) -> None:
    """How often something is done stands in none of them, nor does what hangs on nothing."""
    for form in (NotHeld("frequency", Coded((f"{B}:T1", "T1"))), Show(Minus(Across(SKILLS), Across(SKILLS)), "level")):
        answer = _answer(desk, form)
        assert answer.refused and not answer.citations and answer.text


def test_a_situation_within_an_item_of_another_is_looked_for_there(desk: Desk) -> None:
    """It is the other's own search that is asked; here it finds nothing, and says so."""
    answer = _answer(desk, Situation("果子爛了", (), Coded((f"{B}:T1",))))
    assert answer.refused and answer.standard == A


def test_a_table_proves_nothing_of_another(desk: Desk) -> None:
    """What hangs, is worded or counted in one standard is not so in another because it has the same codes."""
    other = small(merged=False, code=B)
    tables = JoinedTables(desk.facts(), lambda code: Facts(other) if code == B else None)
    assert tables.bears(ProofClaim(rule="relation", subject=f"{B}:S1", object=f"{B}:T1"))
    assert not tables.bears(ProofClaim(rule="relation", subject=f"{B}:S1", object="T1"))
    assert not tables.bears(ProofClaim(rule="relation", subject="S1", object=f"{B}:T1"))
    assert tables.bears(ProofClaim(rule="count", kind=Kind.ACTIVITY, object=f"{B}:", value=5))
    assert not tables.bears(ProofClaim(rule="count", kind=Kind.ACTIVITY, object=f"{C}:", value=5))
    assert tables.bears(ProofClaim(rule="lacks", kind=Kind.SKILL, object=f"{B}:", value="飛行"))
    assert not tables.bears(ProofClaim(rule="lacks", kind=Kind.SKILL, object=f"{B}:", value="駕駛"))
    assert not tables.bears(ProofClaim(rule="lacks", kind=Kind.SKILL, object=f"{C}:", value="飛行"))


def test_a_draft_with_another_standards_item_under_a_code_of_its_own_is_withheld(desk: Desk) -> None:
    """A relation across two standards is not shown."""
    draft = drafted(desk, "zh-TW", "")
    item = desk.runner.run(Coded((f"{B}:S3",))).items[0]
    draft.say("across.of", name=draft.label(item))
    draft.claim("relation", subject=item.code, object="T2")
    answer = draft.close()
    assert answer.refused and not answer.citations
