"""Clauses that say what something is, and of what it is a part."""

from __future__ import annotations

from dataclasses import replace

from ...standard.relations import UPPER
from .claims import Claim, Count, Level, Listed, OfKind, Same, Under, kind
from .clause import Clause
from .lists import listed, told
from .noun import Noun, Unread
from .rows import Row, upper
from .sides import Sides


def equals(clause: Clause, subject: Noun | None, two: Sides) -> list[Claim]:
    """`S27 是溝通技能`, `S27 是 T5 的技能`, `T5 的技能是 S27、S28…`."""
    objects, marks, of, context = two.right, two.marks, two.right[0], clause.context
    if len(objects) > 1 and not all(o.items or o.number for o in objects):
        raise Unread
    if not of.items and (of.kind is not None or of.owners is not None):
        return _belongs(clause, subject, of, two)
    if of.items and of.owners is not None and subject is None:
        return listed(clause, replace(of, items=(), number=None), [replace(of, owners=None, kind=None)], marks)
    if subject is None and _alike(context.items, of.items) and (of.items == context.items or context.group is None):
        return _same(clause, context.items, of)
    theirs = subject is not None and subject.upper and not of.upper and (of.items or of.number is not None)
    if subject and theirs and (claims := _theirs(clause, subject, two)):
        return claims
    if len(objects) > 1 and (of.owners is not None or objects[-1].owners is not None):
        raise Unread
    if subject and subject.items and of.items and len(objects) == 1:
        return _same(clause, subject.items, of)
    if subject and (subject.marked("this") and subject.kind and of.items or subject.pronoun) and context.group is None:
        return _same(clause, clause.meant.things(subject), of)
    if subject and subject.number == 1 and subject.kind is None and not subject.marks:  # `一項是 S31`
        return listed(clause, None, objects, marks | {"example"})
    pronoun = subject is not None and subject.pronoun
    said = two.said(subject) if pronoun else marks
    return listed(clause, None if pronoun else subject, objects, said)


def _theirs(clause: Clause, subject: Noun, two: Sides) -> list[Claim]:
    """`在 T3 是 S19`, `T5 則是四項`; nothing where the kind spoken of is another."""
    of, known = two.right[0], clause.context.kind
    if of.items and "topic" in two.marks and len(of.items) == 1 and not of.marks:
        clause.note(subject.items, of.items)
        return [Under(of.items, subject.items)]
    if known is None or known in UPPER or not {*map(kind, of.items)} <= {known}:
        return []
    return listed(clause, Noun(kind=known, owners=subject.items, marks=subject.marks), two.right, two.marks)


def _alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return bool(one and two) and kind(one[0]) is kind(two[0])


def _same(clause: Clause, items: tuple[str, ...], of: Noun) -> list[Claim]:
    """Two ways of naming the same items."""
    if of.some or of.marked("only") or of.owners is not None:
        raise Unread
    clause.keep(items=items)
    if upper(items):
        clause.note(items)
    return [Same(items, of.items)]


def _belongs(clause: Clause, subject: Noun | None, of: Noun, two: Sides) -> list[Claim]:
    """Items said to be of a kind, under an owner, at a level, all there are."""
    said = two.said(subject, of)
    if subject and subject.kind and not subject.items and not subject.marked("this", "all") and subject.owners is None:
        if of.owners is None or subject.number is None or of.kind not in (None, subject.kind):
            raise Unread
        return told(clause, Row(owners=of.owners, kind=subject.kind, number=subject.number, total="total" in said))
    known = clause.context.group
    pointing = "this" in two.marks or subject is not None and subject.pronoun
    if pointing and known and known.kind is of.kind and "example" not in said:
        items = known.all(clause.facts)  # `These are the skills of T5`
    else:
        items = clause.meant.things(subject or Noun())
    some, only = bool(said & {"example", "others"}), "only" in said
    if (
        of.share not in (None, len(items))
        or of.marked("rest")
        or some
        and only
        or of.number not in (None, len(items))
        and not some
    ):
        raise Unread
    if of.kind is None:
        left = "only left" in two.marks or subject is not None and subject.marked("only")
        if left or of.number is not None or of.marks - {"only"} or of.rank is not None or of.owners is None:
            raise Unread
        clause.note(of.owners, items)
        return [Under(items, of.owners, only=of.sole or only)]
    group = clause.meant.group(replace(of, number=None, marks=frozenset())) if some or of.owners or of.rank else None
    claims: list[Claim] = [OfKind(items, of.kind)]
    claims += [Level(i, of.rank) for i in items if of.rank is not None]
    if of.owners is not None:
        claims.append(Under(items, of.owners, only=of.sole))
        clause.note(of.owners, items)
    if some and of.number is not None and group:
        claims.append(Count(group, of.number))
    elif only or of.marked("all") or of.number and group:
        claims.append(Listed(group or clause.meant.group(replace(of, number=None)), items, True))
    clause.keep(items=items, owners=of.owners or clause.context.owners, kind=of.kind)
    return claims
