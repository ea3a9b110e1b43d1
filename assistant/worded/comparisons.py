"""Which of two tasks has more of a kind, which is at the higher level, and that they share nothing.

A comparison that the table bears out is settled: it is blanked out of what the other checks read. Any other
stays, and fails for its sweeping words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from .evidence import Evidence
from .grammar import NAMED, grammar, kind_word
from .statement import Statement

_SAYS = grammar().comparisons


def settled(statement: Statement, evidence: Evidence) -> Statement:
    """The statement without the comparisons that hold; a bare `只` before a count goes with them."""
    bare = _settled(statement, evidence, statement.bare, _SAYS.than, _more)
    bare = _settled(statement, evidence, bare, _SAYS.nothing, _none)
    bare = _settled(statement, evidence, bare, _SAYS.unlike, _unlike)
    for match in _SAYS.just.finditer(bare):
        if _SAYS.counted.match(bare[match.end() :]):
            bare = _blanked(bare, match.start(), match.end())
    return replace(statement, bare=bare)


_Check = Callable[[re.Match[str], list[str], Evidence], bool]


def _settled(statement: Statement, evidence: Evidence, bare: str, pattern: re.Pattern[str], holds: _Check) -> str:
    marked = list(bare)
    uppers = [p for p in statement.places if kind_of(p.codes[0]) in UPPER]
    for place in uppers:
        marked[place.start] = NAMED
    for match in pattern.finditer("".join(marked)):
        within = [c for p in uppers if match.start() <= p.start < match.end() for c in p.codes]
        if holds(match, within or [c for p in uppers if p.end <= match.start() for c in p.codes], evidence):
            bare = _blanked(bare, match.start(), match.end())
    return bare


def _more(match: re.Match[str], uppers: list[str], evidence: Evidence) -> bool:
    """Whether the first of two has more, or less, than the second."""
    if len(uppers) != 2:
        return False
    kind = match["kind"] or match["kind_en"]
    how = match["how"] or match["en"]
    if kind:
        one, two = (evidence.facts.count(kind_word(kind), code) for code in uppers)
        return one > two if _SAYS.more.fullmatch(how) else one < two if _SAYS.fewer.fullmatch(how) else False
    levels = [evidence.facts.levels.get(code, set()) for code in uppers]
    if any(len(found) != 1 for found in levels):
        return False
    (first,), (second,) = levels
    return first > second if _SAYS.higher.fullmatch(how) else first < second if _SAYS.lower.fullmatch(how) else False


def _none(match: re.Match[str], uppers: list[str], evidence: Evidence) -> bool:
    """Whether tasks have nothing of a kind in common."""
    kind: Kind = kind_word(match["kind"] or match["kind_en"])
    found = [set(evidence.facts.lists.get((kind, code), ())) for code in uppers]
    return len(found) > 1 and all(found) and not set.intersection(*found)


def _unlike(match: re.Match[str], uppers: list[str], evidence: Evidence) -> bool:
    """Whether two tasks are at different levels."""
    found = [evidence.facts.levels.get(code, set()) for code in uppers]
    return len(found) == 2 and all(found) and not set.intersection(*map(set, found))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
