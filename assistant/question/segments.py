"""Segmenting a question: codes, titles of items, phrases of the lexicon, wording of the standard.

Every character goes to at most one segment; the longest reading at a place wins, and wording of the
standard wins over the lexicon where it is longer (`知識管理系統` is not the kind 知識).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..language.folding import fold
from ..language.lexicon import Lexicon, Mark, lexicon
from ..retrieval.words import Matcher
from ..standard.relations import Relations
from .mention import Mention, mentions

_TITLE = 4
"""Shortest name that is recognised anywhere in a question, in characters."""
_STRETCH = 120
"""Longest stretch of English compared with the glosses, in characters."""
_WORDS = re.compile(r"[a-z][a-z'-]*")

Role = Literal["code", "title", "mark", "corpus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Part of the question and what it was taken for."""

    start: int
    end: int
    role: Role
    concepts: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()


class Segmenter:
    """Segments questions about one standard."""

    def __init__(self, relations: Relations, matcher: Matcher) -> None:
        self.matcher = matcher
        self.lexicon: Lexicon = lexicon()
        self._titles: dict[str, list[str]] = {}
        for item in relations.items:
            if item.code and len(item.text) >= _TITLE:
                self._titles.setdefault(fold(item.text).replace(" ", ""), []).append(item.code)

    def segments(self, folded: str, text: str) -> list[Segment]:
        """Segment a folded question; `text` has the same length and the original letters."""
        taken = [False] * len(folded)
        fixed: list[Segment] = []
        lexical = [m for i in range(len(folded)) if (m := self.lexicon.at(folded, i))]

        def fix(segment: Segment) -> None:
            if not any(taken[segment.start : segment.end]):
                taken[segment.start : segment.end] = [True] * (segment.end - segment.start)
                fixed.append(segment)

        found: list[Mention] = mentions(folded, text, lexical, self.lexicon)
        for mention in found:
            fix(Segment(start=mention.start, end=mention.end, role="code", codes=mention.codes))
        for start, end, codes in self._title_places(folded):
            fix(Segment(start=start, end=end, role="title", codes=codes))
        for level in self.lexicon.pattern("level").finditer(folded):
            fix(Segment(start=level.start(), end=level.end(), role="mark", concepts=frozenset({"mark.level"})))
        for ordinal in self.lexicon.pattern("ordinal").finditer(folded):
            fix(Segment(start=ordinal.start(), end=ordinal.end(), role="mark", concepts=frozenset({"mark.ordinal"})))
        for mark in self.lexicon.expressions(folded):
            fix(Segment(start=mark.start, end=mark.end, role="mark", concepts=mark.concepts))
        position = 0
        while position < len(folded):
            if taken[position]:
                position += 1
                continue
            room = next((i for i in range(position, len(folded)) if taken[i]), len(folded))
            segment = self._longest(folded, position, room)
            if segment:
                fix(segment)
            position = segment.end if segment else position + 1
        return sorted(fixed, key=lambda s: s.start)

    def _title_places(self, folded: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where names of items stand, the longest first; one name may be that of several items."""
        for title in sorted(self._titles, key=len, reverse=True):
            start = folded.find(title)
            while start >= 0:
                yield start, start + len(title), tuple(self._titles[title])
                start = folded.find(title, start + 1)

    def _longest(self, folded: str, start: int, room: int) -> Segment | None:
        mark = self._mark(folded, start, room)
        corpus = self._corpus_end(folded, start, room)
        if corpus and (mark is None or corpus > mark.end + (1 if mark.concepts & self.lexicon.members.keys() else 0)):
            return Segment(start=start, end=corpus, role="corpus")
        if mark:
            return Segment(start=start, end=mark.end, role="mark", concepts=mark.concepts)
        return None

    def _mark(self, folded: str, start: int, room: int) -> Mark | None:
        """The longest phrase of the lexicon here that cuts no longer one in two: the|job description."""
        mark = self.lexicon.at(folded, start, room)
        for place in range(start + 1, mark.end if mark else 0):
            other = self.lexicon.at(folded, place, room)
            if mark and other and other.end > mark.end and other.end - other.start > mark.end - mark.start:
                return self.lexicon.at(folded, start, place)
        return mark

    def _corpus_end(self, folded: str, start: int, room: int) -> int:
        """Where the wording of the standard that begins here ends; 0 when it is too short to tell."""
        if folded[start].isascii():
            return self._gloss_end(folded, start, room)
        if not "\u3400" <= folded[start] <= "\u9fff" or folded[start] in self.lexicon.function:
            return 0
        end = start + 3
        if end > room or folded[start:end] not in self.matcher.text:
            return self._pair_end(folded, start, room)
        while end < room and folded[start : end + 1] in self.matcher.text:
            end += 1
        stretch = folded[start:end].split("的")[0].rstrip(self.lexicon.function)
        end = min([start + len(stretch), *self._straddled(folded, start, start + len(stretch))])
        return end if end - start >= 3 else 0

    def _pair_end(self, folded: str, start: int, room: int) -> int:
        """Where a word of two characters ends whose second alone would be taken for a filler: 預|算."""
        pair = folded[start : start + 2]
        whole = len(pair) == 2 and start + 2 <= room and pair in self.matcher.text
        split = whole and self.lexicon.at(folded, start) is None and self.lexicon.at(folded, start + 1, start + 2)
        return start + 2 if split and pair[1] not in self.lexicon.function else 0

    def _straddled(self, folded: str, start: int, end: int) -> Iterator[int]:
        """Where phrases of the lexicon begin that the end of a stretch would cut: 技能差|在哪."""
        for place in range(start + 1, end):
            mark = self.lexicon.at(folded, place)
            if mark and mark.end > end and mark.end - mark.start > 1:
                yield place

    def _gloss_end(self, folded: str, start: int, room: int) -> int:
        """Where two or more English words that stand together in a gloss end, kind words behind them left out."""
        words = list(_WORDS.finditer(folded, start, min(room, start + _STRETCH)))
        if not words or words[0].start() != start or self.lexicon.at(folded, start):
            return 0
        if start and folded[start - 1].isalnum():
            return 0
        end = 0
        for first, word in zip(words, words[1:], strict=False):
            if folded[first.end() : word.start()] != " " or folded[start : word.end()] not in self.matcher.glossary:
                break
            mark = self.lexicon.at(folded, word.start())
            if mark is None or not mark.concepts & self.lexicon.members.keys() and "stop" not in mark.concepts:
                end = word.end()
        return end
