"""What can be told of a set from its form alone: the kinds of its items, what scope it leaves open, how two meet."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from . import form as q
from .node import nodes

RANK = {Kind.TASK: 0, Kind.ACTIVITY: 1} | dict.fromkeys(
    (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE), 2
)
"""How far down the table a kind stands."""
LOW = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
NESTED = (q.Such, q.Nth, q.Top, q.Minus)
BOTH = "both"
"""The order of what is wanted at either end: the most and the least."""
MEMORY = 8192
"""Sets whose traits are kept; a question composes the same ones over and over."""


@lru_cache(maxsize=MEMORY)
def kinds_of(form: q.Set) -> tuple[Kind, ...]:
    """The kinds that the items of a set can have; none where any is possible."""
    match form:
        case q.All(kind) | q.Below(_, kind) | q.Above(_, kind):
            return (kind,)
        case q.Coded(codes):
            return tuple(dict.fromkeys(kind_of(c) for c in codes))
        case q.Named(_, kinds):
            return kinds
        case q.Union(parts) | q.Both(parts):
            return tuple(dict.fromkeys(k for p in parts for k in kinds_of(p)))
        case _:
            return kinds_of(form.of)


def parts_of(form: q.Set) -> tuple[q.Set, ...]:
    """The members of a union, or the set itself."""
    return form.parts if isinstance(form, q.Union) else (form,)


def union(parts: tuple[q.Set, ...]) -> q.Set:
    """Several sets as one; codes named one after another stay one list of codes."""
    flat = tuple(dict.fromkeys(member for p in parts for member in parts_of(p)))
    if len(flat) > 1 and all(isinstance(p, q.Coded) for p in flat):
        return q.Coded(tuple(dict.fromkeys(c for p in flat if isinstance(p, q.Coded) for c in p.codes)))
    return flat[0] if len(flat) == 1 else q.Union(flat)


def united(parts: Iterable[q.Set | None]) -> q.Set | None:
    """Several sets as one; None where one of them is None, or there are none."""
    found = tuple(parts)
    kept = tuple(p for p in found if p is not None)
    return union(kept) if kept and len(kept) == len(found) else None


def upper(form: q.Set) -> bool:
    """Whether the items are tasks or activities."""
    kinds = kinds_of(form)
    return bool(kinds) and all(k in UPPER for k in kinds)


def direct(form: q.Set) -> bool:
    """Whether a set names items, rather than what hangs on items."""
    match form:
        case q.Coded() | q.Named() | q.Beside() | q.Nth() | q.Top():
            return True
        case q.Union(parts):
            return all(direct(p) for p in parts)
        case q.Such(of) | q.Minus(of):
            return direct(of) and not isinstance(of, q.All)
        case q.Across(of):
            return direct(of)
        case _:
            return False


def chosen(form: q.Set) -> bool:
    """Whether items are chosen by what they are like: 級別最高的任務 asks for something by itself."""
    return any(isinstance(n, q.Such | q.Top | q.Minus) for n in nodes(form))


@lru_cache(maxsize=MEMORY)
def relate(of: q.Set, kind: Kind) -> q.Set | None:
    """What of a kind stands in the natural relation to a set: below it, above it, or itself; None when nothing does."""
    kinds = kinds_of(of)
    if not kinds:
        if not isinstance(of, q.Named):
            return None
        if kind in LOW:
            return q.Below(q.Named(of.text, UPPER), kind)
        lower = LOW if kind is Kind.ACTIVITY else (Kind.ACTIVITY, *LOW)
        return q.Above(q.Named(of.text, lower), kind)
    if kinds == (kind,):
        return of
    if isinstance(of, q.Named) and set(kinds) == set(UPPER) and kind in UPPER:
        other = next(k for k in UPPER if k is not kind)  # 業務永續底下的活動: the description is of a task
        named = q.Named(of.text, (other,))
        return q.Below(named, kind) if kind is Kind.ACTIVITY else q.Above(named, kind)
    if Kind.ATTITUDE in kinds:
        return None
    ranks = [RANK[k] for k in kinds]
    if RANK[kind] < min(ranks):
        return q.Above(of, kind)
    if RANK[kind] > max(ranks) or RANK[kind] == 2:
        return q.Below(of, kind)
    if isinstance(of, q.Union):
        related = tuple(r for p in of.parts if (r := relate(p, kind)))
        return union(related) if related else None
    return None


@lru_cache(maxsize=MEMORY)
def open_kind(form: q.Set) -> Kind | None:
    """The kind of the whole standard that a set ranges over, when nothing narrows it to a place; else None."""
    match form:
        case q.All(kind):
            return kind
        case q.Below(of) | q.Above(of) | q.Such(of) | q.Nth(of) | q.Top(of) | q.Minus(of):
            return open_kind(of)
        case q.Union(parts):
            kinds = [open_kind(p) for p in parts]
            return kinds[0] if all(kinds) else None
        case _:
            return None


@lru_cache(maxsize=MEMORY)
def rebase(form: q.Set, scope: q.Set) -> q.Set | None:
    """The set taken within a scope instead of in the whole standard; None when it cannot be."""
    match form:
        case q.All(kind):
            return relate(scope, kind) if kinds_of(scope) != (kind,) else None
        case q.Below(of) | q.Above(of) | q.Such(of) | q.Nth(of) | q.Top(of) | q.Minus(of):
            inner = rebase(of, scope)
            if inner is None or isinstance(form, q.Nth | q.Top) and isinstance(core(inner), q.Above):
                return None
            return replace(form, of=inner)
        case q.Union(parts):
            return united(rebase(p, scope) for p in parts)
        case _:
            return None


def core(form: q.Set) -> q.Set:
    """The set whose kind is read off, without selections around it."""
    while isinstance(form, NESTED):
        form = form.of
    return form


@lru_cache(maxsize=MEMORY)
def of_kinds(kinds: tuple[Kind, ...]) -> q.Set:
    """Every item of some kinds."""
    return union(tuple(q.All(k) for k in kinds))


def such(kinds: tuple[Kind, ...], test: q.Test) -> q.Set:
    """Every item of some kinds that passes a test."""
    return union(tuple(q.Such(q.All(k), test) for k in kinds))


def within(of: q.Set, kinds: tuple[Kind, ...]) -> q.Set | None:
    """What of some kinds stands in the natural relation to a set."""
    return united(relate(of, k) for k in kinds)


def sets_of(form: q.Question) -> tuple[q.Set, ...]:
    """The sets that a question runs."""
    match form:
        case q.List(of) | q.Show(of) | q.Locate(of) | q.Check(of):
            return (of,)
        case q.Count(of, _, share):
            return (of, share) if share is not None else (of,)
        case q.Compare(parts):
            return parts
        case q.NotHeld(_, of) | q.Misprints(of) | q.Standards(of):
            return (of,) if of is not None else ()
        case _:
            return ()


def apiece(form: q.Set) -> q.Set:
    """The set with a place in a list counted under each item it hangs on."""
    match form:
        case q.Nth(q.Below(), _, _, False):
            return replace(form, each=True)
        case q.Below(of) | q.Above(of) | q.Such(of) | q.Top(of):
            return replace(form, of=apiece(of))
        case q.Union(parts):
            return replace(form, parts=tuple(map(apiece, parts)))
        case _:
            return form


def members(form: q.Set) -> tuple[q.Set, ...]:
    """The members of a union, codes one by one, or the set itself."""
    return tuple(q.Coded((c,)) for c in form.codes) if isinstance(form, q.Coded) else parts_of(form)


def apart(form: q.Set) -> tuple[q.Set, ...]:
    """The members that can be set side by side: parts of a union, codes one by one, what hangs on several."""
    match form:
        case q.Union(parts) if all(isinstance(p, q.Coded | q.Below) for p in parts):
            return tuple(member for p in parts for member in apart(p))
        case q.Below(of, kind) if len(inner := apart(of)) > 1:
            return tuple(q.Below(i, kind) for i in inner)
    return members(form)


def alike(parts: tuple[q.Set, ...]) -> tuple[q.Set, ...]:
    """Sets to be compared, with a kind that only one of them names said of the others too: T4 的知識比 T2 多."""
    kinds = {p.kind for p in parts if isinstance(p, q.Below)}
    if len(kinds) != 1 or all(isinstance(p, q.Below) for p in parts):
        return parts
    kind = kinds.pop()
    return tuple(p if isinstance(p, q.Below) else relate(p, kind) or p for p in parts)


def breadth(form: q.Set) -> int:
    """How much a set holds, roughly: a part comes before the whole it is part of."""
    match form:
        case q.All():
            return 3
        case q.Below(of):
            return 2 if Kind.TASK in kinds_of(of) else 1
        case _:
            return 0


def extremes(s: q.Set, by: Kind | Literal["level"], order: str, place: int) -> q.Set:
    """The items of a set at one end of an order, or at both."""
    if order == BOTH:
        return union((q.Top(s, by, "most", place), q.Top(s, by, "least", place)))
    return q.Top(s, by, "most" if order == "most" else "least", place)
