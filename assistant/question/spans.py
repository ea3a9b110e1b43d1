"""Question → spans: every stretch of it with everything it may mean.

Codes, names of items, shapes of numbers, words of the lexicon and wording of the standard compete for the characters;
the cheapest cover wins, and a second cover without the standard's wording stands beside it. What nothing covers is
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..language.everyday import everyday
from ..language.folding import HAN, fold
from ..language.lexicon import lexicon
from ..language.stem import stem
from ..retrieval.words import levelled, normal
from ..standard.code import ICAP, kind_of
from ..standard.model import Kind
from ..standard.note import explained
from ..standard.relations import OF_ACTIVITY, Relations
from .apposition import apposed
from .clauses import Stretch, background, choices, hide
from .codes import Mention, mentions, undotted
from .cover import cheapest, joined
from .description import descriptions
from .edges import bare, letters, lexical, occupation, range_ends, settled, shapes, strong, tallies, twice, typos
from .form import Below, Coded, Set
from .quotation import quotations
from .sets import union
from .span import Edge, Reading, Span, Spans
from .words import Word, function_characters, words

_TITLE = 3
"""Shortest name of an item that is recognised anywhere, in characters."""
_LONGEST = 6
"""Longest everyday word that is looked for, in characters."""
_CODED = ("categories", "occupations", "industries")
"""Fields that are printed with codes."""
_ENGLISH = re.compile(r"[a-z]+")
_WORDING = 3
"""Shortest stretch that counts as wording of the standard, in Chinese characters."""


class Spanner:
    """Finds the spans of questions about one standard."""

    def __init__(
        self, relations: Relations, own: str, own_english: str = "", glosses: Mapping[int, str] | None = None
    ) -> None:
        """:param own: the standard's name, which means the whole of it however it is shortened.

        :param glosses: the English name of each item by its `id`; English readers name items so.
        """
        self.relations = relations
        names: dict[str, list[str]] = {}
        for item in relations.items:
            if item.code and len(item.text) >= _TITLE:
                names.setdefault(fold(item.text).replace(" ", ""), []).append(item.code)
        self._names = sorted(((n, tuple(dict.fromkeys(c))) for n, c in names.items()), key=lambda e: -len(e[0]))
        self._titled = [(levelled(name), codes) for name, codes in self._names]
        self._normal = {normal(name): codes for name, codes in reversed(self._names)}
        self._names_joined = "\n".join(fold(i.text) for i in relations.items)
        self._wording = "\n".join(fold(part) for i in relations.items for part in (i.text, *i.details))
        english: dict[str, list[str]] = {}
        for item in relations.items:
            gloss = fold((glosses or {}).get(id(item), "")).partition(":")[0].strip()
            if item.code and len(gloss.split()) > 1:
                english.setdefault(gloss, []).append(item.code)
        self._english = {g: tuple(dict.fromkeys(c)) for g, c in english.items()}
        self._known = frozenset(w for g in (glosses or {}).values() for w in re.findall(r"[a-z]+", fold(g)))
        self._phrased = frozenset(p for g in (glosses or {}).values() for p in phrases(fold(g)))
        terms = {fold(term) for note in explained(relations.standard.notes) for term in note.terms}
        self._explained = [
            (term, re.compile(r"\s*".join(map(re.escape, term.replace(" ", "")))))
            for term in sorted(terms - {fold(i.text) for i in relations.items})
        ]
        self._own = fold(own)
        self._own_english = fold(own_english).split()

    def covers(self, folded: str, text: str) -> list[Spans]:
        """The covers of a question, the likeliest first: of the whole, and of clauses that may be all that is asked."""
        told = background(folded)
        found: dict[tuple[Span, ...], Spans] = {}

        def add(
            hidden: Sequence[Stretch], edges: list[Edge], plain: str, made: str, tags: tuple[str, ...] = ()
        ) -> None:
            spans = joined(plain, cheapest(plain, edges))
            found.setdefault(spans, Spans(text, folded, spans, tuple(hidden), made, tags))

        plain = hide(folded, told)
        ways = self._alternatives(plain, text)
        for made, edges in ways:
            add(told, edges, plain, made)
        if any(self._describes(folded[start:end]) for start, end in told):
            add((), self._alternatives(folded, text)[-1][1], folded, "whole")
        for choice in choices(folded, ways[0][1], told):
            rest = hide(folded, choice.hidden)
            wording = self._worded(rest)
            add(choice.hidden, [*self._edges(rest, text, wording), *wording], rest, choice.name, choice.tags)
        return list(found.values())

    def _alternatives(self, folded: str, text: str) -> list[tuple[str, list[Edge]]]:
        """The edges that a cover may be made of, by name: all, without wording, without weak words, by description."""
        wording = self._worded(folded)
        base = self._edges(folded, text, wording)
        described = descriptions(folded, [*base, *wording])
        found = [("", [*base, *wording]), ("plain", base), ("strong", [*strong(folded, base), *wording])]
        return [*found, ("described", [*base, *wording, *described])] if described else found

    def _worded(self, folded: str) -> list[Edge]:
        """The edges that the standard's wording and everyday words give."""
        return [*self._titles(folded), *self._literal(folded), *self._phrases(folded), *self._terms(folded)]

    def _describes(self, clause: str) -> bool:
        """Whether a clause of background may describe what is asked about: in the standard's wording, or as 那一塊."""
        found = words().shape("described").search(clause)
        return bool(found and found[0] != "的") or next(self._wordings(clause), None) is not None

    def _edges(self, folded: str, text: str, wording: Sequence[Edge]) -> list[Edge]:
        edges = [*shapes(folded), *settled(folded), *letters(folded, text)]
        found: list[Word] = []
        initial = True
        for start, char in enumerate(folded):
            if char == " ":
                continue
            if char in ",，。;；!！?？、\n":
                initial = True
                continue
            found += (w for w in words().at(folded, start, initial) if not self._torn(folded, w))
            initial = False
        found = list(twice(folded, found))
        ends = [(w.end, Kind(s.value)) for w in found for s in w.senses if s.tag == "kind" and not s.weak]
        mentioned = mentions(folded, text, ends, words().number)
        for start, end, codes in bare(folded):
            lettered = folded[start].isalpha()
            if not lettered and any(m.start < end and start < m.end for m in mentioned):
                continue
            printed = (tuple(i.code for c in said for i in self.relations.find(c)[:1]) for said in codes)
            held = tuple(Reading("S", Coded(p), weak=not lettered) for p in printed if p)
            if held:
                edges.append(Edge(start, end, 0.05 if lettered else 0.3, held))
                mentioned = [m for m in mentioned if (m.start, m.end) != (start, end)]
        edges += tallies(folded, (end for end, _ in ends))
        for mention in (m for one in mentioned for m in range_ends(folded, one)):
            edges.append(self._coded(folded, mention.start, mention.end, mention.codes, found, ends))
        edges += [lexical(w) for w in found]
        edges += [lexical(tailed) for w in found if (tailed := _tailed(folded, w))]
        edges += occupation(folded, self._own, self._own_english)
        edges += typos(folded, self._wording, self._known)
        edges += quotations(folded, self._quoted)
        return [*edges, *apposed(folded, edges, wording)]

    def _torn(self, folded: str, word: Word) -> bool:
        """Whether a word is part of one of the standard: 組 of 組織, and 客服員 where 員工 is meant."""
        at, edge = word.start, function_characters()
        if any(s.tag == "occupation" for s in word.senses):
            across = folded[word.end - 1 : word.end + 1]
            return len(across) > 1 and all(map(HAN.match, across)) and across in self._names_joined
        if word.end - at > 1 or folded[at] in edge or not HAN.match(folded[at]):
            return False
        halves = ((at, at + 1), (at - 1, at)) if at else ((at, at + 1),)
        return any(
            end < len(folded)
            and folded[start] not in edge
            and folded[end] not in edge
            and folded[start : end + 1] in self._names_joined
            for start, end in halves
        )

    def _coded(
        self, folded: str, start: int, end: int, codes: tuple[str, ...], found: list[Word], ends: list[tuple[int, Kind]]
    ) -> Edge:
        named = (w.start for w in found if w.end == start and any(x.tag == "kind" for x in w.senses))
        behind = start in {e for e, _ in ends} and folded[start : start + 1] not in set(ICAP.letters.lower())
        begin = next(named, start) if behind else start
        known = (self.relations.find(c) or self.relations.find(undotted(c)) for c in codes)
        printed = tuple(items[0].code if items else code for code, items in zip(codes, known, strict=True))
        series = tuple(s for c in printed if (s := self._series(c)))
        if len(series) == len(printed):
            return Edge(begin, end, 0.05, (Reading("S", union(series)),))
        return Edge(begin, end, 0.05, (Reading("S", Coded(tuple(dict.fromkeys(printed)))),))

    def _series(self, code: str) -> Set | None:
        """What the beginning of codes stands for: P5.1 is every indicator of T5.1."""
        place = ICAP.relettered(code, Kind.ACTIVITY)
        if self.relations.find(code) or kind_of(code) not in OF_ACTIVITY or not self.relations.find(place):
            return None
        return Below(Coded((self.relations.find(place)[0].code,)), kind_of(code))

    def _named(self, plain: str) -> tuple[Reading, ...]:
        if plain in self._english:
            return (Reading("S", Coded(self._english[plain])),)
        codes = self._normal.get(normal(plain.replace(" ", "")))
        return (Reading("S", Coded(codes)),) if codes else ()

    def _quoted(self, inner: str, inside: Sequence[Mention]) -> tuple[Reading, ...]:
        """The items whose name stands in quotation marks, or the one whose code alone does."""
        found = [self.relations.find(c) for m in inside if m.end - m.start == len(inner) for c in m.codes]
        coded = (Reading("S", Coded(tuple(items[0].code for items in found))),) if found and all(found) else ()
        return self._named(inner) or coded

    def _titles(self, folded: str) -> Iterator[Edge]:
        """Where names of items stand; one name may be that of several items."""
        squeezed = [i for i, c in enumerate(folded) if c != " "]
        plain = levelled("".join(folded[i] for i in squeezed))
        for name, codes in self._titled:
            start = plain.find(name)
            while start >= 0:
                at, end = squeezed[start], squeezed[start + len(name) - 1] + 1
                yield Edge(at, end, 0.12, (Reading("S", Coded(codes)), Reading("X", (folded[at:end], False))))
                start = plain.find(name, start + 1)
        for name, codes in self._english.items():
            start = folded.find(name)
            if (
                start >= 0
                and not (start and folded[start - 1].isalnum())
                and not folded[start + len(name) : start + len(name) + 1].isalpha()
            ):
                yield Edge(start, start + len(name), 0.12, (Reading("S", Coded(codes)), Reading("X", (name, False))))

    def _literal(self, folded: str) -> Iterator[Edge]:
        """Chinese that stands in the standard as it is, and everyday words."""
        yield from self._wordings(folded)
        for start in range(len(folded) - 1):
            for stop in range(start + 2, min(start + _LONGEST, len(folded)) + 1):
                if folded[start:stop] in everyday() and folded[start:stop] not in words():
                    yield Edge(start, stop, 0.5, (Reading("X", (folded[start:stop], False)),))

    def _wordings(self, folded: str) -> Iterator[Edge]:
        """Chinese that stands in the standard as it is, the longest stretch at each place and its beginnings."""
        edge = function_characters()
        for start, char in enumerate(folded):
            if not HAN.match(char) or char in edge:
                continue
            end = start + _WORDING
            if end > len(folded) or folded[start:end] not in self._wording or " " in folded[start:end]:
                continue
            while end < len(folded) and HAN.match(folded[end]) and folded[start : end + 1] in self._wording:
                end += 1
            while end > start and folded[end - 1] in edge:
                end -= 1
            for stop in range(start + _WORDING, end + 1):
                if folded[stop - 1] not in edge and not _of_kinds(folded[start:stop]):
                    yield Edge(start, stop, 0.5 + 0.08 * (end - stop), (Reading("X", (folded[start:stop], False)),))

    def _terms(self, folded: str) -> Iterator[Edge]:
        """Terms that the notes explain."""
        for term, spelt in self._explained:
            for found in spelt.finditer(folded):
                if not (term.isascii() and _inside(folded, found)):
                    text = (Reading("X", (found[0], False)),)
                    yield Edge(found.start(), found.end(), 0.11, (Reading(f"note.{term}", term), *text))

    def _phrases(self, folded: str) -> Iterator[Edge]:
        """Two or more English words that stand together in the name of an item: service levels, risk assessment."""
        found = list(_ENGLISH.finditer(folded))
        for n, first in enumerate(found):
            end = n
            while (
                end + 1 < len(found)
                and folded[found[end].end() : found[end + 1].start()] == " "
                and (stem(found[end][0]), stem(found[end + 1][0])) in self._phrased
            ):
                end += 1
            if end > n:
                stop = found[end].end()
                yield Edge(first.start(), stop, 0.5, (Reading("X", (folded[first.start() : stop], False)),))


def _tailed(folded: str, word: Word) -> Word | None:
    """A field that is printed with codes, with the words behind it that ask for them: 行業別之名稱及代碼."""
    senses = tuple(s for s in word.senses if s.tag == "field" and s.value in _CODED)
    tail = words().shape("tail").match(folded, word.end) if senses else None
    return Word(word.start, tail.end(), senses) if tail else None


def _of_kinds(text: str) -> bool:
    """Whether a stretch begins and ends with the name of a kind: 知識與技能 asks for both, though an item says it."""
    return len(text) > 4 and all(
        any(s.tag == "kind" and not s.weak for s in words().senses(part)) for part in (text[:2], text[-2:])
    )


def _inside(text: str, found: re.Match[str]) -> bool:
    """Whether what was found is part of a longer English word."""
    beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    return any(c.isascii() and c.isalpha() for c in beside)


def phrases(gloss: str) -> Iterator[tuple[str, str]]:
    """The pairs of neighbouring words of an English name that carry content, as stems."""
    found = list(_ENGLISH.finditer(gloss))
    for one, two in pairwise(found):
        if gloss[one.end() : two.start()] == " " and not (lexicon().stopped(one[0]) or lexicon().stopped(two[0])):
            yield stem(one[0]), stem(two[0])
