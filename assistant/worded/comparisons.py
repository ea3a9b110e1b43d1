"""Which of two tasks has more of a kind, which is at the higher level, and that they share nothing.

A comparison that the table bears out is settled: it is blanked out of what the other checks read. Any other
stays, and fails for its sweeping words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..code import kind_of
from ..relations import UPPER
from ..standard import Kind
from .evidence import Evidence
from .figures import KIND, kind_word
from .statement import Statement

_GAP = r"[\s「」『』“”\"]*"
_LEVEL = r"(?:职能)?级别|levels?"
_WHAT = rf"(?P<kind>{KIND.pattern})|(?P<level>{_LEVEL})"
_NAMED = "\ue000"
"""Stands for a task or an activity in a sentence made ready for the patterns."""
_MORE = re.compile(
    rf"{_NAMED}{_GAP}的?{_GAP}(?:{_WHAT})数?量?{_GAP}比{_GAP}{_NAMED}{_GAP}(?:的{_GAP}(?:{KIND.pattern}|{_LEVEL}))?"
    r"(?:更|要|较)?(?P<how>多|少|高|低)"
    rf"|{_NAMED}{_GAP}(?:has|have|needs?|requires?|is at|is on|is){_GAP}(?:an?{_GAP})?(?P<en>more|fewer|higher|lower)"
    rf"{_GAP}(?:(?P<kind_en>{KIND.pattern})(?:s|ies|y)?|(?P<level_en>levels?)){_GAP}than{_GAP}{_NAMED}"
)
_NONE = re.compile(
    rf"(?:没有|并无|无){_GAP}(?:任何)?(?:共同|相同)的?{_GAP}(?P<kind>{KIND.pattern})"
    rf"|(?:have|share){_GAP}no{_GAP}(?P<kind_en>{KIND.pattern})(?:s|ies|y)?(?:{_GAP}in common)?"
)
_JUST = re.compile(rf"[只仅](?=有|需要?|要求)|\bonly\b(?={_GAP}(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b)")


def settled(statement: Statement, evidence: Evidence) -> Statement:
    """The statement without the comparisons that hold; a bare `只` before a count goes with them."""
    bare = _settled(statement, evidence, statement.bare, _MORE, _more)
    bare = _settled(statement, evidence, bare, _NONE, _none)
    for match in _JUST.finditer(bare):
        if re.match(r"\s*(?:有|需要?|要求)?\s*(?:\d|[二两三四五六七八九十])|\s*[a-z]", bare[match.end() :]):
            bare = _blanked(bare, match.start(), match.end())
    return replace(statement, bare=bare)


_Check = Callable[[re.Match[str], list[str], Evidence], bool]


def _settled(statement: Statement, evidence: Evidence, bare: str, pattern: re.Pattern[str], holds: _Check) -> str:
    marked = list(bare)
    uppers = [p for p in statement.places if kind_of(p.codes[0]) in UPPER]
    for place in uppers:
        marked[place.start] = _NAMED
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
        return one > two if how in ("多", "more") else one < two if how in ("少", "fewer") else False
    levels = [evidence.facts.levels.get(code, set()) for code in uppers]
    if any(len(found) != 1 for found in levels):
        return False
    (first,), (second,) = levels
    return first > second if how in ("高", "higher") else first < second if how in ("低", "lower") else False


def _none(match: re.Match[str], uppers: list[str], evidence: Evidence) -> bool:
    """Whether tasks have nothing of a kind in common."""
    kind: Kind = kind_word(match["kind"] or match["kind_en"])
    found = [set(evidence.facts.lists.get((kind, code), ())) for code in uppers]
    return len(found) > 1 and all(found) and not set.intersection(*found)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
