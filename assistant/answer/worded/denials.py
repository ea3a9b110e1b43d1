"""Clauses that deny: what somebody does not have, and where something does not belong."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Apart, Claim, Count, kind
from .clause import Clause
from .noun import Noun, Unread
from .rows import Row
from .sides import IS, Sides


def denied(clause: Clause, two: Sides) -> list[Claim]:
    """`T2.2 沒有產出`, `T5 不需要 S1`, `S1 不屬於 T5`."""
    nouns = [*two.left, *two.right]
    if len(nouns) > 2 and (nouns[0].items or nouns[0].owners) == (STANDARD,):
        del nouns[0]
    if two.denials != 1 or two.marks - {"topic", "all"} or not 1 <= len(nouns) <= 2:
        raise Unread
    named = [n for n in nouns if not (n is nouns[0] and n.kind in UPPER and not n.items)]
    if any(n.sole or n.closed or n.number is not None or n.rank is not None or n.level for n in named):
        raise Unread
    *before, of = nouns
    subject = before[0] if before else None
    if subject is None and (two.left and not two.verbs and clause.parts.index("no") > 0):
        subject, of = of, Noun(kind=clause.context.kind)  # `T5 沒有`
    grouped = of.owners is not None and not of.items and subject is not None
    if any(n.marks - {"all", "this"} - ({"example"} if grouped and n is of else set()) for n in nouns):
        raise Unread
    if not of.items and of.owners is not None and subject and (of.kind is None or subject.items and not subject.upper):
        return _apart(clause.meant.things(subject), of.owners)  # `S1 不屬於 T5`
    if {*two.verbs} & IS or subject and subject.marks - {"all"}:
        raise Unread
    owners = clause.meant.owners(subject) if subject else of.owners if of.owners is not None else clause.meant.last()
    if of.owners is not None and owners != of.owners:
        if owners != (STANDARD,) or of.items:
            raise Unread
        owners = of.owners
    clause.note(owners)
    if of.items:
        return _apart(of.items, owners)
    group = Row(owners=owners, kind=of.kind).group
    if of.kind is Kind.TASK:
        raise Unread
    clause.note(owners, (), group)
    return [Count(group, 0)]


def _apart(items: tuple[str, ...], owners: tuple[str, ...]) -> list[Claim]:
    if {*map(kind, items)} & {*map(kind, owners)}:
        raise Unread
    return [Apart(items, owners)]
