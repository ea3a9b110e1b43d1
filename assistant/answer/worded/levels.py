"""At which level something is."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Count, Group, Level, Listed, Under, Unread, Within, kind
from .clause import PLAIN, Clause
from .memory import paired
from .term import Codes, kinds, once

_WORDS = PLAIN - {"belongs", "needed", "produced", "needs", "produces", "others", "number"}


def leveled(clause: Clause) -> None:
    """`T5 的級別是 5`, `T4 和 T5 分別為 4 級和 5 級`, `只有 T3 和 T5 是五級`, `五級的有三個任務`."""
    clause.subjects()
    clause.allow(_WORDS | {"grade", "level", "relative"})
    grades = clause.grades
    if clause.lowers or any(t.owner or t.kind not in UPPER for t in clause.kinds):
        raise Unread
    numbered = next((t for t in clause.kinds if t.number is not None), None)
    if numbered and len(grades) == 1 and not clause.uppers:
        group = Group((STANDARD,), numbered.kind or Kind.TASK, grades[0])
        clause.claim(Count(group, numbered.number))
        return clause.note(kind=numbered.kind, listed=group.all(clause.facts))
    codes = _subjects(clause)
    if clause.has("example") and not {*codes} < {*clause.context.listed, *clause.context.items}:
        raise Unread
    if numbered or not codes or not kinds(codes) <= {*UPPER, None} or len(grades) not in (1, len(codes)):
        raise Unread
    if clause.has("only"):
        of = kind(codes[0])
        if len(grades) != 1 or STANDARD in codes or of is None:
            raise Unread
        clause.claim(Listed(Group((STANDARD,), of, grades[0]), codes, True))
    each = grades * len(codes) if len(grades) == 1 else grades
    clause.claim(*(Level(code, number) for code, number in zip(codes, each, strict=True)))
    before = clause.context.counted if clause.context.level else ()
    if len(codes) == 2 or clause.context.level:
        paired(clause, codes)
    owners = tuple(c for c in codes if c != STANDARD)
    return clause.note(owners=owners, items=codes, counted=once((*before, *codes)), level=True)


def _subjects(clause: Clause) -> Codes:
    """Those whose level is told; they hang on owners beside them."""
    free, held = once(c for t in clause.names if not t.owner for c in t.codes), clause.held
    if free and held and STANDARD not in held:
        owner = next(at for at, t in enumerate(clause.terms) if t.owner)
        if clause.has("is") and clause.words.index("is") < owner:
            raise Unread
        clause.claim(*(Within(free, held),) if len(held) > 1 else (Under(free, held),))
    codes = free or held
    return (tuple(c for c in codes if c != STANDARD) or codes) or clause.context.items
