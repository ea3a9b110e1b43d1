"""A sentence read as clauses: each by the first form that fits it, the longest clauses first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...standard.relations import UPPER
from ..proof import Facts
from .belonging import belongs, equals
from .claims import Claim, kind
from .clause import Claims, Clause
from .comparing import alike, apart, compared, extreme, highest, leading, level, shared
from .opening import about, besides, detailed, details, found, profile, topic
from .parts import Context, Unread
from .pattern import compiled, signs, table
from .phrases import Phrases
from .relating import alone, gap, holds, none
from .statement import Token

_BREAKS = ("comma", "stop", "colon", "and", "relative")
"""Words at which a clause may end."""
READERS = {
    form.__name__: form
    for form in (
        *(about, alike, alone, apart, belongs, besides, compared, detailed, details),
        *(equals, extreme, found, gap, highest, holds, leading, level, none, profile, shared, topic),
    )
}
_FORMS = tuple((compiled(form["pattern"]), form) for form in table()["clause"])
_IDLE = compiled(table()["comma"]["idle"])


def readings(
    tokens: Sequence[Token], context: Context, facts: Facts, *, first: bool = True
) -> Iterator[tuple[list[Claim], Context]]:
    """Every way to read a sentence, the longest clauses first: its claims, and what is spoken of after it.

    :param first: whether the tokens open the sentence.
    """
    tokens = _joined(tokens)
    start = next((at for at, t in enumerate(tokens) if t.symbol not in _BREAKS), None)
    if start is None:
        yield [], context
        return
    for end in range(len(tokens), start, -1):
        if end < len(tokens) and tokens[end].symbol not in _BREAKS:
            continue
        opens = first and start == 0 and end < len(tokens) and tokens[end].symbol == "comma"
        try:
            clause = Clause(Phrases(tokens[start:end], context, facts), context, opens)
        except Unread:
            continue
        if (claims := _claims(clause)) is not None:
            for rest, last in readings(tokens[end:], clause.context, facts, first=False):
                yield claims + rest, last


def _claims(clause: Clause) -> Claims:
    """The claims of the first form that fits a clause; None when none does.

    Only some forms know what `only` says, and one alone what `common` says.
    """
    before = clause.context
    for pattern, form in _FORMS:
        if form.get("common", False) is not ("common" in clause.marks):
            continue
        if "only" in clause.marks and not form.get("only") or not clause.matches(pattern):
            continue
        try:
            claims = READERS[form["reads"]](clause)
        except Unread:
            claims = None
        if claims is not None and _taken_up(before, clause):
            return [*clause.implied(), *claims]
        clause.context = before
    return None


def _taken_up(before: Context, clause: Clause) -> bool:
    """Whether a clause behind `besides` adds to what that names: to items, or by speaking of the other tasks."""
    if not before.besides:
        return True
    if kind(before.besides[0]) in UPPER:
        clause.keep(besides=())
        return "rest" in clause.marks
    return not clause.context.besides


def _joined(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the commas that separate nothing."""
    spans = [range(*m.span()) for m in _IDLE.finditer(signs(t.symbol for t in tokens))]
    return [t for at, t in enumerate(tokens) if t.symbol != "comma" or not any(at in span for span in spans)]
