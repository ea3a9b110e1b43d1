"""Clauses about other things than the table's relations: details, the profile, what a search has found, additions."""

from __future__ import annotations

from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Claim, Details, Own, Under, kind
from .clause import Clause, Reader
from .noun import Noun, Unread
from .rows import upper

_PLAIN = ("is", "holds", "needs", "of", "topic", "and", "comma", "colon", "all", "total")


def detailed(clause: Clause) -> list[Claim]:
    """`S27 包括…`, `它的細項是…`, `S28 有兩條細項`: details of one item."""
    clause.allow(*_PLAIN, "example", "each", "details", "this")
    clause.refuse("only", "rest")
    tellings = [p for p in clause.phrases if p.field == "detail"]
    others = [p for p in clause.phrases if not p.told]
    subject = next((p for p in others if p.items or p.kind or p.pronoun), Noun())
    number = clause.number()
    if len(tellings) > 1 or "topic" in clause.words or subject.owners and not subject.items:
        raise Unread
    if any(p is not subject and (p.items or p.kind or p.rank is not None) for p in others):
        raise Unread
    items = clause.meant.things(replace(subject, number=None))
    told = tellings[0].told if tellings else ()
    if told and upper(items) and "needs" in clause.words and number is None:
        return [Under(codes[:1], items) for codes in told]
    first = bool(tellings) and tellings[0] is clause.phrases[0] and len(clause.phrases) > 1
    if len(items) != 1 or upper(items) or first and not subject.items:
        raise Unread
    clause.keep(items=items)
    if not told:
        if number is None:
            raise Unread
        return [Details(items[0], number)]
    if number not in (None, len(told)):
        raise Unread
    return [Own(items, codes, some=True) for codes in told]


def profiled(clause: Clause) -> list[Claim]:
    """`學歷與經驗條件為「…」`: texts of the profile under the names of their fields."""
    clause.allow(*_PLAIN, "belongs", "by", "suits")
    clause.refuse("only", "rest", "example", "others")
    fields, texts = ([t for p in clause.phrases if p.field == field for t in p.told] for field in ("field", "text"))
    if any(p.items and p.items != (STANDARD,) or p.kind or p.number or p.rank for p in clause.phrases if not p.told):
        raise Unread
    clause.keep(kind=None)
    return [Own(text, field) for text in texts for field in dict.fromkeys(fields)]


def besides(clause: Clause) -> list[Claim]:
    """`除了 S27 之外，`: the next clause says more of the same."""
    clause.allow("besides", "and", "topic", "of")
    items = tuple(i for p in clause.phrases for i in p.items)
    if not clause.opens or not items or any(p.owners is not None or p.marks or p.number for p in clause.phrases):
        raise Unread
    if upper(items):
        clause.note(items)
    clause.keep(items=items, besides=items)
    return []


def found(clause: Clause) -> list[Claim]:
    """`這件事屬於 T5`, `可以參考 P5.2.4`: what a search has found. Only activities and tasks handle a matter."""
    words = {*clause.words}
    clause.allow(*_PLAIN, "situation", "suits", "doing", "produces", "by", "belongs", "example", "details", "of_whom")
    clause.refuse("only", "rest")
    named = [p for p in clause.phrases if p.items or p.owners is not None]
    items = tuple(i for p in named for i in (*p.items, *(p.owners or ())))
    if clause.context.found is None or not items or any(p.pronoun for p in named):
        raise Unread
    if any(p.number not in (None, len(p.items)) or p.rank is not None or p.told for p in clause.phrases):
        raise Unread
    kinds: set[Kind | None] = {p.kind for p in clause.phrases if p.kind and not p.items}
    kinds |= {Kind.INDICATOR} if "doing" in words else set()
    handled = not words & {"suits", "doing"} or "by" in words or any(p.by == "by" for p in named)
    uppers = tuple(c for c in items if kind(c) in UPPER)
    if kinds and {*map(kind, items)} != kinds or handled and len(uppers) < len(items):
        raise Unread
    clause.note(uppers[:1] or clause.context.owners, items)
    return [Own(items, tuple(clause.context.found), some=True)]


REMARKS: tuple[Reader, ...] = (
    ({"besides"}, besides),
    ({"text", "field"}, profiled),
    ({"situation", "suits", "doing"}, found),
    ({"detail", "details"}, detailed),
)
