"""Clauses that say what hangs on what, what is what, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Apart, Claim, Count, Group, Level, Listed, OfKind, Same, Under, has, kind
from .clause import Clause
from .opening import Claims
from .parts import NOTHING, Part, Unread


def holds(clause: Clause, m: re.Match[str]) -> Claims:
    """`T5 需要四項技能`, `T5 包含 S27 和 S28`, `T5 的技能包括…`, `T3.1 產出 O3.1.1`."""
    subject, objects = clause.part(m, "s"), clause.several(m, "o")
    marks = subject.marks + m["a"] + m["b"]
    if (
        any("g" in two.marks and one.items for one, two in pairwise(objects))
        or len({bool(o.items) for o in objects}) > 1
    ):
        return None
    if subject.closed:
        return _closed(clause, subject, objects, marks)
    if "x" in subject.marks:
        alone = subject.symbol == "W" and marks == "x" and all(o.items for o in objects)
        return [Under(o.items, subject.items, only=True) for o in objects] if alone else None
    if _of_group(clause, subject, objects):
        return listed(clause, subject, objects, marks, one=subject is NOTHING)
    owners = clause.phrases.owners(subject)
    if "N" in marks:
        clause.note(owners)
        told = marks == "N" and all(o.items and not o.marks for o in objects)
        return [Apart(o.items, owners) for o in objects] if told else None
    return [c for o in objects for c in _held(clause, owners, o, marks, objects)]


def gap(clause: Clause, m: re.Match[str]) -> Claims:
    """`…，T5 四項`: a number without a verb, never an item."""
    return None if clause.part(m, "o").items else holds(clause, m)


def _closed(clause: Clause, subject: Part, objects: list[Part], marks: str) -> Claims:
    """`用到 K12 的任務只有一個`, `級別最高的任務有 T3 和 T5`: how many, or which they are."""
    clause.keep(kind=subject.counted or clause.context.kind)
    clause.note(subject.items)
    if set(marks) & set("Nega"):
        return None
    if all(o.symbol == "W" and o.number is None for o in objects):
        return [Same(subject.items, tuple(i for o in objects for i in o.items))]
    of = objects[0]
    counted = len(objects) == 1 and not of.items and of.kind in (None, kind(subject.items[0]))
    return [] if counted and of.number == len(subject.items) else None


def _of_group(clause: Clause, subject: Part, objects: list[Part]) -> bool:
    """Whether a subject is a set that is counted or listed: `T5 的技能有…`, `這些活動包括…`, `其中包括 S27`."""
    group = clause.context.group
    kinds = {kind_of(i) for o in objects for i in o.items}
    if subject is NOTHING:
        return group is not None and kinds <= {group.kind} and all(o.kind is None for o in objects)
    if subject.kind is None or subject.items or "e" in subject.marks:
        return False
    return subject.symbol == "X" or subject.owners is not None or subject.rank is not None or kinds == {subject.kind}


def _held(clause: Clause, owners: tuple[str, ...], held: Part, marks: str, objects: list[Part]) -> Iterator[Claim]:
    """One object of a verb of holding."""
    marks += held.marks
    some, only = bool(set(marks) & set("gG")), "x" in marks
    if held.owners not in (None, owners) and held.share is None or some and only:
        raise Unread
    if held.items:
        yield from _items(clause, owners, held, only=only, some=some)
        return
    word = held.kind or next((o.kind for o in reversed(objects) if o.kind), None) or clause.context.kind
    if clause.produces:
        word = held.kind or Kind.OUTPUT
    if word is None or some or held.symbol not in "XAn" or not clause.fits(of=word):
        raise Unread
    group = Group(owners, word, held.rank)
    if "r" in held.marks:
        yield Under(clause.phrases.subjects(held), owners)
        return
    clause.note(owners, (), group)
    if held.share is not None and held.number is not None:
        yield Count(Group(held.owners or (STANDARD,), word), held.number)
        yield from counted(clause, group, held.share, marks, [held.share])
    elif held.number is not None:
        numbers = [o.number for o in objects if o.number is not None and o.kind in (None, word)]
        yield from counted(clause, group, held.number, marks, numbers)
    elif set(marks) & set("xae"):
        raise Unread
    else:
        yield Count(group, None)


def _items(clause: Clause, owners: tuple[str, ...], held: Part, *, only: bool, some: bool) -> Iterator[Claim]:
    """Items held: each hangs on each owner, and several are all there are of their kind unless they are examples."""
    if not clause.fits(*held.items) or held.number not in (None, len(held.items)) and "G" not in held.marks:
        raise Unread
    if "G" in held.marks and held.number is not None:
        yield Count(Group(owners, kind_of(held.items[0])), held.number)
    for word in dict.fromkeys(map(kind_of, held.items)):
        own = tuple(i for i in held.items if kind_of(i) is word)
        yield from has(Group(owners, word), own, whole=only or not some and (len(own) > 1 or "a" in held.marks))
        clause.note(owners, (), Group(owners, word))
    clause.keep(open=False)


def counted(clause: Clause, group: Group, number: int, marks: str, numbers: Sequence[int]) -> Iterator[Claim]:
    """A number of a group: of its only owner, of each one, of each its own, or of all together."""
    if len(group.owners) == 1:
        told = clause.context.counted if clause.context.kind is group.kind else ()
        clause.keep(counted=tuple(dict.fromkeys((*told, *group.owners))))
        yield Count(group, number)
    elif "t" not in marks and len(numbers) == len(group.owners):
        yield from (Count(Group((o,), group.kind), n) for o, n in zip(group.owners, numbers, strict=True))
    elif set(marks) & set("aet") and len(set(numbers)) == 1:
        yield Count(group, number, total="t" in marks)
    else:
        raise Unread


def listed(clause: Clause, subject: Part, objects: list[Part], marks: str, *, one: bool = False) -> Claims:
    """`T5 的技能共有四項`, `T5 的技能包括 S27、S28`; with `one` a single item need not be all there is."""
    group = clause.phrases.group(subject)
    marks += "".join(o.marks for o in objects)
    items = tuple(i for o in objects for i in o.items)
    said = [o.number for o in objects if o.number is not None]
    some = bool(set(marks) & set("gG"))
    if "N" in marks or some and "x" in marks or not items and not said:
        return None
    if any(
        o.owners not in (None, group.owners) or o.kind not in (None, group.kind) or o.symbol == "R" for o in objects
    ):
        return None
    claims: list[Claim] = []
    if items and len(group.owners) > 1:
        claims.append(Same(items, group.all(clause.phrases.facts), some))
    elif items:
        claims += has(group, items, whole=not some and (len(items) > 1 or not one))
    if subject.number is not None:
        claims += counted(clause, group, subject.number, marks, [subject.number])
    for number in said:
        claims += [Count(group, number)] if group.rank is not None else counted(clause, group, number, marks, said)
    clause.keep(owners=group.owners, items=items or clause.context.items, group=group, kind=group.kind, open=not items)
    return claims


def none(clause: Clause, m: re.Match[str]) -> Claims:
    """`T2.2 沒有產出`."""
    subject, of = clause.part(m, "s"), clause.part(m, "o")
    if of.kind in (None, Kind.TASK) or of.items or of.number is not None or not set(of.marks) <= set("a"):
        return None
    owners = of.owners or clause.phrases.owners(subject)
    if of.kind is None or any(kind(o) is of.kind for o in owners):
        return None
    clause.note(owners, (), Group(owners, of.kind))
    return [Count(Group(owners, of.kind), 0)]


def belongs(clause: Clause, m: re.Match[str]) -> Claims:
    """`S27 屬於 T5`, `S27 is part of the skills of T5`, `O3.1.1 由 T3.1 產出`."""
    subject, of = clause.part(m, "s"), clause.part(m, "o")
    marks = m["a"] + subject.marks + of.marks
    word = of.kind if of.kind not in UPPER else None
    if of.items and of.symbol == "X" or of.rank is not None or of.number is not None and not _counts(of, word):
        return None
    if word and of.owners is None:
        items = clause.phrases.subjects(subject)
        return [OfKind(items, word)] if of.number is None and not set(marks) & set("Nx") else None
    owners = of.owners if word and of.owners else clause.phrases.owners(of)
    if subject.kind and not subject.items and subject.owners is None and not set(subject.marks) & set("ra"):
        if subject.number is None or not clause.fits(of=subject.kind):
            return None
        clause.note(owners, (), Group(owners, subject.kind))
        return list(counted(clause, Group(owners, subject.kind), subject.number, marks, [subject.number]))
    items = clause.phrases.subjects(subject)
    if not clause.fits(*items):
        return None
    clause.note(owners, items)
    if "N" in marks:
        return [Apart(items, owners)] if not set(marks) & set("xegG") and not word else None
    claims: list[Claim] = [OfKind(items, word)] if word else []
    if word and of.number is not None:
        claims.append(Count(Group(owners, word), of.number))
    if "x" in subject.marks or clause.symbols.startswith("xH"):
        claims.append(Listed(Group(owners, kind_of(items[0])), items, True))
    return [*claims, Under(items, owners, "x" in m["a"] + of.marks + m[0][-1:])]


def _counts(of: Part, word: Kind | None) -> bool:
    """Whether a number behind a verb of belonging is one that can be checked: `T5 的四項技能之一`, `這兩項任務`."""
    return of.some and bool(of.owners) if word else "r" in of.marks


def equals(clause: Clause, m: re.Match[str]) -> Claims:
    """`S27 是溝通技能`, `S27 是 T5 的技能`, `T5 的技能是 S27、S28…`."""
    subject, objects = clause.part(m, "s"), clause.several(m, "o")
    of = objects[0]
    last = [*map(kind, clause.context.items)]
    if subject is NOTHING and len(objects) == 1 and of.items and "g" not in m["a"] and [*map(kind, of.items)] == last:
        subject = replace(of, items=clause.context.items, closed=True)
    marks = m["a"] + subject.marks + "".join(o.marks for o in objects)
    if "N" in marks:
        named = marks == "N" and len(objects) == 1 and of.kind and of.owners and not of.items and of.number is None
        return [Apart(clause.phrases.subjects(subject), of.owners)] if named and of.owners else None
    if subject.items and of.items and of.owners is None and of.number is None:
        return _same(clause, subject, objects, marks)
    if of.items or of.number is not None and of.kind is None:
        if of.items and subject.kind and "r" in subject.marks and not clause.context.group:
            return [Same(clause.phrases.subjects(subject), of.items)]
        return listed(clause, subject, objects, m["a"] + subject.marks)
    if of.kind is None or len(objects) > 1:
        return None
    group = clause.context.group
    pointed = subject.symbol == "p" and group is not None and group.kind is of.kind
    items = group.all(clause.phrases.facts) if pointed and group else clause.phrases.subjects(subject)
    return _of_kind(clause, items, of, marks)


def _same(clause: Clause, subject: Part, objects: list[Part], marks: str) -> Claims:
    """Two ways of naming the same items."""
    of = objects[0]
    if len(objects) > 1 or set(marks) & set("Gt") or "x" in marks and not (subject.closed or of.closed):
        return None
    clause.keep(items=subject.items)
    if subject.symbol == "W":
        clause.note(subject.items)
    if word := subject.counted or of.counted:
        clause.keep(kind=word, group=None)
    return [Same(subject.items, of.items)]


def _of_kind(clause: Clause, items: tuple[str, ...], of: Part, marks: str) -> Claims:
    """Items said to be of a kind, under an owner, at a level, all there are."""
    if of.kind is None or of.some and "x" in marks or of.number not in (None, len(items)) and not of.some:
        return None
    claims: list[Claim] = [OfKind(items, of.kind)]
    if of.owners is not None:
        claims.append(Under(items, of.owners))
    claims += [Level(i, of.rank) for i in items if of.rank is not None]
    group = replace(of, number=None)
    if of.some and of.number is not None:
        claims.append(Count(clause.phrases.group(group), of.number))
    elif "x" in marks or "a" in of.marks or of.number and (of.owners or of.rank):
        claims.append(Listed(clause.phrases.group(group), items, True))
    clause.keep(items=items, owners=of.owners or clause.context.owners, kind=of.kind)
    return claims


def alone(clause: Clause, m: re.Match[str]) -> Claims:
    """`…：S27、S28`, `例如 S27`, `四項`, `合計 17 項`: no verb, after a clause that had one."""
    objects, context = clause.several(m, "s"), clause.context
    marks, first = m["a"] + "".join(o.marks for o in objects), objects[0]
    if all(o.items and o.owners is None for o in objects) and context.group:
        return listed(clause, NOTHING, objects, m["a"]) if context.open or "g" not in marks else None
    if len(objects) > 1:
        return None
    if first.items:
        whole = first.owners is not None and first.kind
        return listed(clause, replace(first, items=()), [replace(first, owners=None)], m["a"]) if whole else None
    if first.number is None and first.owners and first.kind and not marks:
        group = clause.phrases.group(first)
        clause.note(group.owners, (), group)
        return [Count(group, None)]
    if first.number is None or first.some:
        return None
    if len(context.counted) > 1 and "t" in marks and first.kind is None and context.kind:
        return [Count(Group(context.counted, context.kind), first.number, total=True)]
    group = clause.phrases.group(first)
    clause.note(group.owners, (), group)
    return list(counted(clause, group, first.number, marks, [first.number]))
