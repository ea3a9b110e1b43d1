"""Numbers and levels: how many of a kind hang on an item, and which level it has."""

from __future__ import annotations

from typing import Any

from ..form import Amount, LevelIs, Test
from ..words import words
from .rule import Gap, Kinds, Made


def _amount(ks: Kinds, than: str, n: int) -> Test | None:
    return Amount(ks[0], than, n) if len(ks) == 1 else None  # type: ignore[arg-type]


def amount_kinds(n: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """三個技能: a number taken for granted, or one to be met."""
    yield "K", ks, "amt_k"
    if test := _amount(ks, "=", n):
        yield "T", test, "amt_k_test"


def kinds_amount(ks: Kinds, n: Any, gap: Gap, text: str) -> Made:
    """技能三個, outputs are three. An English numeral otherwise stands before what it counts."""
    numeral = text[-1:].isascii() and text[-1:].isalpha() and not words().shape("numbering").search(text.lower())
    if not numeral and (test := _amount(ks, "=", n)):
        yield "T", test, "k_amt_test"
    yield "K", ks, "k_amt"


def compared_kinds(c: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """More than three skills."""
    if test := _amount(ks, *c):
        yield "T", test, "cmp_k"


def kinds_compared(ks: Kinds, c: Any, gap: Gap, text: str) -> Made:
    """技能三個以上."""
    if test := _amount(ks, *c):
        yield "T", test, "k_cmp"


def than_amount(than: str, n: int, gap: Gap, text: str) -> Made:
    """超過三."""
    yield "CMP", (than, n), "than_amt"


def amount_behind(n: int, than: str, gap: Gap, text: str) -> Made:
    """三以上."""
    yield "CMP", (than, n), "amt_behind"


def test_behind(t: Test, than: str, gap: Gap, text: str) -> Made:
    """three indicators or fewer"""
    if isinstance(t, Amount) and t.than == "=":
        yield "T", Amount(t.kind, than, t.n), "t_behind"  # type: ignore[arg-type]


def than_level(than: str, n: int, gap: Gap, text: str) -> Made:
    """超過四級."""
    yield "T", LevelIs(than, n), "than_level"  # type: ignore[arg-type]


def level_behind(n: int, than: str, gap: Gap, text: str) -> Made:
    """四級以上."""
    yield "T", LevelIs(than, n), "level_behind"  # type: ignore[arg-type]
