"""What can be told of a set from its form alone: the kinds of its items, what scope it leaves open, how two meet."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from .form import (
    Above,
    Across,
    All,
    Below,
    Beside,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    List,
    Locate,
    Minus,
    Misprints,
    Named,
    NotHeld,
    Nth,
    Question,
    Set,
    Show,
    Standards,
    Such,
    Top,
    Union,
)
from .node import nodes

RANK = {Kind.TASK: 0, Kind.ACTIVITY: 1} | dict.fromkeys(
    (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE), 2
)
"""How far down the table a kind stands."""
LOW = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
NESTED = (Such, Nth, Top, Minus)
BOTH = "both"
"""The order of what is wanted at either end: the most and the least."""
MEMORY = 8192
"""Sets whose traits are kept; a question composes the same ones over and over."""


@lru_cache(maxsize=MEMORY)
def kinds_of(form: Set) -> tuple[Kind, ...]:
    """The kinds that the items of a set can have; none where any is possible."""
    match form:
        case All(kind) | Below(_, kind) | Above(_, kind):
            return (kind,)
        case Coded(codes):
            return tuple(dict.fromkeys(kind_of(c) for c in codes))
        case Named(_, kinds):
            return kinds
        case Union(parts) | Both(parts):
            return tuple(dict.fromkeys(k for p in parts for k in kinds_of(p)))
        case _:
            return kinds_of(form.of)


def parts_of(form: Set) -> tuple[Set, ...]:
    """The members of a union, or the set itself."""
    return form.parts if isinstance(form, Union) else (form,)


def union(parts: tuple[Set, ...]) -> Set:
    """Several sets as one; codes named one after another stay one list of codes."""
    flat = tuple(dict.fromkeys(q for p in parts for q in parts_of(p)))
    if len(flat) > 1 and all(isinstance(p, Coded) for p in flat):
        return Coded(tuple(dict.fromkeys(c for p in flat if isinstance(p, Coded) for c in p.codes)))
    return flat[0] if len(flat) == 1 else Union(flat)


def upper(form: Set) -> bool:
    """Whether the items are tasks or activities."""
    kinds = kinds_of(form)
    return bool(kinds) and all(k in UPPER for k in kinds)


def direct(form: Set) -> bool:
    """Whether a set names items, rather than what hangs on items."""
    match form:
        case Coded() | Named() | Beside():
            return True
        case Nth() | Top():
            return True
        case Union(parts):
            return all(direct(p) for p in parts)
        case Such(of) | Minus(of):
            return direct(of) and not isinstance(of, All)
        case Across(of):
            return direct(of)
        case _:
            return False


def chosen(form: Set) -> bool:
    """Whether items are chosen by what they are like: 級別最高的任務 asks for something by itself."""
    return any(isinstance(n, Such | Top | Minus) for n in nodes(form))


@lru_cache(maxsize=MEMORY)
def relate(of: Set, kind: Kind) -> Set | None:
    """What of a kind stands in the natural relation to a set: below it, above it, or itself; None when nothing does."""
    kinds = kinds_of(of)
    if not kinds:
        if not isinstance(of, Named):
            return None
        if kind in LOW:
            return Below(Named(of.text, UPPER), kind)
        lower = LOW if kind is Kind.ACTIVITY else (Kind.ACTIVITY, *LOW)
        return Above(Named(of.text, lower), kind)
    if kinds == (kind,):
        return of
    if isinstance(of, Named) and set(kinds) == set(UPPER) and kind in UPPER:
        other = next(k for k in UPPER if k is not kind)  # 業務永續底下的活動: the description is of a task
        named = Named(of.text, (other,))
        return Below(named, kind) if kind is Kind.ACTIVITY else Above(named, kind)
    if Kind.ATTITUDE in kinds:
        return None
    ranks = [RANK[k] for k in kinds]
    if RANK[kind] < min(ranks):
        return Above(of, kind)
    if RANK[kind] > max(ranks) or RANK[kind] == 2:
        return Below(of, kind)
    if isinstance(of, Union):
        related = tuple(r for p in of.parts if (r := relate(p, kind)))
        return union(related) if related else None
    return None


@lru_cache(maxsize=MEMORY)
def open_kind(form: Set) -> Kind | None:
    """The kind of the whole standard that a set ranges over, when nothing narrows it to a place; else None."""
    match form:
        case All(kind):
            return kind
        case Below(of) | Above(of) | Such(of) | Nth(of) | Top(of) | Minus(of):
            return open_kind(of)
        case Union(parts):
            kinds = {open_kind(p) for p in parts}
            return (
                kinds.pop() if len(kinds) == 1 else next((k for k in kinds if k), None) if None not in kinds else None
            )
        case _:
            return None


@lru_cache(maxsize=MEMORY)
def rebase(form: Set, scope: Set) -> Set | None:
    """The set taken within a scope instead of in the whole standard; None when it cannot be."""
    match form:
        case All(kind):
            return relate(scope, kind) if kinds_of(scope) != (kind,) else None
        case Below(of) | Above(of) | Such(of) | Nth(of) | Top(of) | Minus(of):
            inner = rebase(of, scope)
            if inner is None or isinstance(form, Nth | Top) and isinstance(core(inner), Above):
                return None
            return replace(form, of=inner)
        case Union(parts):
            inner_parts = tuple(rebase(p, scope) for p in parts)
            return union(tuple(p for p in inner_parts if p)) if all(inner_parts) else None
        case _:
            return None


def core(form: Set) -> Set:
    """The set whose kind is read off, without selections around it."""
    while isinstance(form, NESTED):
        form = form.of
    return form


@lru_cache(maxsize=MEMORY)
def of_kinds(kinds: tuple[Kind, ...]) -> Set:
    """Every item of some kinds."""
    return union(tuple(All(k) for k in kinds))


def within(of: Set, kinds: tuple[Kind, ...]) -> Set | None:
    """What of some kinds stands in the natural relation to a set."""
    related = tuple(relate(of, k) for k in kinds)
    kept = tuple(r for r in related if r is not None)
    return union(kept) if kept and len(kept) == len(related) else None


def sets_of(form: Question) -> tuple[Set, ...]:
    """The sets that a question runs."""
    match form:
        case List(of) | Show(of) | Locate(of) | Check(of):
            return (of,)
        case Count(of, _, share):
            return (of, share) if share is not None else (of,)
        case Compare(parts):
            return parts
        case NotHeld(_, of) | Misprints(of) | Standards(of):
            return (of,) if of is not None else ()
        case _:
            return ()


def apiece(form: Set) -> Set:
    """The set with a place in a list counted under each item it hangs on."""
    match form:
        case Nth(Below(), _, _, False):
            return replace(form, each=True)
        case Below(of) | Above(of) | Such(of) | Top(of):
            return replace(form, of=apiece(of))
        case Union(parts):
            return replace(form, parts=tuple(map(apiece, parts)))
        case _:
            return form


def apart(form: Set) -> tuple[Set, ...]:
    """The members that can be set side by side: parts of a union, codes one by one, what hangs on several."""
    if isinstance(form, Union):
        return (
            tuple(q for p in form.parts for q in apart(p))
            if all(isinstance(p, Coded | Below) for p in form.parts)
            else form.parts
        )
    if isinstance(form, Coded) and len(form.codes) > 1:
        return tuple(Coded((c,)) for c in form.codes)
    if isinstance(form, Below):
        inner = apart(form.of)
        if len(inner) > 1:
            return tuple(Below(i, form.kind) for i in inner)
    return (form,)


def alike(parts: tuple[Set, ...]) -> tuple[Set, ...]:
    """Sets to be compared, with a kind that only one of them names said of the others too: T4 的知識比 T2 多."""
    kinds = {p.kind for p in parts if isinstance(p, Below)}
    if len(kinds) != 1 or all(isinstance(p, Below) for p in parts):
        return parts
    kind = kinds.pop()
    return tuple(p if isinstance(p, Below) else relate(p, kind) or p for p in parts)


def breadth(form: Set) -> int:
    """How much a set holds, roughly: a part comes before the whole it is part of."""
    match form:
        case All():
            return 3
        case Below(of):
            return 2 if Kind.TASK in kinds_of(of) else 1
        case _:
            return 0


def extremes(s: Set, by: Kind | Literal["level"], order: str, place: int) -> Set:
    """The items of a set at one end of an order, or at both."""
    if order == BOTH:
        return union((Top(s, by, "most", place), Top(s, by, "least", place)))
    return Top(s, by, "most" if order == "most" else "least", place)
