"""Selection from a set: the most, the least, and places in a list."""

from __future__ import annotations

from typing import Any

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..form import All, Below, Coded, Named, Nth, Set, Top
from ..sets import BOTH, RANK, extremes, kinds_of, of_kinds, union, upper
from .rule import Gap, Kinds, Made, Rule


def extreme(by_first: bool) -> Rule:
    """Kinds with most or least before or behind them: what is counted, or the highest and lowest level."""

    def rule(a: Any, b: Any, gap: Gap, text: str) -> Made:
        ks, m = (a, b) if by_first else (b, a)
        order, by, place = m
        if by is None and len(ks) == 1:
            yield "MK", (order, ks[0], place), "k_most" if by_first else "most_k"
        if not by_first and by is None and len(ks) == 1 and ks[0] in UPPER and "的" not in text:
            yield "MU", (order, ks[0], place), "most_places"
        if by == "level" and all(k in UPPER for k in ks):
            yield "S", extremes(of_kinds(ks), "level", order, place), "k_highest" if by_first else "highest_k"

    return rule


def _top(s: Set, m: Any) -> Set | None:
    """The items of a set with most or least of what can hang on them."""
    order, by, place = m
    if by is None or not upper(s):
        return None
    if isinstance(by, Kind) and min(RANK[k] for k in kinds_of(s)) >= RANK[by]:
        return None
    return extremes(s, by, order, place)


def both_ends(a: Any, b: Any, gap: Gap, text: str) -> Made:
    """最多和最少的: either end of one order."""
    if {a[0], b[0]} == {"most", "least"} and a[1:] == b[1:]:
        yield "M", (BOTH, *a[1:]), "both_ends"


def both_counted(mk: Any, m: Any, gap: Gap, text: str) -> Made:
    """指標最多的是哪個, 最少的又是哪個: the same counted at the other end."""
    if {mk[0], m[0]} == {"most", "least"} and m[1] is None and mk[2] == m[2]:
        yield "MK", (BOTH, *mk[1:]), "both_counted"


def most_kinds(m: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """指標最多的任務."""
    found = _top(of_kinds(ks), m)
    if found:
        yield "S", found, "most_of_k" if "的" in text or text.isascii() else "most_of_k_bare"


def kinds_most(ks: Kinds, m: Any, gap: Gap, text: str) -> Made:
    """The tasks with most indicators."""
    found = _top(of_kinds(ks), m)
    if found:
        yield "S", found, "k_of_most"


def set_most(s: Set, m: Any, gap: Gap, text: str) -> Made:
    """The items of a set with most; 指標 under several places, 最多: the place is wanted."""
    found = _top(s, m)
    if found:
        yield "S", found, "s_most"
    elif isinstance(s, Top) and m[1] in (None, s.by) and m[0] not in (BOTH, s.order) and s.place == m[2]:
        yield "S", extremes(s.of, s.by, BOTH, s.place), "s_both_ends"
    elif m[1] is None and isinstance(s, Below) and upper(s.of):
        yield "MS", (s, m), "below_most"


def most_set(m: Any, s: Set, gap: Gap, text: str) -> Made:
    """The same with what is most before the set."""
    found = _top(s, m)
    if found:
        yield "S", found, "most_s"


def set_spread(s: Set, m: Any, gap: Gap, text: str) -> Made:
    """The skills that most tasks need: what hangs in most places, or in fewest."""
    order, by, place = m
    if kinds_of(s) and not upper(s) and not isinstance(s, Coded | Named):
        yield "S", extremes(s, by, order, place), "s_spread"


def kinds_spread(ks: Kinds, m: Any, gap: Gap, text: str) -> Made:
    """哪個技能最多任務用到."""
    if not any(k in UPPER for k in ks):
        yield from set_spread(of_kinds(ks), m, gap, text)


def ordinal_kinds(o: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """第二個任務."""
    yield "S", union(tuple(Nth(All(k), o[0], o[1]) for k in ks)), "ord_k"


def kinds_ordinal(ks: Kinds, o: Any, gap: Gap, text: str) -> Made:
    """Task number two."""
    yield "S", union(tuple(Nth(All(k), o[0], o[1]) for k in ks)), "k_ord"


def set_ordinal(s: Set, o: Any, gap: Gap, text: str) -> Made:
    """T5 的活動第二個; of a task its activities."""
    if isinstance(s, Nth) and gap & {"and", "comma", "list"}:
        yield "S", union((s, Nth(s.of, o[0], o[1]))), "s_ord_too"
    if not isinstance(s, Coded | Named) or isinstance(s, Coded) and len(s.codes) > 1:
        yield "S", Nth(s, o[0], o[1]), "s_ord"
    elif kinds_of(s) == (Kind.TASK,):
        yield "S", Nth(Below(s, Kind.ACTIVITY), o[0], o[1]), "s_ord_task"


def ordinal_set(o: Any, s: Set, gap: Gap, text: str) -> Made:
    """The second of a set; 第二跟第五個任務 are two of them."""
    if isinstance(s, Nth) and gap & {"and", "comma", "list"}:
        yield "S", union((Nth(s.of, o[0], o[1]), s)), "ord_s_too"
    if not isinstance(s, Coded | Named | Nth) or isinstance(s, Coded) and len(s.codes) > 1:
        yield "S", Nth(s, o[0], o[1]), "ord_s"
