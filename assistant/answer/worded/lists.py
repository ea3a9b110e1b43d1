"""Clauses that say what somebody has, or list and count what somebody has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...standard.model import Kind
from .claims import STANDARD, Claim, Group, Under, kind
from .clause import Clause
from .levels import ranked
from .noun import Noun, Unread
from .rows import Row, fits
from .sides import Sides

_NEEDED = frozenset({Kind.KNOWLEDGE, Kind.SKILL})
"""What a task needs, if nothing says which of the two is meant."""


def held(
    clause: Clause,
    owners: tuple[str, ...],
    held: Noun,
    verb: str,
    said: set[str],
    objects: list[Noun],
    alone: bool = False,
) -> list[Claim]:
    """One object of a verb of holding."""
    if held.owners not in (None, owners) and held.share is None:
        if owners != (STANDARD,):
            raise Unread
        owners = held.owners or owners
    word = held.kind or (Kind.OUTPUT if verb == "produces" and not held.items else None)
    if not held.items and held.rank is None:
        word = word or next((o.kind for o in reversed(objects) if o.kind), None) or clause.context.kind
    if held.marked("rest") or not fits(verb, word, *map(kind, held.items)):
        raise Unread
    if held.rank is not None and held.kind is None:
        return ranked(clause, Noun(items=owners), [held], Sides())
    if held.marked("this") and not held.items:
        if said & {"only", "only left", "example", "others"}:
            raise Unread
        return [Under(clause.meant.things(held), owners)]
    besides = clause.context.besides if held.items else ()
    some, only = bool(said & {"example", "others"}), "only" in said and not alone
    row = Row(
        owners=owners,
        kind=word,
        items=(*besides, *held.items),
        number=None if held.number is None else held.number + len(besides),
        numbers=tuple(o.number for o in objects if o.number is not None and o.kind in (None, word)),
        rank=held.rank,
        some=some,
        sole=alone,
        whole=bool(held.items) and (only or "all" in held.marks),
        each=bool(said & {"all", "each"}) and (held.number is not None or not held.marked("all", "each")),
        total="total" in said,
        alike=held.alike,
    )
    unsaid = not (word or clause.context.kind)  # whether knowledge or skills are meant
    if only and (some or unsaid and _needs_more(clause, owners, held.items)):
        raise Unread
    if held.share is not None:
        whole = Row(
            owners=(STANDARD,) if held.owners in (None, owners) else held.owners or (), kind=word, number=held.number
        )
        return [*whole.claims(clause.facts), *told(clause, replace(row, number=held.share, numbers=()))]
    if held.number is None and not held.items and only:
        raise Unread
    if held.items:
        clause.keep(besides=())
    return told(clause, row)


def _needs_more(clause: Clause, owners: tuple[str, ...], items: tuple[str, ...]) -> bool:
    """Whether owners need knowledge beside skills, or skills beside knowledge: T6 只需要 S31 和 S32 leaves nine out."""
    said = {*map(kind, items)}
    return bool(said) and said < _NEEDED and any(Group(owners, k).all(clause.facts) for k in _NEEDED - said)


def told(clause: Clause, row: Row) -> list[Claim]:
    """The claims of a row, which is what is spoken of from here on."""
    if not row.items and row.number is None and row.each:
        row = replace(row, each=False)
    claims = row.claims(clause.facts)
    before, group = clause.context, None if row.rank is not None and not row.kind else row.group
    clause.note(row.owners, (), group)
    told = before.counted if group and before.kind is group.kind and not before.level else ()
    counted = (*told, *row.owners) if row.number is not None and len(row.owners) == 1 else before.counted
    clause.keep(counted=tuple(dict.fromkeys(counted)), listed=bool(row.items), last=row.items)
    return claims


def listed(
    clause: Clause, subject: Noun | None, objects: list[Noun], marks: Iterable[str], *, one: bool = False
) -> list[Claim]:
    """`T5 的技能共有四項`, `T5 的技能包括 S27、S28`; with `one` a single item need not be all there is."""
    group = clause.meant.group(subject or Noun())
    said = {*marks, *(subject.marks if subject else ()), *(m for o in objects for m in o.marks)}
    items = (*clause.context.besides, *(i for o in objects for i in o.items))
    numbers = tuple(o.number for o in objects if o.number is not None)
    if (
        said & {"only left", "rest"}
        or not items
        and not numbers
        or len({*map(kind, items)}) > 1
        or len(numbers) > len(group.owners)
    ):
        raise Unread
    if any(
        o.owners not in (None, group.owners) or o.kind not in (None, group.kind) or o.rank is not None for o in objects
    ):
        raise Unread
    some = bool(said & {"example", "others"})
    row = Row(
        owners=group.owners,
        kind=group.kind,
        items=items,
        number=numbers[0] if numbers else None,
        numbers=numbers,
        rank=group.rank,
        some=some and bool(items),
        whole=bool(items) and not some and (len(items) > 1 or not one or "only" in said),
        each=bool(said & {"all", "each"}),
        total="total" in said,
        union=True,
        alike=objects[0].alike if len(items) == 1 else (),
    )
    if some and ("only" in said or not items):
        raise Unread
    counts = (
        []
        if subject is None or subject.number is None
        else replace(row, items=(), number=subject.number, numbers=(), some=False, whole=False).claims(clause.facts)
    )
    if items and numbers and group.owners[1:]:
        raise Unread
    clause.keep(besides=())
    claims = told(clause, row)
    clause.keep(items=items or clause.context.items, group=group)
    return [*counts, *claims]
