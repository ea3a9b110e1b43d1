"""Clauses about levels, and about the place of an item in a list."""

from __future__ import annotations

from dataclasses import replace

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Claim, Count, Group, Level, Listed, OfKind, Placed, kind
from .clause import Clause
from .noun import Noun, Unread
from .rows import upper
from .sides import IS, Sides, last


def levels(clause: Clause, subject: Noun | None, objects: list[Noun]) -> bool:
    plain = all(not o.items and o.kind is None and o.owners is None for o in objects)
    said = subject is not None and subject.level or clause.context.level and all(o.number for o in objects)
    return plain and (said or all(o.rank is not None for o in objects))


def ranked(clause: Clause, subject: Noun | None, said: list[Noun], two: Sides) -> list[Claim]:
    """`T5 的級別是 5`, `T4 和 T5 分別為 4 級和 5 級`, `只有 T3 和 T5 是五級`."""
    numbers = [n for o in said if (n := o.rank if o.rank is not None else o.number) is not None]
    if "only" in two.marks or any(o.marks - {"all", "each"} for o in said) or two.said(subject) & {"example", "others"}:
        raise Unread
    above = {kind(c) for c in clause.context.owners}
    if (
        subject
        and subject.number
        and subject.kind is None
        and len(above) == 1
        and not subject.items
        and not subject.marks
    ):
        subject = replace(subject, kind=above.pop())
    if (
        subject
        and subject.kind in UPPER
        and subject.number
        and subject.owners is None
        and not subject.items
        and not subject.marks
    ):
        group = Group((STANDARD,), subject.kind, numbers[0])
        clause.keep(group=group, kind=subject.kind, listed=False, level=False)
        return [Count(group, subject.number)] if len(numbers) == 1 and subject.rank is None else []
    if subject and subject.level and subject.owners is not None and not subject.items:
        codes = subject.owners
    else:
        codes = clause.meant.things(replace(subject or Noun(), level=False))
    if not upper(codes):
        return [OfKind(codes, Kind.TASK)]
    ranked = clause.context.counted if clause.context.level else ()
    clause.note(codes)
    clause.keep(level=True, counted=tuple(dict.fromkeys((*ranked, *codes))))
    if subject is not None and subject.marked("only") or "only left" in two.marks:
        if len(numbers) > 1 or STANDARD in codes:
            raise Unread
        return [Listed(Group((STANDARD,), kind_of(codes[0]), numbers[0]), codes, True)]
    if len(numbers) != 1 and (len(numbers) != len(codes) or "each" not in two.said(subject, *said)):
        raise Unread
    each = numbers * len(codes) if len(numbers) == 1 else numbers
    return [Level(code, number) for code, number in zip(codes, each, strict=True)]


def graded(clause: Clause, noun: Noun, two: Sides) -> list[Claim]:
    """`五級`, `Level 5 is assigned to T3 and T5 only`."""
    if not noun.owners:
        return ranked(clause, Noun(items=noun.items) if noun.items else None, [replace(noun, items=())], two)
    clause.note(noun.owners)
    if "only" not in two.marks and not noun.sole:
        return []  # the phrase says it by itself
    return [Listed(Group((STANDARD,), kind_of(noun.owners[0]), noun.rank), noun.owners, True)]


def placed(clause: Clause, two: Sides) -> list[Claim]:
    """`第一個活動是 T3.1`, `T1.1 是 T1 的第一個活動`."""
    nouns = [*(two.left or [last(clause)]), *two.right]
    if len(nouns) != 2 or not {*two.verbs} <= IS or two.denials or two.marks - {"topic", "all"}:
        raise Unread
    placed, named = sorted(nouns, key=lambda n: not n.place)
    if (
        named.place
        or len(named.items) != 1
        or named.marks
        or placed.marks - {"example", "this"}
        or placed.rank is not None
    ):
        raise Unread
    group = clause.meant.group(replace(placed, number=None, marks=frozenset()))
    if kind(named.items[0]) is not group.kind:
        raise Unread
    clause.keep(items=named.items, owners=group.owners, group=group, listed=True)
    counts = [Count(group, placed.number)] if placed.number not in (None, 1) else []
    return [Placed(group, named.items[0], placed.place), *counts]
