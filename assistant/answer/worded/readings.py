"""The clauses of a sentence: every way to part it at its commas, the longest clauses first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...standard.relations import UPPER
from ..proof import Facts
from .claims import Claim, kind
from .clause import BREAKS, Clause
from .comparisons import COMPARISONS
from .noun import Context, Unread
from .remarks import REMARKS
from .statement import Token
from .statements import stated


def readings(
    tokens: Sequence[Token], context: Context, facts: Facts, *, first: bool = True
) -> Iterator[tuple[list[Claim], Context]]:
    """Every way to read a sentence: its claims, and what is spoken of after it.

    :param first: whether the tokens open the sentence.
    """
    start = next((at for at, t in enumerate(tokens) if t.symbol not in BREAKS), None)
    if start is None:
        yield [], context
        return
    for end in range(len(tokens), start, -1):
        if end < len(tokens) and tokens[end].symbol not in BREAKS:
            continue
        opens = end < len(tokens) and tokens[end].symbol == "comma"
        behind = any(t.symbol == "relative" for t in tokens[:start]) and context.last  # `S27, which is …`
        known = replace(context, items=context.last) if behind else context
        if behind and kind(context.last[0]) in UPPER:
            group = context.group and replace(context.group, owners=context.last)
            known = replace(known, owners=context.last, group=group)
        try:
            clause = Clause(tokens[start:end], known, facts, opens=opens)
            claims = _claims(clause)
        except Unread:
            continue
        if _taken_up(context, clause):
            for rest, last in readings(tokens[end:], clause.context, facts, first=False):
                yield claims + rest, last


def _claims(clause: Clause) -> list[Claim]:
    """What a clause claims, its phrases by themselves and together.

    :raises Unread: when it is no clause known here.
    """
    implied = clause.implied()
    said = {*clause.words, *(p.field for p in clause.phrases)}
    reader = next((reader for words, reader in (*REMARKS, *COMPARISONS) if said & words), stated)
    if reader is not stated and any(p.place for p in clause.phrases):
        raise Unread
    return [*implied, *reader(clause)]


def _taken_up(before: Context, clause: Clause) -> bool:
    """Whether a clause behind `besides` adds to what that names: to items, or by speaking of the other tasks."""
    if not before.besides:
        return True
    if kind(before.besides[0]) in UPPER:
        clause.keep(besides=())
        return any(p.marked("rest") for p in clause.phrases)
    return not clause.context.besides
