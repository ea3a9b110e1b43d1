"""Codes as people type them inside a question: `t5`, `K 39`, `P2-1-5`, `S27~30`, `T3、5`, `任務五`, `task 5`.

Grammar only: whether a code exists is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..language.lexicon import Lexicon, Mark
from ..standard.code import key
from ..standard.model import Kind

_CODE = re.compile(
    r"(?<![a-z0-9.'])([topksa])([\s\-_.]?)"
    r"(\d{1,3}(?:(?:\s?[.\-_·．]\s?|(?<=[op] \d) (?=\d)|(?<=[op] \d \d) (?=\d))\d{1,3}){0,2})"
    r"(?![0-9a-z%])(?!\s?(?:年|%|点钟))"
)
_RANGE = re.compile(
    r"\s*(?:-|~|–|—|至|到|to|through|thru|until)\s*([topksa]?)\s?(\d{1,3}(?:[.\-]\d{1,3}){0,2})(?![0-9a-z])"
)
_MORE = re.compile(
    r"\s*(?:、|,|/|&|和|跟|与|及|以及|或|and|or)\s*(\d{1,3}(?:\.\d{1,3}){0,2})(?![0-9a-z.])"
    r"(?!\s*(?:个|项|级|条|年|大|种|份|%|秒|分|位|activit|task|skill|output|indicator|knowledge|attitude))"
)
_NUMERAL = r"(\d{1,3}(?:\.\d{1,3}){0,2}|[一二三四五六七八九十]{1,3}|[a-z]+)"
_AFTER_KIND = re.compile(
    rf"\s*(?:第|no\.?|number|#|:)?\s*{_NUMERAL}(?![0-9a-z])\s*(个|项|级|条|年|大|种|份|点|部|次|样|般|致|共|起|些|定|直|下|切|同)?"
)
_LETTER = {
    Kind.TASK: "T",
    Kind.ACTIVITY: "T",
    Kind.OUTPUT: "O",
    Kind.INDICATOR: "P",
    Kind.KNOWLEDGE: "K",
    Kind.SKILL: "S",
    Kind.ATTITUDE: "A",
}
_MOST_IN_RANGE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Codes written at [start, end) of a folded question, in normal form (`code.key`)."""

    start: int
    end: int
    codes: tuple[str, ...]


def mentions(folded: str, original: str, marks: Sequence[Mark], lexicon: Lexicon) -> list[Mention]:
    """Every mention of codes, in order. `original` has the same length and tells `A 5` from `a 5-minute`."""
    found: list[Mention] = []
    for match in _CODE.finditer(folded):
        if found and match.start() < found[-1].end:
            continue
        letter, gap, numbers = match.groups()
        if letter == "a" and gap.isspace() and original[match.start()].islower():
            continue
        found.append(_extended(folded, match.start(), match.end(), letter.upper(), _dotted(numbers)))
    taken = [(m.start, m.end) for m in found]
    for mark in marks:
        mention = _numbered(folded, mark, lexicon)
        if mention and not any(s < mention.end and mention.start < e for s, e in taken):
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _dotted(numbers: str) -> str:
    return ".".join(re.findall(r"\d+", numbers))


def _extended(folded: str, start: int, end: int, letter: str, numbers: str) -> Mention:
    """Follow a code by a range (`S27~S30`) or by further numbers of the same letter (`T3、5`)."""
    codes = [letter + numbers]
    if letter in "KSA" and re.fullmatch(r"\d+\.\d+", numbers):
        first, last = map(int, numbers.split("."))
        codes = [f"{letter}{n}" for n in range(first, last + 1)] if first < last < first + _MOST_IN_RANGE else codes
    span = _RANGE.match(folded, end)
    if span and span[1].upper() in ("", letter):
        between = _between(letter, numbers, _dotted(span[2]))
        if between:
            return Mention(start=start, end=span.end(), codes=tuple(map(key, between)))
    while more := _MORE.match(folded, end):
        codes.append(letter + more[1])
        end = more.end()
    return Mention(start=start, end=end, codes=tuple(map(key, codes)))


def _between(letter: str, first: str, last: str) -> list[str]:
    """The codes of a range; empty when the two ends do not make one."""
    head, tail = first.split("."), last.split(".")
    if len(tail) == 1:
        tail = head[:-1] + tail
    low, high = int(head[-1]), int(tail[-1])
    if head[:-1] != tail[:-1] or not low < high < low + _MOST_IN_RANGE:
        return []
    return [letter + ".".join([*head[:-1], str(n)]) for n in range(low, high + 1)]


def _numbered(folded: str, mark: Mark, lexicon: Lexicon) -> Mention | None:
    """A kind's name with a number behind it: 任務五, task 5, 活動 5.2, skill 27."""
    kinds = [k for concept in mark.concepts if concept.startswith("kind.") for k in lexicon.members[concept]]
    match = _AFTER_KIND.match(folded, mark.end) if kinds else None
    if not match or match[2] or folded[mark.end : match.start(1)].strip() == "第":
        return None
    written = match[1]
    digits = written if written[0].isdigit() else str(lexicon.number(written) or "")
    parts = digits.count(".") + 1 if digits else 0
    wanted = {Kind.TASK: (1, 2), Kind.ACTIVITY: (2,), Kind.OUTPUT: (2, 3), Kind.INDICATOR: (3,)}.get(kinds[0], (1,))
    if parts not in wanted:
        return None
    return _extended(folded, mark.start, match.end(1), _LETTER[kinds[0]], digits)
