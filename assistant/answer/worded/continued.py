"""Clauses that go on with what the one before spoke of."""

from __future__ import annotations

from .claims import Count, Group, Level, Listed, OfKind, Same, Under, Unread
from .clause import Clause
from .lists import sole
from .sides import fits
from .term import height, kinds


def complete(clause: Clause) -> None:
    """`…, and the list is complete`."""
    context = clause.context
    if not context.listed or not context.owners or context.kind is None:
        raise Unread
    clause.claim(Listed(Group(context.owners, context.kind), context.listed, True))


def set_under(clause: Clause) -> None:
    """`All four indicators belong to T6.3`: those of the list at hand, or all that there are."""
    of, there, owners = clause.kinds[0], clause.context.listed, clause.uppers
    if of.kind is None or clause.terms.index(of) > clause.words.index(clause.verb):
        raise Unread
    if clause.has("each", "example", "others"):
        raise Unread
    if not there or kinds(there) != {of.kind}:
        clause.claim(Count(Group(owners, of.kind), of.number, total=len(owners) > 1))
        return clause.note(owners=owners, kind=of.kind, listed=Group(owners, of.kind).all(clause.facts))
    if of.number != len(there):
        raise Unread
    clause.claim(Under(there, owners, sole(clause)))
    return clause.note(owners=owners, items=there)


def passed_on(clause: Clause) -> None:
    """`…，屬於 T5`: of what was spoken of last."""
    items, owners = clause.context.items, clause.uppers
    if not items or clause.has("each") or not fits(clause.verb, kinds(items)):
        raise Unread
    if max(map(height, items)) >= min(map(height, owners)):
        raise Unread
    clause.claim(Under(items, owners, sole(clause)))
    clause.note(items=items, owners=owners, verb=clause.verb)


def is_of(clause: Clause) -> None:
    """`…，是 T5 底下的一項工作活動`: of what was spoken of last."""
    items, of, owners = clause.context.items, clause.kinds[0], clause.uppers
    if not items or of.kind is None or of.number not in (None, len(items)) or not all(t.owner for t in clause.names):
        raise Unread
    if clause.has("only", "all", "each"):
        raise Unread
    clause.claim(OfKind(items, of.kind))
    clause.claim(*([Under(items, owners)] if owners else []))
    clause.claim(*(Level(item, of.rank) for item in items if of.rank is not None))
    clause.note(owners=owners or clause.context.owners, kind=of.kind)


def same_list(clause: Clause) -> None:
    """`…，即 T3.1 到 T3.5`: the list that was spoken of."""
    there, named, words = clause.context.listed, clause.uppers, clause.words
    if clause.has("only", "total") or clause.has("holds") and words.index("holds") > words.index("name"):
        raise Unread
    if not there or kinds(named) != kinds(there):
        raise Unread
    clause.claim(Same(named, there, clause.some))
