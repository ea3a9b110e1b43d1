"""Question → Query: segment the question into codes, titles, known phrases and content, then tell roles.

Every character goes to exactly one segment; the longest reading at a place wins, and wording of the
standard wins over the lexicon where it is longer (`知識管理系統` is not the kind 知識).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .code import kind_of
from .companion import NAME
from .folding import fold
from .lexicon import Lexicon, Mark, lexicon
from .matching import Matcher, normal
from .mention import Mention, mentions
from .query import Ordinal, Query
from .question import Question
from .relations import Relations
from .standard import Kind, Standard

_TITLE = 4
"""Shortest name that is recognised anywhere in a question, in characters."""
_FUNCTION = "的了和与及或在是有把被为之跟也都吗呢"
_QUOTES = re.compile(r"[「『“\"《‘]([^」』”\"》’]{2,})[」』”\"》’]")
_PUNCTUATION = re.compile(r"[\s,.;:!?、。,;:!?…·~()\[\]{}「」『』“”\"'‘’《》<>|/\\\-–—_=+*&^%$#@]+")
_LEVEL = re.compile(
    r"(?:第)?([1-6一二三四五六])\s?级|(?:职能)?(?:级别|等级|级)\s?(?:是|为|=|:|等于|:)?\s?第?([1-6一二三四五六])(?![0-9个项条样致般])"
    r"|\b(?:level|lv\.?|grade)\s?(?:is\s|of\s|=\s?|:\s?)?([1-6]|one|two|three|four|five|six)\b"
    r"|\b([1-6]|one|two|three|four|five|six)[\s-]level"
)
_ORDINAL = re.compile(
    r"(最后|末|倒数第一|第\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3}))\s?(?:一)?(?:个|项|条|件|份|种|大项|者)"
    r"|(前者|后者)|第\s?(\d{1,2}|[一二三四五六七八九十]{1,3})(?=(?:任务|活动|知识|技能|态度|指标|产出|工作))"
    r"|\b(?:the\s)?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|former|latter|\d{1,2}(?:st|nd|rd|th))\b(?!\s(?:half|time|contact|call|year|day))"
)
_AMOUNT = re.compile(r"(?<![a-z0-9.第])(\d{1,3}|[一二两三四五六七八九十]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one)\s?(?:大)?(个以上|个|项|条|种|份|件|\s)?\s?(?:以上)?(?:的)?(?:个|项|条)?\s?")
_WORDS = re.compile(r"[a-z][a-z'-]*")
_CONJUNCTION = re.compile(r"^(?:|\s*(?:[、,/&和与跟及或]|以及|还有|and|or)\s*)$")

Role = Literal["code", "title", "mark", "corpus", "loose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Part of the question and what it was taken for."""

    start: int
    end: int
    role: Role
    concepts: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()


class Reader:
    """Reads questions about one standard."""

    def __init__(self, relations: Relations, matcher: Matcher) -> None:
        self.relations = relations
        self.matcher = matcher
        self.lexicon: Lexicon = lexicon()
        self._titles: dict[str, list[str]] = {}
        for item in relations.items:
            if item.code and len(item.text) >= _TITLE:
                self._titles.setdefault(fold(item.text).replace(" ", ""), []).append(item.code)
        self._profile = _profile_codes(relations.standard)
        self._name = normal(fold(relations.standard.name))
        self._english_name = fold(matcher.glosses.get(NAME, "")).split()

    def read(self, question: Question) -> Query:
        """Read one question on its own; what a conversation adds comes later (`conversation`)."""
        text, folded = question.text, question.folded
        if question.language == "en":
            folded = self.lexicon.corrected(folded, self.matcher.words)
            text = text if len(folded) == len(text) else folded
        segments = list(self._segments(folded, text))
        codes, missing, named = self._resolve(segments)
        level = _LEVEL.search(folded)
        phrases = self._phrases(folded, segments)
        marks = {c[5:] for s in segments if s.role == "mark" for c in s.concepts if c.startswith("mark.")}
        scope = [p for p in phrases if self._names_standard(p)]
        if scope or self._name in normal(folded):
            marks.add("scope")
            phrases = [p for p in phrases if p not in scope]
        asked, given, strong = self._roles(folded, segments, codes)
        outside = tuple(
            name for name, m in self.lexicon.outside(folded) if not (m[0].strip() and self.matcher.holds(m[0].strip()))
        )
        occupation = self.lexicon.find("occupation", folded)
        foreign = occupation[0] if occupation and not self._known_occupation(occupation[0]) else ""
        ordinal = self._ordinal(folded, segments)
        return Query(
            text=text, folded=folded, language=question.language, codes=codes, named=named, missing=missing,
            asked=asked, given=given, marks=frozenset(marks),
            fields=self._fields(folded, segments),
            phrases=tuple(phrases), quoted=tuple(m[1] for m in _QUOTES.finditer(folded)),
            level=self.lexicon.number(next(g for g in level.groups() if g)) if level else None,
            amount=self._amount(folded, segments, level), ordinal=ordinal, outside=outside, foreign=foreign,
            policy=bool(self.lexicon.find("policy", folded)), small_talk=bool(self.lexicon.find("small_talk", folded)),
            strong=strong,
        )

    def _segments(self, folded: str, text: str) -> Iterator[Segment]:
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
        for level in _LEVEL.finditer(folded):
            fix(Segment(start=level.start(), end=level.end(), role="mark", concepts=frozenset({"mark.level"})))
        for ordinal in _ORDINAL.finditer(folded):
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
        yield from sorted(fixed, key=lambda s: s.start)

    def _title_places(self, folded: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where names of items stand, the longest first; one name may be that of several items."""
        for title in sorted(self._titles, key=len, reverse=True):
            start = folded.find(title)
            while start >= 0:
                yield start, start + len(title), tuple(self._titles[title])
                start = folded.find(title, start + 1)

    def _longest(self, folded: str, start: int, room: int) -> Segment | None:
        mark: Mark | None = self.lexicon.at(folded, start)
        if mark and mark.end > room:
            mark = None
        corpus = self._corpus_end(folded, start, room)
        if corpus and (mark is None or corpus > mark.end):
            return Segment(start=start, end=corpus, role="corpus")
        if mark:
            return Segment(start=start, end=mark.end, role="mark", concepts=mark.concepts)
        return None

    def _corpus_end(self, folded: str, start: int, room: int) -> int:
        """Where the wording of the standard that begins here ends; 0 when it is too short to tell."""
        if folded[start].isascii():
            return self._gloss_end(folded, start, room)
        if not "\u3400" <= folded[start] <= "\u9fff" or folded[start] in _FUNCTION:
            return 0
        end = start + 3
        if end > room or folded[start:end] not in self.matcher.text:
            return 0
        while end < room and folded[start : end + 1] in self.matcher.text:
            end += 1
        stretch = folded[start:end].split("的")[0].rstrip(_FUNCTION)
        return start + len(stretch) if len(stretch) >= 3 else 0

    def _gloss_end(self, folded: str, start: int, room: int) -> int:
        """Where two or more English words that stand together in a gloss end, kind words behind them left out."""
        words = list(_WORDS.finditer(folded, start, room))
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

    def _resolve(self, segments: list[Segment]) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
        codes: list[str] = []
        missing: list[str] = []
        named: set[str] = set()
        for segment in segments:
            for code in segment.codes:
                items = self.relations.find(code)
                if not items:
                    missing.append(code)
                    continue
                codes.append(items[0].code)
                if segment.role == "title":
                    named.add(items[0].code)
        return tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(missing)), frozenset(named)

    def _phrases(self, folded: str, segments: list[Segment]) -> list[str]:
        """What no mark and no code covers, joined where it touches; single Chinese characters are dropped."""
        kept = list(folded)
        for segment in segments:
            if segment.role in ("code", "title", "mark"):
                kept[segment.start : segment.end] = "\n" * (segment.end - segment.start)
        parts = []
        for stretch in "".join(kept).split("\n"):
            latin = re.findall(r"[a-z0-9][a-z0-9.%&'+-]*(?: [a-z0-9][a-z0-9.%&'+-]*)*", stretch)
            han = [p for p in _PUNCTUATION.split(re.sub(r"[a-z0-9.%&'+-]{2,}", " ", stretch)) if len(p) > 1]
            parts += [p.strip(".'-") for p in latin if len(p) > 1 and not p.isdigit()] if not han else [_tidy(stretch)]
        return [p for p in dict.fromkeys(parts) if p]

    def _fields(self, folded: str, segments: list[Segment]) -> tuple[str, ...]:
        """Profile fields asked for by name, or by a code that only the profile holds (N8209, BAS1499-002)."""
        named = [c[6:] for s in segments for c in s.concepts if c.startswith("field.")]
        tokens = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", folded))
        return tuple(dict.fromkeys([*named, *(f for code, f in self._profile.items() if code in tokens)]))

    def _names_standard(self, phrase: str) -> bool:
        """Whether a phrase is a short form of the standard's own name (客服經理 for 客戶服務部門經理)."""
        plain = normal(phrase)
        words = plain.split()
        if len(words) > 1 and self._english_name and words[-1].rstrip("s") == self._english_name[-1]:
            return set(words[:-1]) <= set(self._english_name)
        if len(plain) < 4 or plain[-2:] != self._name[-2:]:
            return False
        rest = iter(self._name)
        return all(char in rest for char in plain)

    def _known_occupation(self, word: str) -> bool:
        standard = self.relations.standard
        own = fold(" ".join((standard.name, standard.description, *standard.prerequisites, *standard.notes)))
        return word in own or self.matcher.holds(word)

    def _roles(self, folded: str, segments: list[Segment], codes: tuple[str, ...]) -> tuple[tuple[Kind, ...], tuple[Kind, ...], bool]:
        """Split the kinds mentioned into those asked for and those merely given."""
        own = {kind_of(c) for c in codes}
        seen: list[tuple[int, tuple[Kind, ...], bool, bool]] = []
        for index, segment in enumerate(segments):
            kinds = tuple(k for c in sorted(segment.concepts) for k in self.lexicon.members.get(c, ()))
            if not kinds:
                continue
            asked = self._interrogated(folded, segments, index)
            if seen and _CONJUNCTION.match(folded[segments[seen[-1][0]].end : segment.start]) and not asked:
                asked = seen[-1][2]
            each = index > 0 and "mark.each" in segments[index - 1].concepts and segments[index - 1].end == segment.start
            seen.append((index, kinds, asked, each))
        strong = any(asked for _, _, asked, _ in seen)
        wanted: list[Kind] = []
        given: list[Kind] = []
        for _, kinds, asked, each in seen:
            for kind in kinds:
                apposed = kind in own and not (asked and self._sideways(kind, codes))
                takes = (asked or not strong) and not each and not apposed
                (wanted if takes else given).append(kind)
        wanted = list(dict.fromkeys(wanted))
        return tuple(wanted), tuple(k for k in dict.fromkeys(given) if k not in wanted), strong

    def _sideways(self, kind: Kind, codes: tuple[str, ...]) -> bool:
        """Whether a code above `kind` is named beside one of that kind: 'T5.1 以外 T5 還有哪些活動'."""
        above = {Kind.ACTIVITY: (Kind.TASK,)}.get(kind, (Kind.TASK, Kind.ACTIVITY))
        return any(kind_of(c) in above for c in codes) and kind not in (Kind.TASK,)

    def _interrogated(self, folded: str, segments: list[Segment], index: int) -> bool:
        """Whether a question word points at the kind at `index`, from before or from behind."""
        here = segments[index]
        for before in reversed(segments[:index]):
            gap = folded[before.end : here.start]
            if len(gap.strip()) > 8 or before.role == "code":
                break
            if before.concepts & {"mark.which", "mark.count"}:
                return True
            if "stop" not in before.concepts and not before.concepts & {"mark.item", "mark.wording"}:
                break
        if index + 1 < len(segments):
            after = segments[index + 1]
            near = not folded[here.end : after.start].strip()
            return near and bool(after.concepts & {"mark.count"} or folded[after.start : after.end] in _BEHIND)
        return False

    def _ordinal(self, folded: str, segments: list[Segment]) -> Ordinal | None:
        match = _ORDINAL.search(folded)
        if not match:
            return None
        word = next(g for g in match.groups() if g).removeprefix("第").strip()
        ends = {"最后": -1, "末": -1, "last": -1, "前者": 1, "后者": 2, "former": 1, "latter": 2, "倒数第一": -1}
        number = ends.get(word) or self.lexicon.number(re.sub(r"(?<=\d)(st|nd|rd|th)$", "", word))
        behind = next((s for s in segments if s.start == match.end() + len(folded[match.end():]) - len(folded[match.end():].lstrip()) and s.concepts & self.lexicon.members.keys()), None)
        kind = next((k for c in sorted(behind.concepts) for k in self.lexicon.members.get(c, ())), None) if behind else None
        return Ordinal(position=number, kind=kind) if number else None

    def _amount(self, folded: str, segments: list[Segment], level: re.Match[str] | None) -> tuple[int, Kind | None] | None:
        """A count beside a kind (`五項技能`, `5 skills`) or after `超過`, that is no code, level or ordinal."""
        for match in _AMOUNT.finditer(folded):
            if level and level.start() <= match.start() < level.end():
                continue
            if any(s.start <= match.start() < s.end and (s.codes or "mark.which" in s.concepts) for s in segments):
                continue
            number = self.lexicon.number(match[1])
            near = next((s for s in segments if s.start == match.end() and s.concepts & self.lexicon.members.keys()), None)
            if number is not None and near:
                return number, next(k for c in sorted(near.concepts) for k in self.lexicon.members.get(c, ()))
            before = next((s for s in segments if s.end in (match.start(), match.start() - 1)), None)
            if number is not None and before and before.concepts & {"mark.over", "mark.atleast", "mark.under", "mark.only"}:
                return number, None
        return None


_BEHIND = frozenset(map(fold, ("有哪些", "是什麼", "是哪些", "有什麼", "呢", "為何", "有幾", "有啥", "是啥", "哪些", "那些", "分別是什麼", "分別是", "列出", "什麼")))


def _profile_codes(standard: Standard) -> dict[str, str]:
    """Codes of the profile that are telling enough to be recognised alone, and their fields."""
    codes = {fold(v.code): "versions" for v in standard.versions} | {fold(standard.code): "versions" if standard.versions else "code"}
    for name in ("categories", "occupations", "industries"):
        codes |= {fold(entry.code): name for entry in getattr(standard, name) if len(entry.code) > 3}
    return codes


def _tidy(stretch: str) -> str:
    """A stretch of content without the punctuation and single characters around it."""
    parts = [p for p in _PUNCTUATION.split(stretch) if len(p) > 1 and not p.isdigit()]
    return " ".join(parts)
