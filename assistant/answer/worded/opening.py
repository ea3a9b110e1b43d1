"""Clauses that claim nothing of the table's relations: topics, what a search has found, details, the profile."""

from __future__ import annotations

import re

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Claim, Count, Details, Group, Own, kind
from .clause import Clause
from .parts import NOTHING, Part

Claims = list[Claim] | None
"""What a form reads out of a clause; None where it is not its clause."""


def topic(clause: Clause, m: re.Match[str]) -> Claims:
    """`就 T5 而言，`, `In this standard,`: what a sentence opens with claims nothing but a number it counts."""
    part = clause.part(m, "s")
    if not clause.opens or part.items and part.symbol == "X" or set(part.marks) & set("gGxN"):
        return None
    if part is NOTHING or part.symbol == "S" and clause.context.owners:
        return []
    if part.symbol in "WS":
        clause.note(clause.phrases.owners(part))
        return []
    group = _group(clause, part)
    return [Count(group, part.number)] if part.number is not None and group else []


def about(clause: Clause, m: re.Match[str]) -> Claims:
    """`在技能方面`, `在溝通技能方面`: the kind that follows, or the one item."""
    part = clause.parts[m.start("t")] if m["t"] else clause.part(m, "s")
    if part.number is not None or len(part.items) > 1:
        return None
    if part.items:
        clause.keep(items=part.items)
        return []
    _group(clause, part)
    return []


def _group(clause: Clause, part: Part) -> Group | None:
    """The group that a topic names, remembered; None where it points at one spoken of before."""
    if part.kind is None or "r" in part.marks:
        clause.phrases.group(part)
        return None
    group = Group(part.owners, part.kind) if part.owners is not None else None
    if group:
        clause.note(group.owners, (), group)
    clause.keep(kind=part.kind)
    return group or Group((STANDARD,), part.kind)


def found(clause: Clause, m: re.Match[str]) -> Claims:
    """`這件事屬於 T5`, `可以參考 P5.2.4`: what a search has found. Only activities and tasks handle a matter."""
    items = tuple(i for p in clause.parts for i in (*p.items, *(p.owners or ())))
    named = "".join("i" if p.items else p.symbol for p in clause.parts)
    if clause.context.found is None or not re.fullmatch(r"[^i]*i(?:[+,]+i)*[^i]*", named):
        return None
    if any(p.number not in (None, len(p.items)) or p.owners is not None and not p.items for p in clause.parts):
        return None
    kinds = {Kind.INDICATOR} if "!" in named else {p.kind for p in clause.parts if p.kind and not p.items}
    handled = not set("F!") & set(named) or "y" in named
    uppers = tuple(c for c in items if kind_of(c) in UPPER)
    if kinds and {*map(kind_of, items)} != kinds or handled and len(uppers) < len(items):
        return None
    clause.note(uppers[:1] or clause.context.owners, items)
    return [Own(items, tuple(clause.context.found), some=True)]


def details(clause: Clause, m: re.Match[str]) -> Claims:
    """`S27 包括…`, `它的細項是…`: details of one item."""
    part = clause.part(m, "s")
    if part.kind and not part.items and "r" not in part.marks:
        return None
    items = clause.phrases.subjects(part)
    said = [t.codes for p in clause.parts if p.symbol == "d" for t in p.tokens if t.codes]
    if len(items) != 1 or part.kind not in (None, kind(items[0])) or kind(items[0]) in UPPER:
        return None
    if clause.number() not in (None, len(said)):
        return None
    clause.keep(items=items)
    return [Own(items, codes, some=True) for codes in said]


def detailed(clause: Clause, m: re.Match[str]) -> Claims:
    """`S28 有兩條細項`: how many details."""
    part, number = clause.part(m, "s"), clause.number()
    items = clause.phrases.subjects(part)
    if len(items) != 1 or kind(items[0]) in UPPER or number is None or "x" in part.marks:
        return None
    if clause.context.told != "D" and "D" not in clause.symbols:
        return None
    clause.keep(items=items, told="D")
    return [Details(items[0], number)]


def profile(clause: Clause, m: re.Match[str]) -> Claims:
    """`學歷與經驗條件為「…」`: texts of the profile under the names of their fields."""
    tokens = [t for p in clause.parts for t in p.tokens]
    fields = {str(t.value) for t in tokens if t.symbol == "v"}
    return [Own((str(t.value),), (name,)) for t in tokens if t.symbol == "V" for name in fields]
