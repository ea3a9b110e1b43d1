"""Clauses that say what something is, and to what it belongs."""

from __future__ import annotations

from dataclasses import replace

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import Apart, Claim, Count, Group, Level, Listed, OfKind, Same, Under, kind
from .clause import Claims, Clause
from .parts import NOTHING, Part, Words, marked
from .relating import counted, listed, marks_of


def belongs(clause: Clause) -> Claims:
    """`S27 屬於 T5`, `S27 is part of the skills of T5`, `O3.1.1 由 T3.1 產出`."""
    subject, of = clause.part("subject"), clause.part("object")
    marks = clause.words("between") + subject.marks + of.marks
    word = of.kind if of.kind not in UPPER else None
    if (
        of.items
        and of.symbol == "Things"
        or of.rank is not None
        and of.owners is not None
        or of.number is not None
        and not _counts(of, word)
    ):
        return None
    if of.kind in UPPER and of.rank is not None and of.owners is None and of.number is None:
        return _of_kind(clause, clause.phrases.subjects(subject), of, marks) if "no" not in marks else None
    if word and of.owners is None:
        items = clause.phrases.subjects(subject)
        return [OfKind(items, word)] if of.number is None and not marked(marks, "no", "only") else None
    owners = of.owners if word and of.owners else clause.phrases.owners(of)
    if subject.kind and not subject.items and subject.owners is None and not marked(subject.marks, "this", "all"):
        if subject.number is None or not clause.fits(of=subject.kind):
            return None
        clause.note(owners, (), Group(owners, subject.kind))
        return list(counted(clause, Group(owners, subject.kind), subject.number, marks, [subject.number]))
    items = clause.phrases.subjects(subject)
    if not clause.fits(*items):
        return None
    clause.note(owners, items)
    if "no" in marks:
        return [Apart(items, owners)] if not marked(marks, "only", "each", "example", "others") and not word else None
    claims: list[Claim] = [OfKind(items, word)] if word else []
    if word and of.number is not None:
        claims.append(Count(Group(owners, word), of.number))
    if "only" in subject.marks or clause.symbols[:2] == ("only", "holds"):
        claims.append(Listed(Group(owners, kind_of(items[0])), items, True))
    return [*claims, Under(items, owners, "only" in clause.words("between", "end") + of.marks)]


def _counts(of: Part, word: Kind | None) -> bool:
    """Whether a number behind a verb of belonging is one that can be checked: `T5 的四項技能之一`, `這兩項任務`."""
    return of.some and bool(of.owners) if word else "this" in of.marks


def equals(clause: Clause) -> Claims:
    """`S27 是溝通技能`, `S27 是 T5 的技能`, `T5 的技能是 S27、S28…`."""
    subject, objects = clause.part("subject"), clause.several("object")
    of = objects[0]
    behind = clause.part("of")
    if behind is not NOTHING:
        if len(objects) > 1 or of.kind is None or of.owners is not None:
            return None
        of = replace(of, owners=clause.phrases.owners(behind))
        objects = [of]
    last = [*map(kind, clause.context.items)]
    if (
        subject is NOTHING
        and len(objects) == 1
        and of.items
        and "example" not in clause.words("between")
        and [*map(kind, of.items)] == last
    ):
        subject = replace(of, items=clause.context.items, closed=True)
    marks = clause.words("between") + subject.marks + marks_of(objects)
    if "no" in marks:
        named = marks == ("no",) and len(objects) == 1 and of.kind and of.owners and not of.items and of.number is None
        return [Apart(clause.phrases.subjects(subject), of.owners)] if named and of.owners else None
    known = clause.context.kind
    if (
        subject.symbol == "Uppers"
        and known not in (*UPPER, None)
        and {kind_of(i) for o in objects for i in o.items} == {known}
    ):
        theirs = Part("Things", kind=known, owners=subject.items, marks=subject.marks)
        return listed(clause, theirs, objects, clause.words("between") + subject.marks)
    if subject.items and of.items and of.owners is None and of.number is None:
        return _same(clause, subject, objects, marks)
    if of.items or of.number is not None and of.kind is None:
        if of.items and subject.kind and "this" in subject.marks and not clause.context.group:
            return [Same(clause.phrases.subjects(subject), of.items)]
        return listed(clause, subject, objects, clause.words("between") + subject.marks)
    if of.kind is None or len(objects) > 1:
        return None
    group = clause.context.group
    pointed = subject.symbol == "Pronoun" and group is not None and group.kind is of.kind
    items = group.all(clause.phrases.facts) if pointed and group else clause.phrases.subjects(subject)
    return _of_kind(clause, items, of, marks)


def _same(clause: Clause, subject: Part, objects: list[Part], marks: Words) -> Claims:
    """Two ways of naming the same items."""
    of = objects[0]
    if len(objects) > 1 or marked(marks, "others", "total") or "only" in marks and not (subject.closed or of.closed):
        return None
    clause.keep(items=subject.items)
    if subject.symbol == "Uppers":
        clause.note(subject.items)
    if word := subject.counted or of.counted:
        clause.keep(kind=word, group=None)
    return [Same(subject.items, of.items)]


def _of_kind(clause: Clause, items: tuple[str, ...], of: Part, marks: Words) -> Claims:
    """Items said to be of a kind, under an owner, at a level, all there are."""
    if of.kind is None or of.some and "only" in marks or of.number not in (None, len(items)) and not of.some:
        return None
    claims: list[Claim] = [OfKind(items, of.kind)]
    if of.owners is not None:
        claims.append(Under(items, of.owners))
    claims += [Level(i, of.rank) for i in items if of.rank is not None]
    group = replace(of, number=None)
    if of.some and of.number is not None:
        claims.append(Count(clause.phrases.group(group), of.number))
    elif "only" in marks or "all" in of.marks or of.number and (of.owners or of.rank):
        claims.append(Listed(clause.phrases.group(group), items, True))
    clause.keep(items=items, owners=of.owners or clause.context.owners, kind=of.kind)
    return claims
