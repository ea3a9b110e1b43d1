"""What a clause leaves to the next: whom it spoke of, and what it listed and counted."""

from __future__ import annotations

from ...standard.relations import UPPER
from .claims import STANDARD, Group, kind
from .clause import Clause
from .term import UNDER, Codes, once


def topic(clause: Clause) -> bool:
    """`就 T5 而言，`, `For T5,`, `T5 的技能方面，`: what a sentence opens with claims nothing."""
    said = [t for t in clause.terms if t.symbol in ("name", "kind")]
    plain = all(t.bare and not t.some for t in said) and len(said) in (1, 2)
    if not clause.opens or not plain or clause.verb or clause.has("is", "only"):
        return False
    if clause.lowers and not clause.has("topic"):
        return False
    if clause.uppers:
        clause.note(owners=clause.uppers, items=clause.uppers, listed=())
    elif clause.lowers:
        clause.note(items=clause.lowers)
    if clause.kinds:
        clause.note(kind=clause.kinds[-1].kind, level=False)
    return True


def remember(clause: Clause, owners: Codes) -> None:
    """What a clause about the table leaves to the next: of numbers, the last kind that was counted."""
    context, uppers, lowers = clause.context, clause.uppers, clause.lowers
    real, holders = (tuple(c for c in codes if c != STANDARD) for codes in (owners, clause.held))
    listed = once(c for t in clause.lowest for c in t.codes)
    if clause.verb in UNDER and {*listed} < {*context.listed}:
        listed = context.listed
    number = next((t.kind for t in reversed(clause.kinds) if t.number is not None), None)
    if number and not listed and len(real) == 1:
        listed = Group(real, number).all(clause.facts)
    counts = [t.kind for t in clause.kinds if t.number is not None and t.kind not in UPPER]
    told = context.counted if not context.level and counts[-1:] in ([], [context.kind]) else ()
    one = len(uppers) == 1 and (counts or clause.has("number"))
    said = [t.kind for t in clause.kinds] or [*map(kind, lowers)][:1]
    paired(clause, uppers)
    if len(lowers) == len(context.items) == 1 and lowers != context.items and kind(lowers[0]) is kind(context.items[0]):
        clause.note(pair=(*context.items, *lowers))
    clause.note(
        owners=(real if clause.lowest and not lowers else holders) or real or context.owners,
        items=lowers or uppers or context.items,
        kind=said[-1] if said else context.kind,
        counted=once((*told, *uppers) if one else told or context.counted),
        listed=context.listed if clause.has("example") else listed or context.listed,
        level=False,
        detailed=False,
        pool=() if any(t.kind in UPPER for t in clause.kinds) else context.pool,
        said=once((*context.said, *lowers, *uppers)),
        besides=(),
        verb=clause.verb if clause.verb not in ("", "by") else context.verb,
    )


def paired(clause: Clause, codes: Codes) -> None:
    """Two in one clause are set side by side, and so is one with that of the clause before."""
    owners = clause.context.owners
    if len(codes) == 2:
        clause.note(pair=codes)
    elif len(codes) == len(owners) == 1 and codes != owners:
        clause.note(pair=(*owners, *codes))
