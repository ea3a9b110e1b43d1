"""Repair of text that the layout broke (page cuts, stray blanks, crumbs of HTML), and what is seen on the way."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.standard.model import Span

from .columns import HAN, Strand, StrandItem, between, glued
from .rows import CellPiece

_TAG = re.compile(
    r"</?(?:ul|ol|li|br|p|div|span|b|i|u|strong|em|font|sub|sup|a|table|tr|td)(?:\b|(?=style|class))[^<>]*>", re.I
)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
_INSIDE = re.compile(rf"(?<=[{HAN}])[^\S\0]+(?=[{HAN}])")
WIDE = rf"[{HAN}\u3000-\u303f\uff00-\uffef‧·—…]"
"""A character as wide as a Chinese one, which no blank parts from another."""
_WIDE = re.compile(WIDE)
_WORD_END = re.compile(r"[A-Za-z0-9]+$")
_WORD_START = re.compile(r"[A-Za-z0-9]+")
# Words that stand alone: none that a cell's edge, and so perhaps a page end, may have cut.
_TOKEN = re.compile(r"(?<=[^\t\nA-Za-z0-9])[A-Za-z0-9]+(?=[^\t\nA-Za-z0-9])")
_PAIR = re.compile(r"(?<=[^\t\nA-Za-z0-9])(?=([A-Za-z0-9]+ [A-Za-z0-9]+)[^\t\nA-Za-z0-9])")
BULLET = re.compile("[■●•◆▪◼]")
JOINT = "\0"
"""Stands for a page cut while text is repaired; no source text holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedWording:
    """Repaired text: what is said and the bullets under it, with how much had to be mended.

    `hollow` tells that a colon promises bullets that do not come.
    """

    text: str
    details: tuple[str, ...] = ()
    hollow: bool = False
    tags: int = 0
    blanks: int = 0


class Repair:
    """Repairs the text of one document, whose own words tell how Latin words are written in it."""

    def __init__(self, text: str) -> None:
        self.words = Counter(_TOKEN.findall(text))
        self.pairs = set(_PAIR.findall(text))

    def plain(self, item: StrandItem) -> MendedWording:
        """Text that has no parts: an indicator, a definition, a note."""
        kept, tags = _without_tags(item.strand, item.body, item.end)
        text = _ENTITY.sub(lambda found: _ENTITIES[found[0]], self._join(kept))
        text, blanks = _INSIDE.subn("", re.sub(r"\s+", " ", text.strip()))
        return MendedWording(text=text, tags=tags, blanks=blanks)

    def named(self, item: StrandItem) -> MendedWording:
        """A name, which loses a colon at its end, and the bullets under it."""
        mended = self.plain(item)
        name, *parts = (part.strip() for part in BULLET.split(mended.text))
        details = tuple(filter(None, parts))
        hollow = name.endswith((":", "：")) and not details
        return replace(mended, text=name.rstrip(":： "), details=details, hollow=hollow)

    def _join(self, text: str) -> str:
        """Close the page cuts in a text: a blank only where the words need one."""
        head, *rest = text.split(JOINT)
        parts = [head]
        for part in rest:
            before = parts[-1]
            gap = before[-1:].isspace() or part[:1].isspace()
            left, right = before.rstrip(), part.lstrip()
            parts[-1] = left
            if left and right and self.apart(left, right, gap):
                parts.append(" ")
            parts.append(right)
        return "".join(parts)

    def apart(self, left: str, right: str, gap: bool) -> bool:
        """Whether a blank stands between two halves of a text; `gap` tells that one is printed there."""
        if _WIDE.match(left[-1]) and _WIDE.match(right[0]):
            return False
        if gap or BULLET.match(left[-1]) or BULLET.match(right[0]):
            return True
        first, second = _WORD_END.search(left), _WORD_START.match(right)
        if first and second:
            return self._two_words(first[0], second[0])
        opens = right[0] == "(" and _WIDE.match(left[-1])
        closes = left[-1] == ")" and _WIDE.match(right[0])
        return bool(opens or closes) and self._spaced(left, right)

    def _two_words(self, first: str, second: str) -> bool:
        """Whether two Latin halves are words of their own, by how the document writes them elsewhere."""
        if self.words[first + second]:
            return False
        if f"{first} {second}" in self.pairs or (self.words[first] and self.words[second]):
            return not first.isdigit()
        return first[-1].islower() and second[0].isupper()

    def _spaced(self, left: str, right: str) -> bool:
        """Whether the same item sets its brackets apart from Chinese words."""
        text = left + JOINT + right
        mark = r"(?<=[{0}]){1}\(|\){1}(?=[{0}])"
        spaced = len(re.findall(mark.format(HAN, " "), text))
        return spaced > len(re.findall(mark.format(HAN, ""), text))


def _without_tags(strand: Strand, start: int, end: int) -> tuple[str, int]:
    """The text with a blank for each tag and a joint for each page cut that is not inside a tag."""
    parts, at, tags = [], start, 0
    for found in _TAG.finditer(strand.text, start, end):
        parts += [_marked(strand, at, found.start()), " "]
        at, tags = found.end(), tags + 1
    parts.append(_marked(strand, at, end))
    return "".join(parts), tags


def _marked(strand: Strand, start: int, end: int) -> str:
    cuts = [start, *between(strand.joints, start, end), end]
    return JOINT.join(strand.text[a:b] for a, b in pairwise(cuts))


@dataclass(slots=True, kw_only=True)
class Observed:
    """Kept by all who read a document.

    `repair` mends its text. `furniture` is where it prints headings, labels and dashes, which are no content, `places`
    where it prints each field of the profile and the notes. `worded` are the items of the table with their wording
    after repair, `conflicts` codes printed in several wordings, `doubled` codes that stand twice in one merged cell,
    `levels` the activities with a remark or another level beside their level, as printed, and whether it is a level;
    `empty` the labels of fields that hold nothing.
    """

    repair: Repair
    furniture: list[Span]
    places: dict[str, list[Span]] = field(default_factory=dict)
    worded: list[tuple[StrandItem, MendedWording]] = field(default_factory=list)
    conflicts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    levels: list[tuple[str, str, bool]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def place(self, target: str, spans: Iterable[Span]) -> None:
        """Note where a field, or part of it, is printed."""
        self.places.setdefault(target, []).extend(spans)

    def text(self, *pieces: CellPiece) -> str:
        """What pieces say that go on with one another."""
        return self.repair.plain(glued(pieces)).text
