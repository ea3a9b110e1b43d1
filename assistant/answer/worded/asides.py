"""Clauses without a verb: topics, and what goes on with the clause before."""

from __future__ import annotations

from dataclasses import replace

from ...standard.relations import UPPER
from .claims import Claim, Count, Group, Under, kind
from .clause import Clause
from .levels import graded, ranked
from .lists import held, listed, told
from .noun import Noun, Unread
from .rows import Row, fits
from .sides import Sides


def alone(clause: Clause, two: Sides) -> list[Claim]:
    """`…：S27、S28`, `例如 S27`, `四項`, `合計 17 項`, `O3.1.2 由 T3.1 產出`: no verb."""
    nouns, context, marks = two.left, clause.context, two.marks
    if not nouns:
        if clause.opens and marks <= {"topic", "example", "each", "all", "total"}:
            return []
        raise Unread
    first = nouns[0]
    if len(nouns) == 1 and topic(clause, first, marks):
        counted = first.owners and first.kind and first.number
        return [Count(Group(first.owners or (), first.kind), first.number)] if counted and first.kind else []
    bare = all(n.items and n.owners is None for n in nouns)
    if bare and context.group and (not first.upper or context.group.kind in UPPER):
        if context.listed and two.said(first) & {"example", "others"} or first.marked("only"):
            raise Unread
        return listed(clause, None, nouns, marks)
    if len(nouns) == 2 and nouns[1].number is not None and not nouns[1].items:
        return _gapped(clause, first, nouns[1], two)
    if len(nouns) > 1 or first.told or first.closed:
        raise Unread
    if first.items and first.owners is not None:
        clause.note(first.owners, first.items)
        return []  # the phrase says it by itself
    if first.rank is not None and first.kind is None:
        return graded(clause, first, two)
    if first.owners is not None and first.kind is None:
        return _owned(clause, first)
    return _counted(clause, first, two)


def _gapped(clause: Clause, subject: Noun, held_: Noun, two: Sides) -> list[Claim]:
    """`…，T5 四項`: a number without a verb."""
    if not subject.upper and (subject.kind not in UPPER or subject.owners is not None):
        raise Unread
    if held_.kind is None and clause.context.level:
        return ranked(clause, subject, [held_], two)
    return held(clause, clause.meant.owners(subject), held_, "holds", two.said(subject, held_), [held_])


def _owned(clause: Clause, noun: Noun) -> list[Claim]:
    """`…，屬於 T5`: of what was spoken of last."""
    if not noun.pronoun and noun.by not in ("belongs", "needed", "produced"):
        raise Unread
    items = clause.meant.things(Noun(pronoun="they"))
    if noun.marks - {"all"} or noun.number is not None or not fits(noun.by, *map(kind, items)):
        raise Unread
    clause.note(noun.owners or (), items)
    return [Under(items, noun.owners or (), noun.sole)]


def _counted(clause: Clause, noun: Noun, two: Sides) -> list[Claim]:
    """`四項技能`, `合計 17 項`, `T5 的技能`."""
    context, said = clause.context, two.said(noun)
    if noun.items or noun.level or noun.some or noun.kind is None and noun.number is None:
        raise Unread
    if noun.number is None and (noun.owners is None or said):
        raise Unread
    if "total" in said and len(context.counted) > 1 and context.kind and noun.kind in (None, context.kind):
        return [Count(Group(context.counted, context.kind), noun.number, total=True)]
    group = clause.meant.group(noun)
    numbers = () if noun.number is None else (noun.number,)
    row = Row(owners=group.owners, kind=group.kind, rank=group.rank, number=noun.number, numbers=numbers)
    return told(clause, replace(row, each=bool(said & {"all", "each"}), total="total" in said))


def topic(clause: Clause, noun: Noun, marks: set[str]) -> bool:
    """`就 T5 而言，`, `For T5,`: what a sentence opens with claims nothing."""
    if (
        not clause.opens
        or noun.rank is not None
        or noun.pronoun
        or noun.place
        or marks - {"topic", "example", "all", "this"}
    ):
        return False
    if (
        noun.owners is not None
        and noun.kind is not None
        and not noun.items
        and noun.by != "belongs"
        and not noun.marked("only", "others", "rest")
    ):
        clause.note(noun.owners, (), Group(noun.owners, noun.kind))
        return True
    if noun.number is not None or noun.marks - {"this"} or noun.told:
        return False
    if noun.upper and noun.owners is None:
        clause.note(noun.items)
    elif noun.owners is not None and not noun.items and noun.kind is None and noun.by in ("of_whom", "by", ""):
        clause.note(noun.owners)
    elif "topic" in marks and noun.owners is None and (noun.items or noun.kind):
        clause.keep(**({"items": noun.items} if noun.items else {"kind": noun.kind}))
    else:
        return False
    return True
