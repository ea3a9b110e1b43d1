"""Question → Query: what its segments, numbers and roles come to."""

from __future__ import annotations

import re

from ..language.folding import fold
from ..language.lexicon import Lexicon, lexicon
from ..retrieval.words import Matcher, normal
from ..standard.code import kind_of
from ..standard.companion import NAME
from ..standard.model import Kind, Standard
from ..standard.relations import UPPER, Relations
from . import quantities
from .query import Query
from .roles import roles
from .segments import Segment, Segmenter
from .take import Question

_QUOTES = re.compile(r"[「『“\"《‘]([^」』”\"》’]{2,})[」』”\"》’]")
_PUNCTUATION = re.compile(r"[\s,.;:!?、。,;:!?…·~()\[\]{}「」『』“”\"'‘’《》<>|/\\\-–—_=+*&^%$#@]+")


class Reader:
    """Reads questions about one standard."""

    def __init__(self, relations: Relations, matcher: Matcher) -> None:
        self.relations = relations
        self.matcher = matcher
        self.lexicon: Lexicon = lexicon()
        self.segmenter = Segmenter(relations, matcher)
        self._profile = _profile_codes(relations.standard)
        self._name = normal(fold(relations.standard.name))
        self._english_name = fold(matcher.glosses.get(NAME, "")).split()

    def read(self, question: Question) -> Query:
        """Read one question on its own; what a conversation adds comes later (`conversation`)."""
        text, folded = question.text, question.folded
        if question.language == "en":
            folded = self.lexicon.corrected(folded, self.matcher.words)
            text = text if len(folded) == len(text) else folded
        segments = self.segmenter.segments(folded, text)
        codes, missing, named = self._resolve(segments)
        several = quantities.several(folded)
        if several and not codes:
            codes = tuple(t.code for t in self.relations.of_kind(Kind.TASK)[several])
        phrases = self._phrases(folded, segments)
        marks = {c[5:] for s in segments if s.role == "mark" for c in s.concepts if c.startswith("mark.")}
        found = roles(folded, segments, codes)
        fields = self._fields(folded, segments)
        qualified = [s for s in segments if s.role == "title" and self._qualifies(s, segments)]
        if qualified:
            # 自我管理|技能: the name of an attitude, but a skill is meant
            phrases += [folded[s.start : s.end] for s in qualified]
            dropped = {i.code for s in qualified for c in s.codes for i in self.relations.find(c)}
            codes, named = tuple(c for c in codes if c not in dropped), named - dropped
        if found.strong and found.asked and fields and not codes and "scope" not in marks:
            # `哪個活動產出 job description`: the field's name is what is looked for, not what is asked for
            phrases += [folded[s.start : s.end] for s in segments if any(c.startswith("field.") for c in s.concepts)]
            fields = ()
        scope = [p for p in phrases if self._names_standard(p) or self._names_standard(self._ranked(folded, p))]
        if scope or self._name in normal(folded):
            marks.add("scope")
            phrases = [p for p in phrases if p not in scope]
        outside = tuple(
            name for name, m in self.lexicon.outside(folded) if not (m[0].strip() and self.matcher.holds(m[0].strip()))
        )
        occupation = self.lexicon.find("occupation", folded)
        foreign = occupation[0] if occupation and not self._known_occupation(occupation[0]) else ""
        return Query(
            text=text,
            folded=folded,
            language=question.language,
            codes=codes,
            named=named,
            missing=missing,
            asked=found.asked,
            given=found.given,
            marks=frozenset(marks),
            fields=fields,
            phrases=tuple(phrases),
            quoted=tuple(m[1] for m in _QUOTES.finditer(folded)),
            level=quantities.level(folded),
            amount=None if several else quantities.amount(folded, segments),
            rank=quantities.rank(folded),
            ordinals=quantities.ordinals(folded, segments),
            outside=outside,
            foreign=foreign,
            policy=bool(self.lexicon.find("policy", folded)),
            small_talk=bool(self.lexicon.find("small_talk", folded)),
            strong=found.strong,
        )

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

    def _qualifies(self, title: Segment, segments: list[Segment]) -> bool:
        """Whether a title stands right before the name of another low kind, which it then only qualifies."""
        kinds = {kind_of(c) for c in title.codes}
        behind = next((s for s in segments if s.start == title.end), None)
        meant = {k for c in behind.concepts for k in self.lexicon.members.get(c, ())} if behind else set()
        return bool(meant) and meant.isdisjoint(kinds | set(UPPER)) and kinds.isdisjoint(UPPER)

    def _fields(self, folded: str, segments: list[Segment]) -> tuple[str, ...]:
        """Profile fields asked for by name, or by a code that only the profile holds (N8209, BAS1499-002)."""
        named = [c[6:] for s in segments for c in s.concepts if c.startswith("field.")]
        tokens = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", folded))
        if named == ["code"] and any("mark.wording" in s.concepts for s in segments):
            named.append("name")
        return tuple(dict.fromkeys([*named, *(f for code, f in self._profile.items() if code in tokens)]))

    def _ranked(self, folded: str, phrase: str) -> str:
        """A phrase with the word of rank that follows it: 客服 in `客服主管要會什麼`."""
        rest = folded.partition(phrase)[2].lstrip()
        rank = next((r for r in (*self.lexicon.ranks, *self.lexicon.ranks.values()) if rest.startswith(r)), "")
        return (f"{phrase} {rank}" if phrase.isascii() else phrase + rank) if rank else ""

    def _names_standard(self, phrase: str) -> bool:
        """Whether a phrase is a short form of the standard's own name (客服經理 for 客戶服務部門經理)."""
        plain = normal(phrase)
        for word, rank in self.lexicon.ranks.items():
            plain = plain.removesuffix(word) + rank if plain.endswith(word) else plain
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
        return word in own or self.matcher.holds(word) or self._names_standard(word)


def _profile_codes(standard: Standard) -> dict[str, str]:
    """Codes of the profile that are telling enough to be recognised alone, and their fields."""
    codes = {fold(v.code): "versions" for v in standard.versions} | {
        fold(standard.code): "versions" if standard.versions else "code"
    }
    for name in ("categories", "occupations", "industries"):
        codes |= {fold(entry.code): name for entry in getattr(standard, name) if len(entry.code) > 3}
    return codes


def _tidy(stretch: str) -> str:
    """A stretch of content without the punctuation and single characters around it."""
    parts = [p for p in _PUNCTUATION.split(stretch) if len(p) > 1 and not p.isdigit()]
    return " ".join(parts)
