"""The one evaluator: every operation, and the rule of how fine a relation may be, on made-up standards."""

from __future__ import annotations

import pytest

from assistant.answer.run import Runner
from assistant.question.form import (
    Above,
    All,
    Amount,
    And,
    Below,
    Beside,
    Both,
    Coded,
    Detailed,
    LevelIs,
    Lies,
    Minus,
    Named,
    Not,
    Nth,
    Or,
    Says,
    Set,
    Shared,
    Such,
    Top,
    Union,
)
from assistant.standard.model import Kind
from tests.answer.made import runner, standard

T1, T2, T11 = Coded(("T1",)), Coded(("T2",)), Coded(("T1.1",))
TASKS, ACTIVITIES, KNOWLEDGE = All(Kind.TASK), All(Kind.ACTIVITY), All(Kind.KNOWLEDGE)
UPPER = (Kind.TASK, Kind.ACTIVITY)


@pytest.fixture(scope="module")
def coarse() -> Runner:
    """Knowledge and skills hang on whole tasks."""
    return runner(standard(merged=True), {"K3": "Transport law: cold chain", "T2": "Logistics"})


@pytest.fixture(scope="module")
def fine() -> Runner:
    """Knowledge and skills hang on activities."""
    return runner(standard(merged=False))


def _codes(of: Runner, form: Set) -> str:
    return " ".join(i.code for i in of.run(form).items)


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        (TASKS, "T1 T2"),
        (All(Kind.ATTITUDE), "A1"),
        (Coded(("k3", "K1", "K3")), "K3 K1"),
        (Coded(("T9",)), ""),
        (Named("運送", UPPER), "T2.1"),
        (Named("沒有這個", UPPER), ""),
        (Below(T1, Kind.ACTIVITY), "T1.1 T1.2 T1.3"),
        (Below(T1, Kind.OUTPUT), "O1.1.1 O1.1.2 O1.3.1"),
        (Below(Coded(("T1.2",)), Kind.OUTPUT), ""),
        (Below(T2, Kind.KNOWLEDGE), "K1 K3 K4"),
        (Below(T1, Kind.ATTITUDE), "A1"),
        (Below(Coded(("T1", "T2")), Kind.KNOWLEDGE), "K1 K2 K3 K4"),
        (Below(Below(T2, Kind.ACTIVITY), Kind.INDICATOR), "P2.1.1 P2.1.2 P2.2.1 P2.2.2 P2.2.3 P2.2.4 P2.2.5"),
        (Above(Coded(("K1",)), Kind.TASK), "T1 T2"),
        (Above(Coded(("P2.1.2",)), Kind.ACTIVITY), "T2.1"),
        (Above(Coded(("P2.1.2",)), Kind.TASK), "T2"),
        (Above(Coded(("K2",)), Kind.ACTIVITY), "T1.1 T1.2 T1.3"),
        (Beside(T11, "next"), "T1.2"),
        (Beside(Coded(("T1.3",)), "next"), "T2.1"),
        (Beside(T11, "previous"), ""),
        (Beside(Coded(("T1.2",)), "others"), "T1.1 T1.3"),
        (Nth(Below(T1, Kind.ACTIVITY), 2), "T1.2"),
        (Nth(Below(T1, Kind.ACTIVITY), -1), "T1.3"),
        (Nth(Below(T1, Kind.ACTIVITY), -2), "T1.2"),
        (Nth(Below(T1, Kind.ACTIVITY), 9), ""),
        (Nth(ACTIVITIES, 1, 2), "T1.1 T1.2"),
        (Nth(ACTIVITIES, -1, 2), "T2.1 T2.2"),
        (Nth(Below(TASKS, Kind.ACTIVITY), 1, 1, True), "T1.1 T2.1"),
        (Nth(Below(TASKS, Kind.ACTIVITY), 3, 1, True), "T1.3"),
        (Top(ACTIVITIES, Kind.INDICATOR), "T2.2"),
        (Top(ACTIVITIES, Kind.OUTPUT, "least"), "T1.2"),
        (Top(ACTIVITIES, Kind.OUTPUT, "most", 2), "T1.1"),
        (Top(ACTIVITIES, Kind.OUTPUT, "most", 3), "T1.3 T2.1"),
        (Top(ACTIVITIES, Kind.OUTPUT, "most", 9), ""),
        (Top(TASKS, "level"), "T2"),
        (Top(All(Kind.SKILL), Kind.TASK), "S1"),
        (Top(All(Kind.SKILL), Kind.ACTIVITY, "least"), "S3"),
        (Top(ACTIVITIES, "level", "least"), "T1.1 T1.2"),
        (Union((T2, T1, T2)), "T2 T1"),
        (Both((Below(T1, Kind.KNOWLEDGE), Below(T2, Kind.KNOWLEDGE))), "K1 K2 K4"),
        (Both((Below(TASKS, Kind.KNOWLEDGE),)), "K1 K2 K4"),
        (Both((Below(T1, Kind.KNOWLEDGE),)), "K1 K2"),
        (Minus(KNOWLEDGE, Below(T1, Kind.KNOWLEDGE)), "K3 K4"),
        (Minus(Below(T2, Kind.SKILL), Below(Minus(TASKS, T2), Kind.SKILL)), "S3"),
        (Minus(Coded(("K1", "K2", "K3")), Below(T2, Kind.KNOWLEDGE)), "K2"),
        (Minus(TASKS, T1), "T2"),
        (Minus(TASKS, TASKS), ""),
        (Such(ACTIVITIES, LevelIs("=", 5)), "T2.1 T2.2"),
        (Such(TASKS, LevelIs(">=", 4)), "T1 T2"),
        (Such(All(Kind.OUTPUT), LevelIs("<", 4)), "O1.1.1 O1.1.2"),
        (Such(TASKS, LevelIs("=", 6)), ""),
        (Such(ACTIVITIES, Amount(Kind.OUTPUT, "=", 0)), "T1.2"),
        (Such(ACTIVITIES, Amount(Kind.OUTPUT, ">", 1)), "T1.1 T2.2"),
        (Such(ACTIVITIES, Amount(Kind.OUTPUT, "<=", 1)), "T1.2 T1.3 T2.1"),
        (Such(KNOWLEDGE, Amount(Kind.OUTPUT, "=", 0)), ""),
        (Such(KNOWLEDGE, Says("風險")), "K2 K3 K4"),
        (Such(KNOWLEDGE, Says("风险")), "K2 K3 K4"),
        (Such(KNOWLEDGE, Says("冷鏈")), "K3"),
        (Such(KNOWLEDGE, Says("law")), "K3"),
        (Such(KNOWLEDGE, Says("blockchain")), ""),
        (Such(KNOWLEDGE, Not(Says("風險"))), "K1"),
        (Such(KNOWLEDGE, And((Says("風險"), Not(Says("品質"))))), "K3"),
        (Such(KNOWLEDGE, Or((Says("果樹"), Says("法規")))), "K1 K3"),
        (Such(KNOWLEDGE, Lies(T1)), "K1 K2"),
        (Such(TASKS, Lies(Coded(("K2",)))), "T1"),
        (Such(TASKS, Not(Lies(Coded(("S3",))))), "T1"),
        (Such(KNOWLEDGE, Shared()), "K1 K2 K4"),
        (Such(Coded(("S1", "S2")), Lies(T2)), "S1"),
        (Such(All(Kind.SKILL), Amount(Kind.TASK, ">=", 2)), "S1"),
        (Such(KNOWLEDGE, Detailed()), "K3"),
        (Such(KNOWLEDGE, Not(Detailed())), "K1 K2 K4"),
        (Below(Top(Such(TASKS, LevelIs("=", 5)), Kind.INDICATOR), Kind.OUTPUT), "O2.1.1 O2.2.1 O2.2.2 O2.2.3"),
    ],
    ids=repr,
)
def test_a_set_is_what_the_table_holds(coarse: Runner, form: Set, codes: str) -> None:
    """Every operation, alone and in others."""
    assert _codes(coarse, form) == codes


def test_knowledge_of_an_activity_is_that_of_its_task_where_the_table_is_no_finer(coarse: Runner, fine: Runner) -> None:
    """In a merged cell an activity has what its task has, and it is said; where each has its own, it has its own."""
    asked = Below(Coded(("T1.2",)), Kind.KNOWLEDGE)
    assert _codes(coarse, asked) == "K1 K2"
    assert list(coarse.run(asked).evidence.coarse) == [(Kind.KNOWLEDGE, "T1.2", "T1")]
    assert _codes(fine, asked) == "K2"
    assert not fine.run(asked).evidence.coarse


def test_an_indicator_has_the_knowledge_of_what_it_hangs_on(coarse: Runner, fine: Runner) -> None:
    """A leaf is never credited with knowledge itself: its task or activity is, and it is said."""
    asked = Below(Coded(("P1.2.1",)), Kind.SKILL)
    assert (_codes(coarse, asked), _codes(fine, asked)) == ("S1 S2", "S2")
    assert list(coarse.run(asked).evidence.coarse) == [(Kind.SKILL, "P1.2.1", "T1")]
    assert list(fine.run(asked).evidence.coarse) == [(Kind.SKILL, "P1.2.1", "T1.2")]


def test_what_hangs_on_an_activity_is_as_fine_as_asked(coarse: Runner) -> None:
    """Outputs and indicators stand in the row of their activity; nothing is coarse about them."""
    result = coarse.run(Below(T11, Kind.OUTPUT))
    assert not result.evidence.coarse
    assert result.whole


def test_a_complete_list_is_one_and_a_selection_is_none(coarse: Runner) -> None:
    """Only what is all of a kind under its parents may be called complete."""
    assert coarse.run(Below(T1, Kind.OUTPUT)).whole
    assert coarse.run(All(Kind.OUTPUT)).whole
    for selection in (
        Such(ACTIVITIES, Amount(Kind.OUTPUT, ">", 1)),
        Minus(KNOWLEDGE, Below(T1, Kind.KNOWLEDGE)),
        Top(ACTIVITIES, Kind.OUTPUT),
        Nth(Below(T1, Kind.ACTIVITY), 1),
        Such(KNOWLEDGE, Says("blockchain")),
    ):
        assert not coarse.run(selection).whole


def test_what_made_the_members_is_kept_for_the_proof(coarse: Runner) -> None:
    """Counts, levels, wordings and relations that were looked at, and what words were taken for."""
    top = coarse.run(Top(ACTIVITIES, Kind.OUTPUT)).evidence
    assert top.counts[Kind.OUTPUT, "T2.2"] == 3
    assert ("T2.1", 5) in coarse.run(Such(ACTIVITIES, LevelIs("=", 5))).evidence.levels
    assert ("K1", "風險", False) in coarse.run(Such(KNOWLEDGE, Says("風險"))).evidence.texts
    assert ("P2.1.2", "T2") in coarse.run(Above(Coded(("P2.1.2",)), Kind.TASK)).evidence.relations
    assert coarse.run(Below(Named("運送", UPPER), Kind.OUTPUT)).evidence.taken[0].items[0].code == "T2.1"


def test_the_same_set_gives_the_same_result(coarse: Runner) -> None:
    """Evaluation has no state: what was asked before changes nothing."""
    form = Below(Top(ACTIVITIES, Kind.OUTPUT), Kind.SKILL)
    first = _codes(coarse, form)
    coarse.run(Union((form, KNOWLEDGE)))
    assert _codes(coarse, form) == first == _codes(runner(standard(merged=True)), form)
