"""Clauses that say what hangs on what, what is what, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...standard.code import kind_of
from ...standard.model import Kind
from .claims import STANDARD, Apart, Claim, Count, Group, Same, Under, has, kind
from .clause import Claims, Clause
from .parts import NOTHING, Part, Unread, Words, marked


def holds(clause: Clause) -> Claims:
    """`T5 需要四項技能`, `T5 包含 S27 和 S28`, `T5 的技能包括…`, `T3.1 產出 O3.1.1`."""
    subject, objects = clause.part("subject"), clause.several("object")
    marks = subject.marks + clause.words("between", "behind")
    if (
        any("example" in two.marks and one.items for one, two in pairwise(objects))
        or len({bool(o.items) for o in objects}) > 1
    ):
        return None
    if subject.closed:
        return _closed(clause, subject, objects, marks)
    if "only" in subject.marks:
        alone = subject.symbol == "Uppers" and marks == ("only",) and all(o.items for o in objects)
        return [Under(o.items, subject.items, only=True) for o in objects] if alone else None
    if _of_group(clause, subject, objects):
        return listed(clause, subject, objects, marks, one=subject is NOTHING)
    of = clause.part("of")
    if of is NOTHING and subject is NOTHING and len(objects) == 1 and not objects[0].items and objects[0].share is None:
        owners = objects[0].owners or clause.phrases.owners(subject)
    elif of is not NOTHING and (subject is not NOTHING and subject.symbol != "standard" or "no" in marks):
        return None
    else:
        owners = clause.phrases.owners(subject if of is NOTHING else of)
    if "no" in marks:
        clause.note(owners)
        told = marks == ("no",) and all(o.items and not o.marks for o in objects)
        return [Apart(o.items, owners) for o in objects] if told else None
    return [c for o in objects for c in _held(clause, owners, o, marks, objects)]


def gap(clause: Clause) -> Claims:
    """`…，T5 四項`: a number without a verb, never an item."""
    return None if clause.part("object").items else holds(clause)


def _closed(clause: Clause, subject: Part, objects: list[Part], marks: Words) -> Claims:
    """`用到 K12 的任務只有一個`, `級別最高的任務有 T3 和 T5`: how many, or which they are."""
    clause.keep(kind=subject.counted or clause.context.kind)
    clause.note(subject.items)
    if marked(marks, "no", "each", "example", "all"):
        return None
    if all(o.symbol == "Uppers" and o.number is None for o in objects):
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
    if subject.kind is None or subject.items or "each" in subject.marks:
        return False
    return (
        subject.symbol == "Things" or subject.owners is not None or subject.rank is not None or kinds == {subject.kind}
    )


def _held(clause: Clause, owners: tuple[str, ...], held: Part, marks: Words, objects: list[Part]) -> Iterator[Claim]:
    """One object of a verb of holding."""
    marks += held.marks
    some, only = marked(marks, "example", "others"), "only" in marks
    if held.owners not in (None, owners) and held.share is None or some and only:
        raise Unread
    if held.items:
        yield from _items(clause, owners, held, only=only, some=some)
        return
    word = held.kind or next((o.kind for o in reversed(objects) if o.kind), None) or clause.context.kind
    if clause.produces:
        word = held.kind or Kind.OUTPUT
    if (
        word is None
        or some
        or "rest" in held.marks
        or held.symbol not in ("Things", "UpperKind", "number")
        or not clause.fits(of=word)
    ):
        raise Unread
    group = Group(owners, word, held.rank)
    if "this" in held.marks:
        yield Under(clause.phrases.subjects(held), owners)
        return
    clause.note(owners, (), group)
    if held.share is not None and held.number is not None:
        yield Count(Group(held.owners or (STANDARD,), word), held.number)
        yield from counted(clause, group, held.share, marks, [held.share])
    elif held.number is not None:
        numbers = [o.number for o in objects if o.number is not None and o.kind in (None, word)]
        yield from counted(clause, group, held.number, marks, numbers)
    elif marked(marks, "only", "all", "each"):
        raise Unread
    else:
        yield Count(group, None)


def _items(clause: Clause, owners: tuple[str, ...], held: Part, *, only: bool, some: bool) -> Iterator[Claim]:
    """Items held: each hangs on each owner, and several are all there are of their kind unless they are examples."""
    if not clause.fits(*held.items) or held.number not in (None, len(held.items)) and "others" not in held.marks:
        raise Unread
    if "others" in held.marks and held.number is not None:
        yield Count(Group(owners, kind_of(held.items[0])), held.number)
    items = (*clause.context.besides, *held.items)
    clause.keep(besides=())
    for word in dict.fromkeys(map(kind_of, items)):
        own = tuple(i for i in items if kind_of(i) is word)
        yield from has(Group(owners, word), own, whole=only or not some and (len(own) > 1 or "all" in held.marks))
        clause.note(owners, (), Group(owners, word))
    clause.keep(open=False)


def counted(clause: Clause, group: Group, number: int, marks: Words, numbers: Sequence[int]) -> Iterator[Claim]:
    """A number of a group: of its only owner, of each one, of each its own, or of all together."""
    if len(group.owners) == 1:
        told = clause.context.counted if clause.context.kind is group.kind else ()
        clause.keep(counted=tuple(dict.fromkeys((*told, *group.owners))))
        yield Count(group, number)
    elif "total" not in marks and len(numbers) == len(group.owners):
        yield from (Count(Group((o,), group.kind), n) for o, n in zip(group.owners, numbers, strict=True))
    elif marked(marks, "all", "each", "total") and len(set(numbers)) == 1:
        yield Count(group, number, total="total" in marks)
    else:
        raise Unread


def listed(clause: Clause, subject: Part, objects: list[Part], marks: Words, *, one: bool = False) -> Claims:
    """`T5 的技能共有四項`, `T5 的技能包括 S27、S28`; with `one` a single item need not be all there is."""
    group = clause.phrases.group(subject)
    marks += marks_of(objects)
    items = tuple(i for o in objects for i in o.items)
    said = [o.number for o in objects if o.number is not None]
    some = marked(marks, "example", "others")
    if "no" in marks or some and "only" in marks or not items and not said:
        return None
    if any(
        o.owners not in (None, group.owners) or o.kind not in (None, group.kind) or o.symbol == "Level" for o in objects
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


def none(clause: Clause) -> Claims:
    """`T2.2 沒有產出`."""
    subject, of = clause.part("subject"), clause.part("object")
    if of is NOTHING and clause.context.group:
        of = Part("Things", kind=clause.context.kind)
    if of.kind in (None, Kind.TASK) or of.items or of.number is not None or not {*of.marks} <= {"all"}:
        return None
    owners = of.owners or clause.phrases.owners(subject)
    if of.kind is None or any(kind(o) is of.kind for o in owners):
        return None
    clause.note(owners, (), Group(owners, of.kind))
    return [Count(Group(owners, of.kind), 0)]


def alone(clause: Clause) -> Claims:
    """`…：S27、S28`, `例如 S27`, `四項`, `合計 17 項`: no verb, after a clause that had one."""
    objects, context = clause.several("subject"), clause.context
    marks, first = clause.words("between") + marks_of(objects), objects[0]
    if all(o.items and o.owners is None for o in objects) and context.group:
        return (
            listed(clause, NOTHING, objects, clause.words("between"))
            if context.open or "example" not in marks
            else None
        )
    if len(objects) > 1:
        return None
    if first.items:
        whole = first.owners is not None and first.kind
        return (
            listed(clause, replace(first, items=()), [replace(first, owners=None)], clause.words("between"))
            if whole
            else None
        )
    if first.number is None and first.owners and first.kind and not marks and len(clause.parts) == 1:
        group = clause.phrases.group(first)
        clause.note(group.owners, (), group)
        return [Count(group, None)]
    if first.number is None or first.some:
        return None
    if len(context.counted) > 1 and "total" in marks and first.kind is None and context.kind:
        return [Count(Group(context.counted, context.kind), first.number, total=True)]
    group = clause.phrases.group(first)
    clause.note(group.owners, (), group)
    return list(counted(clause, group, first.number, marks, [first.number]))


def marks_of(parts: Sequence[Part]) -> Words:
    return tuple(mark for part in parts for mark in part.marks)
