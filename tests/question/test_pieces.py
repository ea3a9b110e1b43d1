"""What speaks for pieces of a question read one by one."""

from __future__ import annotations

from math import isclose, log

import pytest

from assistant import Assistant
from assistant.question.form import All, Below, Coded, Count, List, Locate, Question, Says, Situation, Such
from assistant.question.pieces import LEAST_LIKELY, apart, distinct, split
from assistant.question.rank import Ranked
from assistant.question.reading import Reading, Token
from assistant.standard.model import Kind

SKILLS = Count(All(Kind.SKILL))


def _reading(probability: float = 0.9, *, unread: bool = False, **features: float) -> Reading:
    tokens = (Token("再", "unread" if unread else "used"),)
    return Reading("", (Ranked(SKILLS, features, 0.0, probability),), tokens)


def test_pieces_are_weighed_beside_the_whole() -> None:
    """All that speaks for the whole counts for the pieces too, so that their own weights say what is gained."""
    whole = _reading(0.5, unread=True, size=2.0)
    found = apart(whole, [_reading(clean=1.0), _reading(0.8, clean=1.0)], 1, single=False)
    assert found["size"] == 2.0
    assert found["apart"] == found["apart.unread"] == found["apart.aside"] == found["apart.clean"] == 1.0
    assert isclose(found["apart.least"], log(0.8)) and isclose(found["apart.whole"], log(0.5))
    assert "apart.single" not in found and "apart.unread_pieces" not in found


def test_a_later_piece_that_leans_on_the_first_is_told() -> None:
    """其中沒有產出的 owes its subject to the piece before; the first piece may owe its own to the conversation."""
    assert "apart.unsaid" in apart(_reading(), [_reading(), _reading(implied=1.0)], 0, single=False)
    assert "apart.unsaid" not in apart(_reading(), [_reading(implied=1.0), _reading()], 0, single=False)


def test_hopeless_pieces_are_alike() -> None:
    """Below some probability it does not matter how low it is."""
    told = Reading("", (Ranked(Situation("x"), {}, 0.0, 1.0),))
    found = apart(told, [_reading(1e-9)], 0, single=True)
    assert isclose(found["apart.least"], log(LEAST_LIKELY))
    assert found["apart.told"] == found["apart.single"] == 1.0


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("T5 的技能？T6 的呢", ["T5 的技能", "T6 的呢"]),
        ("(1) T5 的知識 (2) T6.4 的指標", ["T5 的知識", "T6.4 的指標"]),
        ("兩件事: 1. T2.1 的產出 2. T4 的技能", ["兩件事:", "T2.1 的產出", "T4 的技能"]),
        ("1.1 的產出和 2.1 的技能", ["1.1 的產出和 2.1 的技能"]),
        ("信上說「請列出 T4.4。謝謝。」另外要技能", ["信上說 請列出 T4.4", "謝謝", "另外要技能"]),
        ("「持續學習」是什麼。", ["「持續學習」是什麼"]),
    ],
)
def test_a_text_is_parted_where_questions_end(text: str, pieces: list[str]) -> None:
    """By marks and numbers, not by the dots of codes; no piece holds half a quotation."""
    assert [piece.text for piece in split(text)] == pieces


def test_what_parts_a_text_is_kept() -> None:
    """Words and numbers between the pieces are accounted for like all others."""
    found = split("which tasks are at level 5, and what do they need (2)")
    assert [(p.mark, p.text) for p in found][1:] == [("and", "what do they need"), ("(2)", "")]


def _forms(assistant: Assistant, *readings: tuple[Question, bool]) -> tuple[Question, ...]:
    """What is left of the forms of pieces; of each whether it leans on what was asked before."""
    run = assistant.ranker().run
    told = [Reading("", (Ranked(form, {"implied": 1.0} if leans else {}, 0.0, 0.9),)) for form, leans in readings]
    return distinct(told, run)


def test_pieces_that_ask_the_same_are_one(assistant: Assistant) -> None:
    """Where is it, and under which activity: the second says all of the first; where another is stays."""
    plan, other = Coded(("O6.2.1",)), Coded(("O6.2.2",))
    under = Locate(plan, Kind.ACTIVITY)
    asked = [(Locate(plan), False), (under, False), (SKILLS, False), (SKILLS, False)]
    assert _forms(assistant, *asked) == (under, SKILLS)
    assert _forms(assistant, (Locate(other), False), (under, False)) == (Locate(other), under)


def test_of_a_list_and_some_of_it_the_narrower_is_asked(assistant: Assistant) -> None:
    """Outputs of T6, not the first; 第一個要做到什麼？看行為指標. What leans on nothing is asked beside it."""
    every, some = List(All(Kind.SKILL)), List(Such(All(Kind.SKILL), Says("溝通")))
    assert _forms(assistant, (every, False), (some, True)) == (some,)
    assert _forms(assistant, (some, False), (every, True)) == (some,)
    assert _forms(assistant, (every, False), (some, False)) == (every, some)
    under = List(Below(Coded(("T5",)), Kind.SKILL))
    assert _forms(assistant, (every, False), (under, True)) == (every, under)


def test_the_same_items_of_two_places_are_told_of_each(assistant: Assistant) -> None:
    """Skills of T5.1? Skills of T5.2? Only what leans on the piece before is the same where its items are."""
    one, other = (List(Below(Coded((code,)), Kind.SKILL)) for code in ("T5.1", "T5.2"))
    assert _forms(assistant, (one, False), (other, False)) == (one, other)
    assert _forms(assistant, (one, False), (other, True)) == (one,)
