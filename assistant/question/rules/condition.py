"""Tests of sets and kinds: numbers, levels, what the wording says, what an item has."""

from typing import Any

from ...standard.model import Kind
from ...standard.relations import UPPER
from .. import form as q
from ..sets import LOW, of_kinds, open_kind, rebase, such, union, upper
from ..words import words
from .rule import Gap, Kinds, Made, Texts


def amount(ks: Kinds, than: Any, n: int) -> q.Test | None:
    """So many of a kind; None of several kinds."""
    return q.Amount(ks[0], than, n) if len(ks) == 1 else None


def amount_kinds(n: int, ks: Kinds, gap: Gap, text: str) -> Made:
    """三個技能: a number taken for granted, or one to be met."""
    yield "K", ks, "amt_k"
    yield "T", amount(ks, "=", n), "amt_k_test"


def kinds_amount(ks: Kinds, n: int, gap: Gap, text: str) -> Made:
    """技能三個, outputs are three. An English numeral otherwise stands before what it counts."""
    if not (text[-1:].isascii() and text[-1:].isalpha()) or words().shape("numbering").search(text.lower()):
        yield "T", amount(ks, "=", n), "k_amt_test"
    yield "K", ks, "k_amt"


def amount_behind(t: q.Test, than: Any) -> q.Test | None:
    """three indicators or fewer"""
    return q.Amount(t.kind, than, t.n) if isinstance(t, q.Amount) and t.than == "=" else None


def test_kinds(t: q.Test, ks: Kinds, gap: Gap, text: str) -> Made:
    """提到風險的技能: kinds narrowed by a test, or what holds something that passes it."""
    return _narrowed(ks, t, "tk", isinstance(t, q.Says))


def kinds_test(ks: Kinds, t: q.Test, gap: Gap, text: str) -> Made:
    """The same with the test behind: skills that mention risk; deliver two or more outputs."""
    if isinstance(t, q.Amount) and ks == (t.kind,):
        yield "T", t, "k_amount"
    yield from _narrowed(ks, t, "kt", isinstance(t, q.Says | q.Or | q.And))


def _narrowed(ks: Kinds, t: q.Test, name: str, worded: bool) -> Made:
    if _idle(t, ks):
        return
    yield "S", such(ks, t), name
    if worded and all(k in UPPER for k in ks):  # the tasks or activities that hold something worded so
        yield "S", union(tuple(q.Above(q.Such(of_kinds(LOW), t), k) for k in ks)), f"{name}_holding"
    if isinstance(t, q.Says) and not any(k in UPPER for k in ks) and Kind.ATTITUDE not in ks:
        yield "S", union(tuple(q.Below(q.Named(t.text, UPPER), k) for k in ks)), f"{name}_name"


def _idle(t: q.Test, ks: Kinds) -> bool:
    """Whether a test tells nothing apart: an output or an indicator stands in one activity, hardly ever in more."""
    if not isinstance(t, q.Amount) or t.kind not in UPPER or not set(ks) <= {Kind.OUTPUT, Kind.INDICATOR}:
        return False
    return (t.than, t.n) != (">", 1)


def set_test(s: q.Set, t: q.Test, gap: Gap, text: str) -> Made:
    """A set narrowed by a test behind it."""
    union_of_low = isinstance(s, q.Union) and isinstance(t, q.LevelIs)
    if (isinstance(t, q.Amount) or union_of_low) and not upper(s):
        return
    if isinstance(s, q.Union):
        yield "S", union(tuple(q.Such(p, t) for p in s.parts)), "st"
        return
    match s, t:
        case q.Such(of, q.LevelIs("=")), q.LevelIs("="):
            yield "S", union((s, q.Such(of, t))), "level_too"  # level 5 and level 4: no item is both
        case _:
            yield "S", q.Such(s, t), "st"


def test_set(t: q.Test, s: q.Set, gap: Gap, text: str) -> Made:
    """A set narrowed by a test before it; a level may be that of the tasks it is taken within.

    Of coded items only a text stands before: 平衡計分卡是列在 K1 裡的.
    """
    if not isinstance(s, q.Coded):
        yield from ((tag, value, "ts") for tag, value, _ in set_test(s, t, gap, text))
    elif isinstance(t, q.Says) and not upper(s):
        yield "S", q.Such(s, t), "text_of"
    if isinstance(t, q.LevelIs) and not upper(s) and open_kind(s):
        yield "S", rebase(s, q.Such(q.All(Kind.TASK), t)), "level_scope"


def tests(a: q.Test, b: q.Test, gap: Gap, text: str) -> Made:
    """Two tests side by side: both, or one of them."""
    if "or" in gap:
        yield "T", q.Or((a, b)), "t_or"
    yield "T", q.And((a, b)), "t_and"


def has_set(a: Any, s: q.Set, gap: Gap, text: str) -> Made:
    """有 K21 的任務, the task that covers P5.1.6."""
    if isinstance(s, q.Coded | q.Named | q.Top | q.Nth | q.Such):
        yield "T", q.Lies(s), "has_s" if isinstance(s, q.Coded | q.Named) else "has_set"


def says(value: Texts) -> q.Test:
    """The test that words stand in the wording; several words with `or` or `and`."""
    mode, texts = value
    if isinstance(texts, tuple):
        tests = tuple(q.Says(t) for t in texts)
        return q.Or(tests) if mode == "or" else q.And(tests)
    return q.Says(mode)
