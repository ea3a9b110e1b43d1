"""What something is: another name of it, its kind, or all that something is true of."""

from __future__ import annotations

from .claims import STANDARD, Group, Listed, OfKind, Same, Unread, kind
from .clause import Clause
from .term import Term


def same(clause: Clause) -> None:
    """`T5 是「發展與維持服務水準的策略」`."""
    if not clause.has("is") or len(clause.names) != 2:
        raise Unread
    clause.claim(Same(clause.names[0].codes, clause.names[1].codes))


def of_kind(clause: Clause) -> None:
    """`T5 是一項任務`; `only` of all tasks."""
    codes, behind = clause.uppers, clause.terms[clause.words.index("is") :]
    for term in behind:
        if term.symbol == "kind" and term.kind and term.rank is None and term.number in (None, 1, len(codes)):
            if any(t.symbol == "name" for t in behind):
                raise Unread
            clause.claim(OfKind(codes, term.kind))
            if clause.has("only", "all"):
                clause.claim(Listed(Group((STANDARD,), term.kind), codes, True))


def closed(clause: Clause, every: Term) -> None:
    """`沒有產出的活動共有六項`, `需要 K12 的任務是 T2`: what all of them are, and how many."""
    named, of = [t for t in clause.names if t is not every], kind(every.codes[0])
    numbers = clause.numbers + [t.number for t in (*named, every) if t.number is not None]
    if clause.has("each") or clause.verb not in ("", "holds") or len(named) > 1 or any(t.owner for t in named):
        raise Unread
    if any(t.kind is not of for t in clause.kinds) or not named and not numbers:
        raise Unread
    clause.claim(*(Same((str(n),), (str(len(every.codes)),)) for n in numbers))
    clause.claim(*(Same(t.codes, every.codes, clause.some) for t in named))
    clause.note(listed=every.codes, items=named[0].codes if named else every.codes, kind=of)
    if len(every.codes) == 1:
        clause.note(owners=every.codes)
