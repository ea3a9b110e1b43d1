"""What speaks for pieces of a question read one by one."""

from __future__ import annotations

from math import isclose, log

from assistant.question.form import All, Count, Situation
from assistant.question.pieces import LEAST_LIKELY, apart
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
