"""What a sentence says, proved from a standard made up for it: each claim true of it, and the same claim false."""

from __future__ import annotations

import pytest

from assistant.answer.proof import Facts
from assistant.answer.worded.claims import (
    STANDARD,
    Apart,
    Called,
    Claim,
    Count,
    Details,
    Group,
    Level,
    Listed,
    OfKind,
    Own,
    Placed,
    Same,
    Under,
    failing,
)
from assistant.answer.worded.measures import Alike, Compared, Shared, extremes
from assistant.standard.model import Kind
from tests.answer.made import standard

FACTS = Facts(standard(merged=True))
TASKS = Group((STANDARD,), Kind.TASK).all(FACTS)
SKILLS, KNOWLEDGE = Group(("T1",), Kind.SKILL), Group(("T2",), Kind.KNOWLEDGE)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (Under(("S1", "S2"), ("T1",)), Under(("S3",), ("T1",))),
        (Called(("S1", "K1"), ("T1",)), Called(("S3",), ("T1",))),
        (Placed(SKILLS, "S1", 1), Placed(SKILLS, "S1", -1)),
        (Under(("S2",), ("T1",), only=True), Under(("S1",), ("T1",), only=True)),
        (Under(("T1.1",), (STANDARD,)), Under(("T9",), (STANDARD,))),
        (Apart(("S3",), ("T1",)), Apart(("S1", "S3"), ("T1",))),
        (OfKind(("S1", "S2"), Kind.SKILL), OfKind(("S1", "K1"), Kind.SKILL)),
        (Listed(SKILLS, ("S2", "S1"), True), Listed(SKILLS, ("S1",), True)),
        (Listed(SKILLS, ("S1",), False), Listed(SKILLS, ("S3",), False)),
        (Count(SKILLS, 2), Count(SKILLS, 3)),
        (Count(Group(("T1", "T2"), Kind.SKILL), 4, total=True), Count(Group(("T1", "T2"), Kind.SKILL), 2, total=True)),
        (Count(Group((STANDARD,), Kind.ACTIVITY, 5), 2), Count(Group((STANDARD,), Kind.ACTIVITY, 5), 3)),
        (Count(Group(("T1.2",), Kind.OUTPUT), 0), Count(Group(("T1.2",), Kind.OUTPUT), None)),
        (Level("T1.3", 4), Level("T1.3", 3)),
        (Level(STANDARD, 4), Level("T1", 4)),
        (Same(("S1", "S2"), ("S2", "S1")), Same(("S1",), ("S2", "S1"))),
        (Own(("S1",), ("S1", "S2"), some=True), Own(("S3",), ("S1", "S2"), some=True)),
        (Details("K3", 2), Details("K3", 1)),
        (Compared("T2", "T1", Kind.KNOWLEDGE, True, 1), Compared("T2", "T1", Kind.KNOWLEDGE, True, 2)),
        (Compared("T1.1", "T1.3", None, False), Compared("T1.1", "T1.3", None, True)),
        (Alike(("T2.1", "T2.2"), True), Alike(("T1.1", "T1.3"), True)),
        (Alike(("T1.1", "T1.3"), False), Alike(("T2.1", "T2.2"), False)),
        (Shared(("T1.1", "T2.1"), Kind.OUTPUT), Shared(("T1", "T2"), Kind.SKILL)),
    ],
    ids=lambda claim: type(claim).__name__,
)
def test_a_claim_holds_if_the_standard_bears_it_out(true: Claim, false: Claim) -> None:
    """Each kind of claim, of tasks and of activities, with and without its own restriction."""
    assert true.holds(FACTS)
    assert not false.holds(FACTS)


def test_all_that_tie_have_the_most() -> None:
    """T2 has the most knowledge, and both tasks have as many skills."""
    assert extremes(FACTS, TASKS, Kind.KNOWLEDGE, most=True) == ("T2",)
    assert extremes(FACTS, TASKS, Kind.SKILL, most=True) == ("T1", "T2")


def test_the_first_claim_that_fails_gives_the_cause() -> None:
    """None where all hold; an incomplete list is told as one."""
    whole, part = Listed(SKILLS, ("S1", "S2"), whole=True), Listed(SKILLS, ("S1",), whole=True)
    assert failing([OfKind(("S1", "S2"), Kind.SKILL), whole], FACTS) is None
    assert failing([part], FACTS) == "incomplete"
    assert failing([OfKind(("K1",), Kind.SKILL), Level("T2", 3)], FACTS) == "kind"
