"""What is meant as it stands: names of items, wording, English phrases, terms of the notes, quotations."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ..language.everyday import everyday
from ..language.folding import HAN, fold
from ..language.lexicon import lexicon
from ..language.stem import stem
from ..retrieval.words import levelled, normal
from ..standard.note import explained
from ..standard.relations import Item, Relations
from .codes import Mention, mentions
from .form import Coded
from .span import Edge, SpanReading, plain
from .words import function_words, words

_TITLE = 3
"""Shortest name of an item that is recognised anywhere, in characters."""
_LONGEST = 6
"""Longest everyday word that is looked for, in characters."""
_ENGLISH = re.compile(r"[a-z]+")
_WORDING = 3
"""Shortest stretch that counts as wording of the standard, in Chinese characters."""
SHORT = 6
"""Longest text in quotation marks that is surely meant as it stands, in characters."""
SURE = 0.05
"""What such a text costs, and 二字 behind it."""
LIKELY = 0.3
"""The same of a longer one, or of one that is a word for a kind or a field."""
STATED = 2.0
"""What it costs to take a quoted sentence about codes as a text: it says something that is to be read."""
APPOSED = 0.05
"""Of what is named twice: nothing else can be meant."""
Meant = Callable[[str, Sequence[Mention]], tuple[SpanReading, ...]]
"""The items that a quoted text may mean, given the codes in it."""


class Verbatim:
    """The names, the wording and the terms of one standard, as they may stand in a question."""

    def __init__(self, relations: Relations, glosses: Mapping[int, str]) -> None:
        """:param glosses: the English name of each item by its `id`; English readers name items so."""
        self.relations = relations
        names = _codes((i, fold(i.text).replace(" ", "")) for i in relations.items if len(i.text) >= _TITLE)
        longest_first = sorted(names.items(), key=lambda e: -len(e[0]))
        self._titled = [(levelled(name), codes) for name, codes in longest_first]
        self._normal = {normal(name): codes for name, codes in reversed(longest_first)}
        self.names = "\n".join(fold(i.text) for i in relations.items)
        self.text = "\n".join(fold(part) for i in relations.items for part in (i.text, *i.details))
        named = ((i, fold(glosses.get(id(i), "")).partition(":")[0].strip()) for i in relations.items)
        self._english = _codes((item, gloss) for item, gloss in named if len(gloss.split()) > 1)
        self.known = frozenset(w for g in glosses.values() for w in _ENGLISH.findall(fold(g)))
        self._phrased = frozenset(p for g in glosses.values() for p in phrases(fold(g)))
        terms = {fold(term) for note in explained(relations.standard.notes) for term in note.terms}
        self._explained = [
            (term, re.compile(r"\s*".join(map(re.escape, term.replace(" ", "")))))
            for term in sorted(terms - {fold(i.text) for i in relations.items})
        ]

    def edges(self, folded: str) -> list[Edge]:
        """The edges that the standard's wording and everyday words give."""
        return [*self._titles(folded), *self._literal(folded), *self._phrases(folded), *self._terms(folded)]

    def worded(self, clause: str) -> bool:
        """Whether wording of the standard stands in a folded clause."""
        return next(self._wordings(clause), None) is not None

    def quoted(self, inner: str, inside: Sequence[Mention]) -> tuple[SpanReading, ...]:
        """The items whose name stands in quotation marks, or the one whose code alone does."""
        found = [self.relations.find(c) for m in inside if m.end - m.start == len(inner) for c in m.codes]
        coded = (SpanReading("S", Coded(tuple(items[0].code for items in found))),) if found and all(found) else ()
        return self._named(inner) or coded

    def _named(self, text: str) -> tuple[SpanReading, ...]:
        codes = self._english.get(text) or self._normal.get(normal(text.replace(" ", "")))
        return (SpanReading("S", Coded(codes)),) if codes else ()

    def _titles(self, folded: str) -> Iterator[Edge]:
        """Where names of items stand; one name may be that of several items."""
        squeezed = [i for i, c in enumerate(folded) if c != " "]
        level = levelled("".join(folded[i] for i in squeezed))
        for name, codes in self._titled:
            start = level.find(name)
            while start >= 0:
                at, end = squeezed[start], squeezed[start + len(name) - 1] + 1
                yield Edge(at, end, 0.12, (SpanReading("S", Coded(codes)), plain(folded[at:end])))
                start = level.find(name, start + 1)
        for name, codes in self._english.items():
            start = folded.find(name)
            end = start + len(name)
            if start >= 0 and not folded[max(start - 1, 0) : start].isalnum() and not folded[end : end + 1].isalpha():
                yield Edge(start, end, 0.12, (SpanReading("S", Coded(codes)), plain(name)))

    def _literal(self, folded: str) -> Iterator[Edge]:
        """Chinese that stands in the standard as it is, and everyday words."""
        yield from self._wordings(folded)
        for start in range(len(folded) - 1):
            for stop in range(start + 2, min(start + _LONGEST, len(folded)) + 1):
                if folded[start:stop] in everyday() and folded[start:stop] not in words():
                    yield Edge(start, stop, 0.5, (plain(folded[start:stop]),))

    def _wordings(self, folded: str) -> Iterator[Edge]:
        """Chinese that stands in the standard as it is, the longest stretch at each place and its beginnings."""
        edge = function_words("zh")
        for start, char in enumerate(folded):
            if not HAN.match(char) or char in edge:
                continue
            end = start + _WORDING
            if end > len(folded) or folded[start:end] not in self.text or " " in folded[start:end]:
                continue
            while end < len(folded) and HAN.match(folded[end]) and folded[start : end + 1] in self.text:
                end += 1
            while end > start and folded[end - 1] in edge:
                end -= 1
            for stop in range(start + _WORDING, end + 1):
                if folded[stop - 1] not in edge and not _of_kinds(folded[start:stop]):
                    yield Edge(start, stop, 0.5 + 0.08 * (end - stop), (plain(folded[start:stop]),))

    def _terms(self, folded: str) -> Iterator[Edge]:
        """Terms that the notes explain."""
        for term, spelt in self._explained:
            for found in spelt.finditer(folded):
                if not (term.isascii() and _inside(folded, found)):
                    text = (plain(found[0]),)
                    yield Edge(found.start(), found.end(), 0.11, (SpanReading(f"note.{term}", term), *text))

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
                yield Edge(first.start(), stop, 0.5, (plain(folded[first.start() : stop]),))


def _codes(names: Iterable[tuple[Item, str]]) -> dict[str, tuple[str, ...]]:
    """The codes of the items by the name that they share."""
    found: dict[str, dict[str, None]] = {}
    for item, name in names:
        if item.code:
            found.setdefault(name, {})[item.code] = None
    return {name: tuple(codes) for name, codes in found.items()}


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


def quotations(folded: str, meant: Meant) -> Iterator[Edge]:
    """An edge for every quotation of a folded question, and one for what says behind it that it is a text."""
    for match in words().shape("quoted").finditer(folded):
        inner = match[1].strip()
        if not inner:
            continue
        worded = words().shape("worded").match(folded, match.end())
        named = not worded and any(s.tag in ("kind", "kinds", "field") for s in words().senses(inner))
        inside = mentions(inner, inner)
        told = any(m.end - m.start < len(inner) for m in inside) or words().shape("ordinal").search(inner)
        cost = STATED if told else SURE if len(inner) <= SHORT and not named else LIKELY
        yield Edge(match.start(), match.end(), cost, (SpanReading("X", (inner, True)), *meant(inner, inside)))
        if worded:
            yield Edge(worded.start(), worded.end(), SURE, (), True)


def apposed(folded: str, coded: Sequence[Edge], titled: Sequence[Edge]) -> Iterator[Edge]:
    """An edge for every code that the name of the same item stands beside, with the brackets between and around.

    :param coded: edges of codes; `titled`: edges of names of items.
    """
    between, closing = words().shape("apposing"), words().shape("closing")
    codes = [(e, c) for e in coded if (c := _one(e))]
    names = [(e, n) for e in titled if (n := _held(e))]
    for edge, code in codes:
        for name, held in names:
            first, last = (edge, name) if edge.start < name.start else (name, edge)
            if code in held and between.fullmatch(folded, first.end, last.start):
                end = closing.match(folded, last.end) if last.start > first.end else None
                yield Edge(first.start, end.end() if end else last.end, APPOSED, (SpanReading("S", Coded((code,))),))


def _one(edge: Edge) -> str:
    """The code, where an edge is one code and nothing else."""
    held = _held(edge)
    return held[0] if len(held) == 1 else ""


def _held(edge: Edge) -> tuple[str, ...]:
    return next((r.value.codes for r in edge.readings if r.tag == "S" and isinstance(r.value, Coded)), ())
