"""Clauses that claim nothing of the table's relations: topics, what a search has found, details, the profile."""

from __future__ import annotations

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Count, Details, Group, Own, kind
from .clause import Claims, Clause
from .parts import NOTHING, Part, marked


def topic(clause: Clause) -> Claims:
    """`就 T5 而言，`, `In this standard,`: what a sentence opens with claims nothing but a number it counts."""
    part = clause.part("subject")
    if not clause.opens or part.items and part.symbol == "Things":
        return None
    if marked(part.marks, "example", "others", "only", "no"):
        return None
    if part is NOTHING or part.symbol == "standard" and clause.context.owners:
        return []
    if part.symbol in ("Uppers", "standard"):
        clause.note(clause.phrases.owners(part))
        return []
    group = _group(clause, part)
    return [Count(group, part.number)] if part.number is not None and group else []


def besides(clause: Clause) -> Claims:
    """`除了 S27 之外，`: the next clause says the same of it, or speaks of the other tasks."""
    items = tuple(i for p in clause.several("subject") for i in p.items)
    if not clause.opens or not items or any(p.owners is not None or p.marks for p in clause.several("subject")):
        return None
    clause.keep(items=items, besides=items)
    return []


def about(clause: Clause) -> Claims:
    """`在技能方面`, `在溝通技能方面`: the kind that follows, or the one item."""
    part = clause.part("subject")
    if part.number is not None or len(part.items) > 1:
        return None
    if part.items:
        clause.keep(items=part.items)
    else:
        _group(clause, part)
    return []


def _group(clause: Clause, part: Part) -> Group | None:
    """The group that a topic names, remembered; None where it points at one spoken of before."""
    if part.kind is None or "this" in part.marks:
        clause.phrases.group(part)
        return None
    group = Group(part.owners, part.kind) if part.owners is not None else None
    if group:
        clause.note(group.owners, (), group)
    clause.keep(kind=part.kind)
    return group or Group((STANDARD,), part.kind)


def found(clause: Clause) -> Claims:
    """`這件事屬於 T5`, `可以參考 P5.2.4`: what a search has found. Only activities and tasks handle a matter."""
    items = tuple(i for p in clause.parts for i in (*p.items, *(p.owners or ())))
    named = [at for at, p in enumerate(clause.parts) if p.items]
    words = [p.symbol for p in clause.parts if not p.items]
    if clause.context.found is None or not named:
        return None
    if any(not p.items and p.symbol not in ("and", "comma") for p in clause.parts[named[0] : named[-1]]):
        return None
    if any(p.number not in (None, len(p.items)) or p.owners is not None and not p.items for p in clause.parts):
        return None
    kinds = {Kind.INDICATOR} if "doing" in words else {p.kind for p in clause.parts if p.kind and not p.items}
    handled = "suits" not in words and "doing" not in words or "by" in words
    uppers = tuple(c for c in items if kind_of(c) in UPPER)
    if kinds and {*map(kind_of, items)} != kinds or handled and len(uppers) < len(items):
        return None
    clause.note(uppers[:1] or clause.context.owners, items)
    return [Own(items, tuple(clause.context.found), some=True)]


def details(clause: Clause) -> Claims:
    """`S27 包括…`, `它的細項是…`: details of one item."""
    part = clause.part("subject")
    if part.kind and not part.items and "this" not in part.marks:
        return None
    items = clause.phrases.subjects(part)
    said = [codes for p in clause.parts if p.symbol == "Details" for codes in p.told]
    if len(items) != 1 or part.kind not in (None, kind(items[0])) or kind(items[0]) in UPPER:
        return None
    if clause.number() not in (None, len(said)):
        return None
    clause.keep(items=items)
    return [Own(items, codes, some=True) for codes in said]


def detailed(clause: Clause) -> Claims:
    """`S28 有兩條細項`: how many details."""
    part, number = clause.part("subject"), clause.number()
    items = clause.phrases.subjects(part)
    if len(items) != 1 or kind(items[0]) in UPPER or number is None or "only" in part.marks:
        return None
    if clause.context.told != "details" and "details" not in clause.symbols:
        return None
    clause.keep(items=items, told="details")
    return [Details(items[0], number)]


def profile(clause: Clause) -> Claims:
    """`學歷與經驗條件為「…」`: texts of the profile under the names of their fields."""
    fields, texts = ([t for p in clause.parts if p.symbol == symbol for t in p.told] for symbol in ("field", "Texts"))
    return [Own(text, field) for text in texts for field in dict.fromkeys(fields)]
