"""Selection from a set: the most, the least, and places in a list."""

from typing import Any

from ...standard.model import Kind
from ...standard.relations import UPPER
from .. import form as q
from ..sets import BOTH, RANK, extremes, kinds_of, of_kinds, union, upper
from .rule import LISTED, Gap, Kinds, Made


def kinds_extreme(ks: Kinds, m: Any, gap: Gap, text: str) -> Made:
    """Kinds with most or least behind them: what is counted, or the highest and lowest level."""
    order, by, place = m
    if by is None and len(ks) == 1:
        yield "MK", (order, ks[0], place), "k_most"
    yield "S", _highest(ks, m), "k_highest"


def extreme_kinds(m: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """The same with what is most before the kinds, which may also be the places that are most."""
    order, by, place = m
    if by is None and len(ks) == 1:
        yield "MK", (order, ks[0], place), "most_k"
        if ks[0] in UPPER and "的" not in text:
            yield "MU", (order, ks[0], place), "most_places"
    yield "S", _highest(ks, m), "highest_k"


def _highest(ks: Kinds, m: Any) -> q.Set | None:
    order, by, place = m
    return extremes(of_kinds(ks), by, order, place) if by == "level" and all(k in UPPER for k in ks) else None


def top(s: q.Set, m: Any) -> q.Set | None:
    """The items of a set with most or least of what can hang on them."""
    order, by, place = m
    if by is None or not upper(s) or isinstance(by, Kind) and min(RANK[k] for k in kinds_of(s)) >= RANK[by]:
        return None
    return extremes(s, by, order, place)


def both_ends(a: Any, b: Any) -> Any:
    """最多和最少的: either end of one order."""
    return (BOTH, *a[1:]) if {a[0], b[0]} == {"most", "least"} and a[1:] == b[1:] else None


def both_counted(mk: Any, m: Any) -> Any:
    """指標最多的是哪個, 最少的又是哪個: the same counted at the other end."""
    return both_ends(mk, (m[0], *mk[1:])) if m[1] is None and mk[2] == m[2] else None


def most_kinds(m: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """指標最多的任務."""
    yield "S", top(of_kinds(ks), m), "most_of_k" if "的" in text or text.isascii() else "most_of_k_bare"


def set_most(s: q.Set, m: Any, gap: Gap, text: str) -> Made:
    """The items of a set with most; 指標 under several places, 最多: the place is wanted."""
    if found := top(s, m):
        yield "S", found, "s_most"
    elif isinstance(s, q.Top) and m[1] in (None, s.by) and m[0] not in (BOTH, s.order) and s.place == m[2]:
        yield "S", extremes(s.of, s.by, BOTH, s.place), "s_both_ends"
    elif m[1] is None and isinstance(s, q.Below) and upper(s.of):
        yield "MS", (s, m), "below_most"


def spread(s: q.Set, m: Any) -> q.Set | None:
    """The skills that most tasks need: what hangs in most places, or in fewest."""
    order, by, place = m
    low = kinds_of(s) and not upper(s) and not isinstance(s, q.Coded | q.Named)
    return extremes(s, by, order, place) if low else None


def kinds_spread(ks: Kinds, m: Any) -> q.Set | None:
    """哪個技能最多任務用到."""
    return spread(of_kinds(ks), m) if not any(k in UPPER for k in ks) else None


def nth(ks: Kinds, place: Any) -> q.Set:
    """第二個任務."""
    return union(tuple(q.Nth(q.All(k), *place) for k in ks))


def set_ordinal(s: q.Set, o: Any, gap: Gap, text: str) -> Made:
    """T5 的活動第二個; of a task its activities."""
    if isinstance(s, q.Nth) and gap & LISTED:
        yield "S", union((s, q.Nth(s.of, *o))), "s_ord_too"
    if not isinstance(s, q.Coded | q.Named) or isinstance(s, q.Coded) and len(s.codes) > 1:
        yield "S", q.Nth(s, *o), "s_ord"
    elif kinds_of(s) == (Kind.TASK,):
        yield "S", q.Nth(q.Below(s, Kind.ACTIVITY), *o), "s_ord_task"


def ordinal_set(o: Any, s: q.Set, gap: Gap, text: str) -> Made:
    """The second of a set; 第二跟第五個任務 are two of them."""
    if isinstance(s, q.Nth) and gap & LISTED:
        yield "S", union((q.Nth(s.of, *o), s)), "ord_s_too"
    if not isinstance(s, q.Coded | q.Named | q.Nth) or isinstance(s, q.Coded) and len(s.codes) > 1:
        yield "S", q.Nth(s, *o), "ord_s"
