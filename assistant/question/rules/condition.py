"""Tests of sets and kinds: what the wording says, what an item has."""

from __future__ import annotations

from typing import Any

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..form import (
    Above,
    All,
    Amount,
    And,
    Below,
    Coded,
    LevelIs,
    Lies,
    Named,
    Nth,
    Or,
    Says,
    Set,
    Such,
    Test,
    Top,
    Union,
)
from ..sets import LOW, of_kinds, open_kind, rebase, union, upper
from .rule import Gap, Kinds, Made, Texts


def test_kinds(t: Test, ks: Kinds, gap: Gap, text: str) -> Made:
    """提到風險的技能: kinds narrowed by a test, or what holds something that passes it."""
    if _idle(t, ks):
        return
    yield "S", union(tuple(Such(All(k), t) for k in ks)), "tk"
    if isinstance(t, Says) and all(k in UPPER for k in ks):
        yield "S", _holding(t, ks), "tk_holding"
    if isinstance(t, Says) and not any(k in UPPER for k in ks) and Kind.ATTITUDE not in ks:
        yield "S", union(tuple(Below(Named(t.text, UPPER), k) for k in ks)), "tk_name"


def kinds_test(ks: Kinds, t: Test, gap: Gap, text: str) -> Made:
    """The same with the test behind: skills that mention risk; deliver two or more outputs."""
    if isinstance(t, Amount) and ks == (t.kind,):
        yield "T", t, "k_amount"
    if _idle(t, ks):
        return
    yield "S", union(tuple(Such(All(k), t) for k in ks)), "kt"
    if isinstance(t, Says | Or | And) and all(k in UPPER for k in ks):
        yield "S", _holding(t, ks), "kt_holding"
    if isinstance(t, Says) and not any(k in UPPER for k in ks) and Kind.ATTITUDE not in ks:
        yield "S", union(tuple(Below(Named(t.text, UPPER), k) for k in ks)), "kt_name"


def _idle(t: Test, ks: Kinds) -> bool:
    """Whether a test tells nothing apart: an output or an indicator stands in one activity, hardly ever in more."""
    if not isinstance(t, Amount) or t.kind not in UPPER or not set(ks) <= {Kind.OUTPUT, Kind.INDICATOR}:
        return False
    return (t.than, t.n) != (">", 1)


def _holding(t: Test, ks: tuple[Kind, ...]) -> Set:
    """The tasks or activities that hold something worded so."""
    low = Such(of_kinds(LOW), t)
    return union(tuple(Above(low, k) for k in ks))


def set_test(s: Set, t: Test, gap: Gap, text: str) -> Made:
    """A set narrowed by a test behind it."""
    if isinstance(s, Union):
        if isinstance(t, LevelIs | Amount) and not upper(s):
            return
        yield "S", union(tuple(Such(p, t) for p in s.parts)), "st"
        return
    if isinstance(t, Amount) and not upper(s):
        return
    if isinstance(t, LevelIs) and isinstance(s, Such) and isinstance(s.test, LevelIs) and t.than == s.test.than == "=":
        yield "S", union((s, Such(s.of, t))), "level_too"  # level 5 and level 4: no item is both
        return
    yield "S", Such(s, t), "st"


def test_set(t: Test, s: Set, gap: Gap, text: str) -> Made:
    """A set narrowed by a test before it; a level may be that of the tasks it is taken within.

    Of coded items only a text stands before: 平衡計分卡是列在 K1 裡的.
    """
    for tag, value, _ in set_test(s, t, gap, text):
        if not isinstance(s, Coded):
            yield tag, value, "ts"
    if isinstance(t, Says) and isinstance(s, Coded) and not upper(s):
        yield "S", Such(s, t), "text_of"
    if isinstance(t, LevelIs) and not upper(s) and open_kind(s):
        scope = Such(All(Kind.TASK), t)
        inner = rebase(s, scope)
        if inner is not None:
            yield "S", inner, "level_scope"


def tests(a: Test, b: Test, gap: Gap, text: str) -> Made:
    """Two tests side by side: both, or one of them."""
    if "or" in gap:
        yield "T", Or((a, b)), "t_or"
    yield "T", And((a, b)), "t_and"


def says_words(a: Any, b: Any, gap: Gap, text: str) -> Made:
    """提到風險."""
    yield "T", says(b), "says_x"


def words_say(a: Any, b: Any, gap: Gap, text: str) -> Made:
    """風險被提到."""
    yield "T", says(a), "x_says"


def about_words(a: Any, b: Any, gap: Gap, text: str) -> Made:
    """關於風險."""
    yield "T", says(b), "about_x"


def words_about(a: Any, b: Any, gap: Gap, text: str) -> Made:
    """風險方面."""
    yield "T", says(a), "x_about"


def has_set(a: Any, s: Set, gap: Gap, text: str) -> Made:
    """有 K21 的任務, the task that covers P5.1.6."""
    if isinstance(s, Coded | Named | Top | Nth | Such):
        yield "T", Lies(s), "has_s" if isinstance(s, Coded | Named) else "has_set"


def has_kinds(a: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """有產出的."""
    if len(ks) == 1:
        yield "T", Amount(ks[0], ">=", 1), "has_k"


def says(value: Texts) -> Test:
    """The test that words stand in the wording; several words with `or` or `and`."""
    mode, texts = value
    if isinstance(texts, tuple):
        tests = tuple(Says(t) for t in texts)
        return Or(tests) if mode == "or" else And(tests)
    return Says(mode)
