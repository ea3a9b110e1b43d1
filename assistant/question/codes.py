"""Codes as people type and dictate them: `t5`, `K 39`, `P2-1-5`, `T五點一`, `S27~30`, `T3、5`, `任務五`, `task 5`.

Grammar only: whether a code exists is not asked here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..standard.code import ICAP, key
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER

_LETTERS = ICAP.letters.lower()
_NUMBER = r"(?:\d{1,3}|[零一二两三四五六七八九十百]{1,4})"
_DASH = "\\-‐‑‒–—―−﹣"
"""Dashes, as a class of an expression: keyboards and writing programs make one of another."""
_DOT = rf"(?:\s?[._·．・‧•∙⋅{_DASH}]\s?|。(?=\d)|\s?[点點]\s?(?=[\d一二三四五六七八九])|之(?=[\d一二三四五六七八九]))"
_LONG = "".join(shape.letter for shape in ICAP.shapes.values() if shape.numbers > 2).lower()
_THREE = "".join(ICAP.shapes[kind].letter for kind in OF_ACTIVITY)
"""Letters of codes that have three numbers."""
_FLAT = "".join(ICAP.shapes[kind].letter for kind in (*OF_CELL, Kind.ATTITUDE))
_SPACED = (
    rf"(?:(?<=[{_LONG}] \d) (?=\d)|(?<=[{_LONG}] \d \d) (?=\d)"
    rf"|(?<=[{_LONG}]\d) (?=\d \d(?!\d))|(?<=[{_LONG}]\d \d) (?=\d(?!\d)))"
)
"""The blanks of `p 5 2 7` and `p5 2 7`."""
_GLUED = rf"(?<=\d)(?=[{_LETTERS}]\d)"
"""Between the codes of `t2t5`."""
_CODE = re.compile(
    rf"(?:(?<![a-z0-9.'])|{_GLUED})([{_LETTERS}])(\s{{0,2}}[_.{_DASH}]?\s?)({_NUMBER}(?:(?:{_DOT}|{_SPACED}){_NUMBER}){{0,2}})"
    rf"(?:\.(?:x{{1,2}}|\*))?(?:(?![0-9a-z%])|{_GLUED})(?!\s?(?:年|%))"
)
_RANGE = re.compile(
    rf"\s*(?:-|~|–|—|至|(?:一路|一直)?到|to|through|thru|until)\s*([{_LETTERS}]?)\s?({_NUMBER}(?:{_DOT}{_NUMBER}){{0,2}})(?![0-9a-z])"
)
_MORE = re.compile(
    r"\s*(?:、|,|/|&|和|跟|与|及|以及|或|and|or)\s*(\d{1,3}(?:\.\d{1,3}){0,2})(?![0-9a-z.])"
    r"(?!\s*(?:个|项|级|条|年|大|种|份|%|秒|分|位|activit|task|skill|output|indicator|knowledge|attitude))"
)
_ALSO = re.compile(
    r"\s*(?:,\s*(?:and|or)?|&|and|or)\s*([a-z]+)(?![a-z])"
    r"(?!\s*(?:activit|task|skill|output|indicator|knowledge|attitude))"
)
"""A further numeral in words, behind the plural of a kind: tasks one and three."""
_AFTER = re.compile(
    rf"\s{{0,3}}(?:no\.?|number|#|:)?\s{{0,3}}({_NUMBER}(?:{_DOT}{_NUMBER}){{0,2}}|[a-z]+)(?![0-9a-z])\s*(个|项|级|条|年|大|种|份|次|样|般|致|共|起|些|定|直|下|切|同|者|栏|块|段|张|处|以上|以下)?"
)
_NUMBERS = {kind: (shape.numbers,) for kind, shape in ICAP.shapes.items()} | {Kind.TASK: (1, 2)}
"""How many numbers may follow the name of a kind; people call an activity a task as well."""
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_DOTTED = (*UPPER, *OF_ACTIVITY)
_MOST_IN_RANGE = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """Codes written at [start, end) of a folded question, in normal form (`code.key`)."""

    start: int
    end: int
    codes: tuple[str, ...]


def mentions(
    folded: str,
    original: str,
    kinds: Sequence[tuple[int, Kind]] = (),
    number: Callable[[str], int | None] = lambda word: None,
) -> list[Mention]:
    """Every mention of codes, in order.

    :param original: the question with its letters, of the same length: it tells `A 5` from `a 5-minute`.
    :param kinds: where names of kinds end, for `task five`; `number` reads a numeral in words.
    """
    found: list[Mention] = []
    for match in _CODE.finditer(folded):
        if found and match.start() < found[-1].end:
            continue
        letter, gap, numbers = match.groups()
        if letter == "a" and gap.isspace() and original[match.start()].islower():
            continue
        if not numbers[0].isdigit() and gap.strip():
            continue
        found.append(_extended(folded, match.start(), match.end(), letter.upper(), _dotted(numbers)))
    for end, kind in kinds:
        mention = _numbered(folded, end, kind, number)
        if mention and not any(m.start < mention.end and mention.start < m.end for m in found):
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def numeral(text: str) -> int | None:
    """The value of digits or of Chinese numerals up to 999: 十二, 三十九, 兩."""
    if text.isdigit():
        return int(text)
    total, current = 0, 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char] + (0 if "十" in text or "百" in text else current * 10)
        elif char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            return None
    return total + current


def _dotted(numbers: str) -> str:
    parts = re.findall(r"\d+|[零一二两三四五六七八九十百]+", numbers)
    return ".".join(str(numeral(p) or 0) for p in parts)


def _extended(folded: str, start: int, end: int, letter: str, numbers: str) -> Mention:
    """Follow a code by a range (`S27~S30`) or by further numbers of the same letter (`T3、5`)."""
    codes = [letter + numbers]
    if letter in _FLAT and re.fullmatch(r"\d+\.\d+", numbers):
        first, last = map(int, numbers.split("."))
        codes = [f"{letter}{n}" for n in range(first, last + 1)] if first < last < first + _MOST_IN_RANGE else codes
    span = _RANGE.match(folded, end)
    if span and span[1].upper() in ("", letter) and (reached := between(letter, numbers, _dotted(span[2]))):
        return Mention(start, span.end(), tuple(map(key, reached)))
    while more := _MORE.match(folded, end):
        codes.append(letter + more[1])
        end = more.end()
    return Mention(start, end, tuple(map(key, codes)))


def between(letter: str, first: str, last: str) -> list[str]:
    """The codes of a range; empty when the two ends do not make one."""
    head, tail = first.split("."), last.split(".")
    if len(tail) == 1:
        tail = head[:-1] + tail
    low, high = int(head[-1]), int(tail[-1])
    if head[:-1] != tail[:-1] or not low < high < low + _MOST_IN_RANGE:
        return []
    return [letter + ".".join([*head[:-1], str(n)]) for n in range(low, high + 1)]


def undotted(code: str) -> str:
    """P514 as P5.1.4; any other code as it is, for T12 may be meant as it stands and not be there."""
    letter, numbers = code[:1], code[1:]
    return letter + ".".join(numbers) if letter in _THREE and len(numbers) == 3 and numbers.isdigit() else code


def _numbered(folded: str, end: int, kind: Kind, number: Callable[[str], int | None]) -> Mention | None:
    """A kind's name with a number behind it: 任務五, task 5, 活動 5.2, skill 27."""
    match = _AFTER.match(folded, end)
    if not match or match[2]:
        return None
    written = match[1]
    if written.isascii() and written.isalpha():
        value = number(written)
        digits = str(value) if value and value > 0 else ""
    else:
        digits = _dotted(written)
        if not written[0].isdigit() and (
            len(written) > 1 and "点" not in written and kind in _DOTTED or match.start(1) > end
        ):
            return None
    if not digits or digits.count(".") + 1 not in _NUMBERS[kind]:
        return None
    letter = ICAP.shapes[kind].letter
    mention = _extended(folded, end, match.end(1), letter, digits)
    while folded[end - 1] == "s" and (more := _ALSO.match(folded, mention.end)) and (also := number(more[1])):
        mention = Mention(end, more.end(), (*mention.codes, key(f"{letter}{also}")))
    return mention
