"""Question → spans: every stretch of it with everything it may mean.

Codes, names of items, shapes of numbers, words of the lexicon and wording of the standard compete for the characters;
the cheapest cover wins, and a second cover without the standard's wording stands beside it. What nothing covers is
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..language.folding import fold
from ..standard.model import Kind
from ..standard.relations import Relations
from .codes import mentions
from .cover import cheapest, joined
from .description import descriptions
from .edges import lexical, occupation, shapes, strong, typos
from .form import Coded
from .span import HAN, Edge, Reading, Span, Spans
from .words import Word, function_characters, words

_TITLE = 3
"""Shortest name of an item that is recognised anywhere, in characters."""
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
        self._wording = "\n".join(fold(part) for i in relations.items for part in (i.text, *i.details))
        english: dict[str, list[str]] = {}
        for item in relations.items:
            gloss = fold((glosses or {}).get(id(item), "")).partition(":")[0].strip()
            if item.code and len(gloss.split()) > 1:
                english.setdefault(gloss, []).append(item.code)
        self._english = {g: tuple(dict.fromkeys(c)) for g, c in english.items()}
        self._known = frozenset(w for g in (glosses or {}).values() for w in re.findall(r"[a-z]+", fold(g)))
        self._own = fold(own)
        self._own_english = fold(own_english).split()

    def covers(self, folded: str, text: str) -> list[Spans]:
        """The covers of a question, the likeliest first, at most four."""
        background = self._background(folded)
        hidden = _hide(folded, background)
        found: dict[tuple[Span, ...], Spans] = {}
        base = self._edges(hidden, text)
        wording = [*self._titles(hidden), *self._literal(hidden)]
        described = descriptions(hidden, [*base, *wording])
        alternatives = [[*base, *wording], base, [*strong(base), *wording]]
        if described:
            alternatives.append([*base, *wording, *described])
        for edges in alternatives:
            spans = joined(hidden, cheapest(hidden, edges))
            found.setdefault(spans, Spans(text, folded, spans, tuple(background)))
        return list(found.values())

    def _background(self, folded: str) -> list[tuple[int, int]]:
        """Clauses that tell who asks or why: they hold no code and no name of a kind, and are not the whole."""
        clauses: list[tuple[int, int]] = []
        start = 0
        for match in [*words().shape("clause").finditer(folded), None]:
            end = match.start() if match else len(folded)
            if folded[start:end].strip():
                clauses.append((start, end))
            start = match.end() if match else start
        if len(clauses) < 2:
            return []
        found = [c for c in clauses if self._tells_why(folded[c[0] : c[1]].strip())]
        return found if len(found) < len(clauses) else []

    @staticmethod
    def _tells_why(clause: str) -> bool:
        if not words().shape("background").search(clause) or mentions(clause, clause):
            return False
        inside = (w for i in range(len(clause)) for w in words().at(clause, i, i == 0))
        return not any(
            s.tag in ("kind", "kinds", "field", "notheld", "top", "says") and not s.weak
            for w in inside
            for s in w.senses
        )

    def _edges(self, folded: str, text: str) -> list[Edge]:
        edges = [*shapes(folded)]
        found: list[Word] = []
        initial = True
        for start, char in enumerate(folded):
            if char == " ":
                continue
            if char in ",，。;；!！?？、\n":
                initial = True
                continue
            for word in words().at(folded, start, initial):
                found.append(word)
            initial = False
        ends = [(w.end, Kind(s.value)) for w in found for s in w.senses if s.tag == "kind" and not s.weak]
        for mention in mentions(folded, text, ends, words().number):
            edges.append(self._coded(folded, mention.start, mention.end, mention.codes, found, ends))
        edges += [lexical(w) for w in found]
        edges += occupation(folded, self._own, self._own_english)
        edges += typos(folded, self._wording, self._known)
        for match in words().shape("quoted").finditer(folded):
            inner = match[1].strip()
            if inner:
                edges.append(Edge(match.start(), match.end(), 0.3, (Reading("X", (inner, True)), *self._named(inner))))
        return edges

    def _coded(
        self, folded: str, start: int, end: int, codes: tuple[str, ...], found: list[Word], ends: list[tuple[int, Kind]]
    ) -> Edge:
        named = (w.start for w in found if w.end == start and any(x.tag == "kind" for x in w.senses))
        begin = (
            next(named, start)
            if start in {e for e, _ in ends} and folded[start : start + 1] not in set("topksa")
            else start
        )
        printed = tuple(self.relations.find(c)[0].code if self.relations.find(c) else c for c in codes)
        return Edge(begin, end, 0.05, (Reading("S", Coded(tuple(dict.fromkeys(printed)))),))

    def _named(self, plain: str) -> tuple[Reading, ...]:
        if plain in self._english:
            return (Reading("S", Coded(self._english[plain])),)
        codes = next((c for n, c in self._names if n == plain.replace(" ", "")), None)
        return (Reading("S", Coded(codes)),) if codes else ()

    def _titles(self, folded: str) -> Iterator[Edge]:
        """Where names of items stand; one name may be that of several items."""
        squeezed = [i for i, c in enumerate(folded) if c != " "]
        plain = "".join(folded[i] for i in squeezed)
        for name, codes in self._names:
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
        """Stretches of Chinese that stand in the standard as they are, the longest at each place."""
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
                if folded[stop - 1] not in edge:
                    yield Edge(start, stop, 0.5 + 0.08 * (end - stop), (Reading("X", (folded[start:stop], False)),))


def _hide(folded: str, stretches: list[tuple[int, int]]) -> str:
    kept = list(folded)
    for start, end in stretches:
        kept[start:end] = " " * (end - start)
    return "".join(kept)
