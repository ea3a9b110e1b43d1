"""A sentence parted into clauses, each read by what its words hold, in the light of the one before."""

from __future__ import annotations

import tomllib
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said import QUESTION, evidence, tokens

from assistant import Assistant
from assistant.answer.worded.claims import (
    STANDARD,
    Apart,
    Claim,
    Count,
    Details,
    Group,
    Level,
    Listed,
    Not,
    OfKind,
    Placed,
    Same,
    Under,
    Worded,
    failing,
)
from assistant.answer.worded.clause import Clause, near
from assistant.answer.worded.counts import held_by
from assistant.answer.worded.joining import terms
from assistant.answer.worded.lexis import FILE
from assistant.answer.worded.lists import sole, spread
from assistant.answer.worded.measures import Alike, Compared, Extreme, Shared
from assistant.answer.worded.memory import paired
from assistant.answer.worded.readings import proved, readings
from assistant.answer.worded.sides import fits
from assistant.answer.worded.term import Context
from assistant.standard.model import Kind

FOUR = ("S27", "S28", "S29", "S30")
SKILLS, TASKS = Group(("T5",), Kind.SKILL), Group((STANDARD,), Kind.TASK)
ACTIVITIES = tuple(f"T{t}.{n}" for t, most in enumerate((5, 3, 5, 4, 3, 5), 1) for n in range(1, most + 1))
SPOKEN = Context(owners=("T5",), items=FOUR, kind=Kind.SKILL, listed=FOUR, pair=("T1", "T5"))
LISTS = tomllib.loads(FILE.read_text(encoding="utf-8"))
WORDS = [
    lists
    for name, value in LISTS.items()
    if name not in ("numbers", "unread", "empty")
    for lists in (value.values() if name in ("kinds", "fields") else [value])
]
CODES = ["T1", "T3", "T5", "T1.1", "T3.2", "S27", "S28", "K12", "O3.3.1", "P4.4.7", "A1", "K1", "T9"]
PLACES = ["，", "、", "。", "：", "；", ", ", "; ", "0", "1", "4", "第二", "五級", "四項", "3 項"]
STRANGE = sorted({word for lists in WORDS for language in lists.values() for word in language})


def _claims(rules: Assistant, text: str) -> tuple[list[Claim], Context]:
    """The first reading of a sentence."""
    return next(readings(tokens(rules, text), SPOKEN, evidence(rules, QUESTION["zh"]).facts), ([], SPOKEN))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("T5 需要四項技能", [Count(SKILLS, 4)]),
        ("T5 包括 S27、S28", [Under(("S27", "S28"), ("T5",)), Listed(SKILLS, ("S27", "S28"), True)]),
        ("S27 belongs to T5", [Under(("S27",), ("T5",))]),
        ("只有 T5 需要 S27", [Under(("S27",), ("T5",), only=True)]),
        ("T5 requires skills such as S27", [Under(("S27",), ("T5",))]),
        ("T1 和 T5 分別有十項和四項技能", [Count(Group(("T1",), Kind.SKILL), 10), Count(SKILLS, 4)]),
        ("T5.2 是 T5 的活動", [Under(("T5.2",), ("T5",)), OfKind(("T5.2",), Kind.ACTIVITY)]),
        ("T4 is at level 4", [Level("T4", 4)]),
        ("五級的任務有兩個", [Count(Group((STANDARD,), Kind.TASK, 5), 2)]),
        ("T5 不需要 S1", [Apart(("S1",), ("T5",))]),
        ("T2.2 沒有產出", [Count(Group(("T2.2",), Kind.OUTPUT), 0)]),
        ("T1 和 T5 沒有共同的技能", [Shared(("T1", "T5"), Kind.SKILL)]),
        ("T1 的技能比 T5 多六項", [Compared("T1", "T5", Kind.SKILL, True, 6)]),
        ("T4 and T5 are at different levels", [Alike(("T4", "T5"), same=False)]),
        ("T1 的技能最多", [Extreme(("T1",), ("T1",))]),
        ("第一個活動是 T5.1", [Placed(Group(("T5",), Kind.ACTIVITY), "T5.1", 1)]),
        ("S28 has two details", [Details("S28", 2)]),
        ("它們是 S27 到 S30", [Same(FOUR, FOUR)]),
        ("T5 是任務，需要四項技能", [OfKind(("T5",), Kind.TASK), Count(SKILLS, 4)]),
        ("S27 belongs to T5, and S1 to T1", [Under(("S27",), ("T5",)), Under(("S1",), ("T1",))]),
        ("S27 和 S1 分屬 T5 和 T1", [Under(("S27",), ("T5",)), Under(("S1",), ("T1",))]),
        ("S27、S28、S1 分散在 T5 和 T1", spread(("S27", "S28", "S1"), ("T5", "T1"))),
        ("四項都屬於 T5", [Under(FOUR, ("T5",))]),
        ("其中三項屬於 T5", [Same(("3",), ("4",))]),
        ("技能分別是 T1 10 項、T5 4 項", [Count(Group(("T1",), Kind.SKILL), 10), Count(SKILLS, 4)]),
        ("並非每個活動都有產出", [Not(Count(Group(ACTIVITIES, Kind.OUTPUT), None))]),
        ("T5 的級別是 5，不是 4", [Level("T5", 5), Not(Level("T5", 4))]),
        ("S19 和 S30 的文字相同，但代碼不同", [Worded(("S19", "S30"), True), Not(Same(("S19",), ("S30",)))]),
        ("T5 needs S27, while T1 needs S1", [Under(("S27",), ("T5",)), Under(("S1",), ("T1",))]),
    ],
)
def test_a_sentence_makes_claims(text: str, claims: list[Claim], rules: Assistant) -> None:
    """Each clause claims what its words hold, of whom it or the clause before speaks."""
    found = _claims(rules, text)[0]
    assert set(map(repr, found)) == set(map(repr, claims))


@pytest.mark.parametrize(
    ("before", "text", "true"),
    [
        ("T3 有五個活動", "它們是 T3.1 到 T3.5", True),
        ("T3 有五個活動", "它們是 T3.1 到 T3.4", False),
        ("T1 比 T5 的技能多", "前者有十項技能", True),
        ("T1 比 T5 的技能多", "後者有十項技能", False),
        ("T5 needs four skills", "These four skills are S27 to S30", True),
        ("S27 belongs to T5", "It belongs to T1", False),
    ],
)
def test_a_pronoun_means_what_was_spoken_of(before: str, text: str, true: bool, rules: Assistant) -> None:
    """What a sentence leaves to the next, over the bounds of a sentence."""
    facts = evidence(rules, QUESTION["zh"]).facts
    cause, context = proved(tokens(rules, before), Context(), facts)
    assert cause is None
    assert (proved(tokens(rules, text), context, facts)[0] is None) is true


@pytest.mark.parametrize(
    "text",
    ["S27 T5", "T6 是 K41 的", "T5 需要只有四項人員", "S27 需要 T5", "T5 belongs to S27", "T2.1 是 T2 的任務", "S27"],
)
def test_what_is_no_clause_makes_no_claim_that_holds(text: str, rules: Assistant) -> None:
    """Sides in each other's place, names side by side, and a name alone."""
    assert proved(tokens(rules, text), Context(), evidence(rules, QUESTION["zh"]).facts)[0]


def _clause(rules: Assistant, text: str) -> Clause:
    facts = evidence(rules, QUESTION["zh"]).facts
    return Clause(terms(tokens(rules, text), SPOKEN, facts), SPOKEN, facts)


def test_heights_tell_who_is_owner_and_who_is_what(rules: Assistant) -> None:
    """Items hang on activities and tasks, and activities on tasks where no item is named."""
    clause = _clause(rules, "T5.1 和 T5 需要 S27")
    assert (clause.uppers, clause.lowers, near(clause.uppers)) == (("T5.1", "T5"), ("S27",), ("T5.1",))
    assert [t.codes for t in clause.lowest] == [("S27",)]
    assert [t.codes for t in _clause(rules, "T3 包括 T3.1").lowest] == [("T3.1",)]


def test_only_tells_whose_something_is_or_how_much_there_is(rules: Assistant) -> None:
    """Beside the owner it is nobody else's."""
    assert [sole(_clause(rules, text)) for text in ("只有 T5 需要 S27", "S27 只用在 T5", "T5 只需要 S27")] == [
        True,
        True,
        False,
    ]


def test_a_code_printed_twice_is_counted_where_it_stands(rules: Assistant) -> None:
    """Both places of O1.5.1 are on the list, and each activity has one of them."""
    listed = tuple(Group(("T1",), Kind.OUTPUT).all(evidence(rules, QUESTION["zh"]).facts))
    assert listed.count("O1.5.1") == 2
    assert [held_by(up, listed, evidence(rules, QUESTION["zh"]).facts) for up in ("T1.4", "T1.5", "T1.1")] == [1, 1, 1]


def test_a_verb_goes_with_kinds() -> None:
    """Skills are needed, outputs are produced, and anything may belong."""
    assert [fits("needs", {Kind.SKILL}), fits("produces", {Kind.SKILL}), fits("belongs", {Kind.SKILL})] == [1, 0, 1]


@pytest.mark.parametrize(
    ("codes", "pair"), [(("T1", "T3"), ("T1", "T3")), (("T2",), ("T5", "T2")), (("T5",), ("T1", "T5"))]
)
def test_two_are_set_side_by_side(codes: tuple[str, ...], pair: tuple[str, ...], rules: Assistant) -> None:
    """Two of one clause, or one with that of the clause before."""
    clause = _clause(rules, "T5 需要 S27")
    paired(clause, codes)
    assert clause.context.pair == pair


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(CODES), st.sampled_from(PLACES), st.sampled_from(STRANGE)), max_size=12))
def test_no_sentence_raises(rules: Assistant, words: list[str]) -> None:
    """Whatever words, codes, numbers and points stand side by side: it is read or it is not."""
    for text in (" ".join(words), "".join(words)):
        facts = evidence(rules, QUESTION["zh"]).facts
        for claims, _ in islice(readings(tokens(rules, text), SPOKEN, facts), 10):
            failing(claims, facts)
