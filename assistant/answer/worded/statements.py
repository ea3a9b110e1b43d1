"""Clauses of a subject, a verb and an object: who has what, what is what, how many there are, at which level."""

from __future__ import annotations

from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from .asides import alone
from .claims import STANDARD, Claim, Same, Under, kind
from .clause import Clause
from .cursor import HAS
from .denials import denied
from .identities import equals
from .levels import levels, placed, ranked
from .lists import held, listed
from .noun import Noun, Unread
from .rows import fits
from .sides import Sides, last, sides


def stated(clause: Clause) -> list[Claim]:
    """Subject, verb and object; without a verb, what goes on with the clause before."""
    two = sides(clause)
    if any(n.place for n in (*two.left, *two.right)):
        return placed(clause, two)
    if two.denials:
        return denied(clause, two)
    if not two.verbs:
        return alone(clause, two)
    if not two.right:
        return _fronted(clause, two)
    subject = _subject(two)
    verb = next((v for v in two.verbs if v in HAS), "is")
    of = two.right[0]
    if subject and subject.closed or of.closed:
        return _closed(
            clause, *((subject, two.right) if subject and subject.closed else (of, [subject or last(clause)]))
        )
    if any(n.pronoun or n.told for n in two.right):
        raise Unread
    if verb == "is":
        return (
            ranked(clause, subject, two.right, two)
            if levels(clause, subject, two.right)
            else equals(clause, subject, two)
        )
    return _holds(clause, subject, two, verb)


def _subject(two: Sides) -> Noun | None:
    if not two.left:
        return None
    one, *rest = two.left
    if len(rest) == 1 and one.upper and rest[0].kind and not rest[0].items and rest[0].owners is None:
        one = replace(rest[0], owners=one.items)
    elif rest:
        raise Unread
    return replace(one, marks=one.marks | {"only"}) if "only left" in two.marks else one


def _fronted(clause: Clause, two: Sides) -> list[Claim]:
    """`這些知識只有 T2 需要`."""
    if len(two.left) != 2 or two.verbs[-1] != "needs" or two.marks - {"only", "all", "this"}:
        raise Unread
    things, owner = two.left
    items = clause.meant.things(things)
    if not owner.upper or owner.marks or not fits("needs", *map(kind, items)):
        raise Unread
    clause.note(owner.items)
    return [Under(items, owner.items, "only" in two.marks)]


def _holds(clause: Clause, subject: Noun | None, two: Sides, verb: str) -> list[Claim]:
    """`T5 需要四項技能`, `T5 包含 S27 和 S28`, `T5 的技能包括…`."""
    objects = two.right
    if len({bool(o.items) for o in objects}) > 1 or any(o.some for o in objects[1:]):
        raise Unread
    if (
        len(objects) > 1
        and objects[-1].kind is None
        and not objects[-1].items
        or subject
        and subject.items
        and not subject.upper
    ):
        raise Unread
    if _is_group(clause, subject, objects):
        return listed(clause, subject, objects, two.marks, one=subject is None)
    owners = clause.meant.owners(subject) if subject else _unsaid(clause, objects[0])
    alone = subject is not None and subject.marked("only")
    if alone and not (
        len(objects) == 1 and objects[0].items and objects[0].marks <= {"this"} and subject and subject.upper
    ):
        raise Unread
    return [
        c for o in objects for c in held(clause, owners, o, verb, two.said(subject, o) - {"only left"}, objects, alone)
    ]


def _unsaid(clause: Clause, of: Noun) -> tuple[str, ...]:
    """Whose something is that has no subject: `There are four skills for T5`."""
    if of.owners is not None:
        return of.owners
    return (STANDARD,) if of.kind is Kind.TASK or of.kind and not clause.context.owners else clause.meant.last()


def _is_group(clause: Clause, subject: Noun | None, objects: list[Noun]) -> bool:
    """Whether a subject is a set that is counted or listed: `T5 的技能有…`, `這些活動包括…`."""
    kinds = {kind(i) for o in objects for i in o.items}
    plain = all(o.kind is None for o in objects)
    if subject is None:
        group = clause.context.group
        return group is not None and kinds <= {group.kind} and plain and all(o.rank is None for o in objects)
    if subject.kind is None or subject.items:
        return False
    counted = subject.owners is not None and not kinds and plain
    return subject.kind not in UPPER or subject.rank is not None or kinds == {subject.kind} or counted


def _closed(clause: Clause, subject: Noun, objects: list[Noun]) -> list[Claim]:
    """`用到 K12 的任務只有一個`, `級別最高的任務有 T3 和 T5`."""
    of = objects[0]
    if len(objects) > 1 or of.some or of.owners is not None or of.rank is not None:
        raise Unread
    clause.keep(kind=subject.counted or clause.context.kind, group=None, owners=subject.items, items=subject.items)
    if of.items:
        return [Same(subject.items, of.items)]
    if of.number is None or of.kind not in (None, subject.kind):
        raise Unread
    return [Same((str(of.number),), (str(len(subject.items)),))]
