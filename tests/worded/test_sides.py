"""A clause parted at its verb, what it says of levels, and lists that are told."""

from __future__ import annotations

import pytest

from assistant.answer.proof import Facts
from assistant.answer.worded.claims import Group, Level
from assistant.answer.worded.clause import Clause
from assistant.answer.worded.levels import levels, ranked
from assistant.answer.worded.lists import told
from assistant.answer.worded.noun import Context, Noun, Unread
from assistant.answer.worded.rows import Row
from assistant.answer.worded.sides import sides
from assistant.answer.worded.statement import Token
from assistant.standard.model import Kind
from tests.answer.made import standard

FACTS = Facts(standard(merged=True))


def _clause(*tokens: Token) -> Clause:
    return Clause(tokens, Context(owners=("T1",), items=("T1",)), FACTS, opens=False)


def test_a_clause_is_parted_at_its_verb() -> None:
    """What stands before it and behind it; a second verb behind an object leaves the clause unread."""
    upper, needs, item = Token("upper", 0, ("T1",)), Token("needs", 1), Token("item", 2, ("S1",))
    two = sides(_clause(upper, needs, item))
    assert (two.left, two.verbs, two.right) == ([Noun(items=("T1",))], ["needs"], [Noun(items=("S1",))])
    with pytest.raises(Unread):
        sides(_clause(upper, needs, item, needs))


def test_a_level_is_claimed_of_each_code() -> None:
    """`T1 和 T2 都是 3 級`."""
    clause = _clause(Token("upper", 0, ("T1", "T2")), Token("is", 1), Token("grade", 2, value=3))
    two = sides(clause)
    assert levels(clause, two.left[0], two.right)
    assert ranked(clause, two.left[0], two.right, two) == [Level("T1", 3), Level("T2", 3)]
    assert clause.context.level


def test_a_row_that_is_told_is_what_is_spoken_of() -> None:
    """Its owners and its kind, and whether its items were named."""
    clause = _clause(Token("upper", 0, ("T2",)))
    assert told(clause, Row(owners=("T2",), kind=Kind.SKILL, number=2))
    assert clause.context.group == Group(("T2",), Kind.SKILL) and not clause.context.listed
