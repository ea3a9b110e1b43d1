"""What is denied: that something hangs on an owner, or that there is any of a kind."""

from __future__ import annotations

from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Apart, Count, Group, Level, Not, Unread, kind
from .clause import PLAIN, TELLING, Clause
from .measures import Shared
from .sides import directed, fits
from .term import UNDER, kinds, once


def denied(clause: Clause) -> None:
    """`T2.2 沒有產出`, `T5 不需要 S1`, `S1 不屬於 T5`."""
    if {*clause.words} in ({"no", "grade"}, {"no", "number"}):
        return _corrected(clause)
    clause.subjects()
    clause.allow(PLAIN - {"only"} | {"no", "or", "by", "relative"})
    if clause.words.count("no") == 1 and clause.words[:2] in (["no", "all"], ["no", "each"]):
        return _not_all(clause)
    owners = tuple(u for u in clause.uppers if u != STANDARD)
    lowest = once(c for t in clause.lowest for c in t.codes)
    items = lowest if clause.lowers or len(kinds(owners)) > 1 else ()
    if clause.words.count("no") != 1 or clause.has("is") and not (clause.lowers and clause.uppers):
        raise Unread
    if any(not t.bare or t.some for t in clause.terms):
        raise Unread
    if sum(word in TELLING for word in clause.words) > 1:
        raise Unread
    directed(clause)
    owners = owners or clause.context.owners
    said = {t.kind for t in clause.kinds}
    if not owners or items and not said <= {*UPPER}:
        raise Unread
    if items:
        clause.claim(Apart(items, tuple(o for o in owners if o not in items)))
        return clause.note(owners=owners, items=items)
    of = clause.kinds[0].kind if clause.kinds else clause.context.kind
    if not fits(clause.verb, {of}):
        raise Unread  # `不需要文件`
    if len(clause.kinds) > 1 or of in (None, Kind.TASK, *kinds(owners)):
        raise Unread
    clause.claim(Count(Group(owners, of or Kind.TASK), 0))
    return clause.note(owners=owners, items=owners, kind=of, level=False)


def _not_all(clause: Clause) -> None:
    """`並非每個活動都有產出`."""
    of = clause.kinds[-1].kind if clause.kinds else None
    if of is None or of in UPPER or clause.lowers or not clause.uppers or not clause.has("holds"):
        raise Unread
    clause.claim(Not(Count(Group(clause.uppers, of), None)))
    clause.note(kind=of)


def _corrected(clause: Clause) -> None:
    """`…，不是 5`: of the one level or number that the clause before has told."""
    told, number = clause.context.last, clause.numbers[0]
    if len(told) != 1 or not isinstance(told[0], Level | Count):
        raise Unread
    if isinstance(told[0], Count) and (told[0].total or len(told[0].group.owners) != 1 or told[0].number is None):
        raise Unread
    clause.claim(Not(replace(told[0], number=number)))


def divided(clause: Clause) -> None:
    """`原文沒有再細分到工作活動`: what hangs on a task as a whole, and on no activity of it."""
    clause.allow(PLAIN - UNDER - {"produces", "only", "example", "others"} | {"divided", "no", "this"})
    context, all_ = clause.context, tuple(clause.facts.lists.get((Kind.ACTIVITY, None), ()))
    items = clause.lowers or tuple(c for c in context.items if kind(c) not in UPPER) or context.listed
    activities = tuple(c for c in clause.uppers if kind(c) is Kind.ACTIVITY) or all_
    if clause.words.count("no") != 1 or not items or kinds(items) & {*UPPER, None}:
        raise Unread
    if any(t.kind is not Kind.ACTIVITY or t.number is not None for t in clause.kinds):
        raise Unread
    clause.claim(Apart(items, activities, printed=True))


def shared(clause: Clause) -> None:
    """`T1 和 T5 沒有共同的技能`."""
    clause.subjects()
    clause.allow(PLAIN - {"only", "others", "example"} | {"no", "common", "relative", "level", "grade", "of_whom"})
    owners, of = clause.uppers or clause.context.pair, clause.counted()
    if len(owners) < 2 or of is None or clause.lowers or clause.words.count("no") != 1:
        raise Unread
    if any(t.rank is not None or t.number not in (None, 1) for t in clause.terms):
        raise Unread
    clause.claim(Shared(owners, of))
    clause.note(owners=owners, items=owners, kind=of)
