"""Clauses that go on with what the one before spoke of."""

from __future__ import annotations

from .claims import Count, Group, Level, Listed, OfKind, Same, Under, Unread
from .clause import Clause
from .counts import held_by
from .lists import in_order, sole, spread
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
    if clause.has("example") and there and kinds(there) == {of.kind}:
        return parted(clause)
    if clause.has("each", "example", "others"):
        raise Unread
    if there and kinds(there) == {of.kind} and of.number != len(there):
        return parted(clause)
    if not there or kinds(there) != {of.kind}:
        clause.claim(Count(Group(owners, of.kind), of.number, total=len(owners) > 1))
        return clause.note(owners=owners, kind=of.kind, listed=Group(owners, of.kind).all(clause.facts))
    clause.claim(Under(there, owners, sole(clause)))
    return clause.note(owners=owners, items=there)


def parted(clause: Clause) -> None:
    """`其中 5 項屬於 T3，3 項屬於 T5`: how many of the list at hand are each owner's."""
    there, numbers = clause.context.listed, clause.numbers
    if len(numbers) != 1 or not there or clause.has("each", "spread", "only", "all", "total"):
        raise Unread
    if len(clause.uppers) != 1 or len(kinds(there)) != 1:
        raise Unread  # `三項屬於 T1.2 和 T1.5`: each, or together
    if any(t.number is not None and t.kind is not None and {t.kind} != kinds(there) for t in clause.kinds):
        raise Unread
    if max(map(height, there)) >= min(map(height, clause.uppers)):
        raise Unread
    held = held_by(clause.uppers[0], there, clause.facts)
    clause.claim(Same((str(numbers[0]),), (str(held),)))
    clause.note(among=True)


def is_one(clause: Clause) -> bool:
    """Claim `一項是 S31，另一項是 S32` of the list at hand; false where it is something else."""
    named = [c for t in clause.names for c in t.codes]
    context = clause.context
    two = len({*context.listed}) == 2 and {*named} <= {*context.listed} - {*context.said}
    if clause.words != ["number", "is", "name"] or clause.numbers != [1] or len(named) != 1 or not two:
        return False
    clause.claim(Same((named[0],), context.listed, some=True))
    clause.note(said=(*context.said, *named))
    return True


def passed_on(clause: Clause) -> None:
    """`…，屬於 T5`: of what was spoken of last."""
    items, owners = clause.context.items, clause.uppers
    if not items or not fits(clause.verb, kinds(items)):
        raise Unread
    if clause.orderly and (clause.has("all") or len(items) != len(owners)):
        raise Unread
    if max(map(height, items)) >= min(map(height, owners)):
        raise Unread
    if clause.has("spread"):
        clause.claim(*spread(items, owners))
    elif clause.orderly:
        clause.claim(*in_order(items, owners))
    else:
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
