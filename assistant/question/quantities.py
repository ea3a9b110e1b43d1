"""Numbers in a question that are neither codes nor the standard's: levels, positions, amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language.lexicon import lexicon
from ..standard.model import Kind
from .query import Ordinal
from .segments import Segment

_SIZES = frozenset({"mark.over", "mark.atleast", "mark.under", "mark.only"})


def level(folded: str) -> int | None:
    """A competency level named as a number: `五級`, `級別 5`, `level five`."""
    match = lexicon().pattern("level").search(folded)
    return lexicon().number(next(g for g in match.groups() if g)) if match else None


def several(folded: str) -> slice | None:
    """Tasks at the beginning or the end: `前兩項任務`, `the last two tasks`."""
    match = lexicon().pattern("several").search(folded)
    if not match:
        return None
    before, after, first, last = match.groups()
    number = lexicon().number(before or after or first or last)
    return None if number is None else slice(number) if before or first else slice(-number, None)


def rank(folded: str) -> range | None:
    """Places in a ranking by number: `第二多` is the second alone, `前兩名` the first and the second."""
    match = lexicon().pattern("rank").search(folded)
    if not match:
        return None
    alone, behind, first, place, top = match.groups()
    number = lexicon().number(alone or behind or first or place or top)
    return None if number is None else range(1 if first or top else number, number + 1)


def ordinals(folded: str, segments: Sequence[Segment]) -> tuple[Ordinal, ...]:
    """Positions in lists, the uppermost kind first: `最後一個活動`, `the second activity of the third task`."""
    found = (_ordinal(match, folded, segments) for match in lexicon().pattern("ordinal").finditer(folded))
    ranks = (Kind.TASK, Kind.ACTIVITY)
    return tuple(sorted((o for o in found if o), key=lambda o: ranks.index(o.kind) if o.kind in ranks else len(ranks)))


def _ordinal(match: re.Match[str], folded: str, segments: Sequence[Segment]) -> Ordinal | None:
    word = next(g for g in match.groups() if g).removeprefix("第").strip()
    number = lexicon().ends.get(word) or lexicon().number(re.sub(r"(?<=\d)(st|nd|rd|th)$", "", word))
    rest = folded[match.end() :]
    place = match.end() + len(rest) - len(rest.lstrip())
    kind = next((_kind(s) for s in segments if s.start == place), None)
    return Ordinal(position=number, kind=kind) if number else None


def amount(folded: str, segments: Sequence[Segment]) -> tuple[int, Kind | None] | None:
    """A count beside a kind (`五項技能`, `5 skills`) or behind `超過`, that is no code, level or ordinal."""
    known = lexicon().pattern("level").search(folded)
    for match in lexicon().pattern("amount").finditer(folded):
        start = match.start()
        if known and known.start() <= start < known.end():
            continue
        if any(s.start <= start < s.end and (s.codes or "mark.which" in s.concepts) for s in segments):
            continue
        number = lexicon().number(match[1])
        if number is None:
            continue
        kind = next((_kind(s) for s in segments if s.start == match.end()), None)
        if kind is not None:
            return number, kind
        before = next((s for s in segments if s.end in (start, start - 1)), None)
        if before and before.concepts & _SIZES:
            return number, None
    return None


def _kind(segment: Segment) -> Kind | None:
    kinds = (k for c in sorted(segment.concepts) for k in lexicon().members.get(c, ()))
    return next(kinds, None)
