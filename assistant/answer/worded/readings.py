"""The clauses of a sentence: every way to part it at its commas, the longest clauses first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal

from ..proof import Facts
from .claims import Cause, Claim, Unread, failing
from .clause import Clause
from .comparisons import alike, apart, compared, extreme, separate
from .denials import denied, divided, shared
from .joining import terms
from .levels import leveled
from .places import placed
from .possession import plain
from .remarks import besides, detailed, found, matched, profiled
from .statement import NAMED, Token
from .term import HAS, UNDER, Context, kinds

_BREAKS = ("comma", "stop", "colon", "and", "relative", "stop holds")
"""What may stand between clauses."""
_READERS: tuple[tuple[set[str], Callable[[Clause], None]], ...] = (
    ({"besides"}, besides),
    ({"divided"}, divided),
    ({"text", "field"}, profiled),
    ({"asked", "matching"}, matched),
    ({"situation", "suits", "doing"}, found),
    ({"detail", "details"}, detailed),
    ({"than"}, compared),
    ({"gap", "more", "fewer", "higher", "lower"}, apart),
    ({"separate"}, separate),
    ({"same", "different"}, alike),
    ({"common"}, shared),
    ({"most", "least", "highest", "lowest"}, extreme),
    ({"no"}, denied),
    ({"ordinal", "final"}, placed),
    ({"grade"}, leveled),
)
"""The words by which a clause is told, and what reads it; another is read as `plain`."""

_MOST = 40
"""Readings of one sentence that are tried."""
Reading = tuple[list[Claim], Context]
"""What a sentence claims, and what is spoken of behind it."""


def proved(
    tokens: Sequence[Token], context: Context, facts: Facts
) -> tuple[Cause | Literal["ungrounded"] | None, Context]:
    """Why no reading of a sentence is shown, None when one holds, and what is spoken of after it."""
    cause: Cause | Literal["ungrounded"] = "ungrounded"
    context = replace(context, among=False, said=(), pool=(), last=())
    for number, (claims, after) in enumerate(islice(readings(tokens, context, facts), _MOST)):
        failed = failing(claims, facts) if claims else "ungrounded"
        if failed is None:
            return None, after
        cause = cause if number else failed
    return cause, context


def readings(tokens: Sequence[Token], context: Context, facts: Facts, *, first: bool = True) -> Iterator[Reading]:
    """Every way to read a sentence: its claims, and what is spoken of after it."""
    start = next((at for at, t in enumerate(tokens) if t.symbol not in _BREAKS), None)
    if start is None:
        yield [], context
        return
    behind = any(t.symbol == "relative" for t in tokens[:start])
    known = replace(context, owners=context.items) if behind and context.raised else context
    for end in range(len(tokens), start, -1):
        if not _parts(tokens, end):
            continue
        opens = end < len(tokens) and tokens[end].symbol in ("comma", "colon")
        for clause in _clauses(tokens[start:end], known, facts, opens, first):
            if not (context.besides and clause.context.besides):
                after = replace(clause.context, last=tuple(clause.claims))
                for rest, last in readings(tokens[end:], after, facts, first=False):
                    yield clause.claims + rest, last


def _clauses(tokens: Sequence[Token], context: Context, facts: Facts, opens: bool, first: bool) -> Iterator[Clause]:
    """A clause as the words in it say that it is to be read; a list without an owner also as what fits the question."""
    try:
        found = terms(tokens, context, facts)
    except Unread:
        return
    clause = Clause(found, context, facts, opens, first)
    told = clause.has("number", "no") and clause.lowers and not clause.kinds
    reader = detailed if context.detailed and told else _reader(clause)
    there = context.matched and context.listed == context.matched
    among = context.matched and clause.names and clause.kinds and not clause.uppers
    places = [clause.words.index(w) for w in ("name", "each", "only") if clause.has(w)]
    bare = first and clause.numbers and all("number" in clause.words[:at] for at in places)
    counted = there and bare and clause.verb in ("", "holds")  # `共有四項：…`, and not `T1 有四項`
    fitting = among or counted
    for read in (reader, matched) if fitting and reader is not matched else (reader,):
        clause = Clause([*found], context, facts, opens, first)
        try:
            read(clause)
        except Unread:
            continue
        yield clause


def _reader(clause: Clause) -> Callable[[Clause], None]:
    return next((reader for words, reader in _READERS if clause.has(*words)), plain)


def _parts(tokens: Sequence[Token], end: int) -> bool:
    """Whether a clause may end here: at a comma, but not between two names of one list."""
    if end == len(tokens) or tokens[end].symbol not in _BREAKS:
        return end == len(tokens)
    before, behind = tokens[end - 1], [t for t in tokens[end:] if t.symbol not in ("comma", "and")]
    if behind[1:] and behind[1].symbol in ("is", "no", *HAS, *UNDER):
        return True  # `S27 is … and S28 is …`
    joins = tokens[end].symbol in ("comma", "and") and bool(behind) and before.symbol in NAMED
    joins = joins and before.codes != behind[0].codes  # `…屬於 T4，T4 的級別是…`
    return not (joins and before.symbol == behind[0].symbol and kinds(before.codes) == kinds(behind[0].codes))
