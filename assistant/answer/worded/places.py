"""Which place something has in a printed list."""

from __future__ import annotations

from .claims import STANDARD, Group, Placed, Unread, kind
from .clause import Clause
from .term import height, tier

_WORDS = frozenset({"name", "kind", "ordinal", "final", "is", "colon", "topic", "all", "comma", "of"})


def placed(clause: Clause) -> None:
    """`第一個活動是 T3.1`, `T1.1 是 T1 的第一個活動`."""
    clause.allow(_WORDS)
    place = next(t for t in clause.terms if t.symbol in ("ordinal", "final"))
    free = [t for t in clause.names if not t.owner]
    owners = clause.held or clause.context.owners
    of = clause.kinds[0].kind if clause.kinds else clause.context.kind
    codes = free[-1].codes if free else clause.context.items
    if len(codes) != 1 or of is None or kind(codes[0]) is not of:
        raise Unread
    if any(t.number not in (None, 1) for t in clause.kinds):
        raise Unread
    owners = owners if owners and all(height(o) > tier(of) for o in owners) else (STANDARD,)
    clause.claim(Placed(Group(owners, of), codes[0], -1 if place.symbol == "final" else place.number or 0))
    clause.note(items=codes, owners=tuple(o for o in owners if o))
