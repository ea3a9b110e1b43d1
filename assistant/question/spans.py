"""Question → spans: every stretch of it with everything it may mean.

Codes, names of items, shapes of numbers, words of the lexicon and wording of the standard compete for the characters;
the cheapest cover wins, and a second cover without the standard's wording stands beside it. What nothing covers is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..language.folding import fold
from ..retrieval.words import normal
from ..standard.model import Kind
from ..standard.relations import Relations
from .codes import mentions
from .form import Coded
from .words import Sense, Word, function_characters, ranks, words

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[a-z0-9][a-z0-9.'&/-]*[a-z0-9]|[a-z0-9]")
_TITLE = 3
"""Shortest name of an item that is recognised anywhere, in characters."""
_WORDING = 3
"""Shortest stretch that counts as wording of the standard, in Chinese characters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a span for the composition: a tag with its value; `weak` meanings cost more."""

    tag: str
    value: Any
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question. `gap` are the words between it and the span before: `of`, `and`, `or`, `,`, `in`."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    gap: frozenset[str] = frozenset()

    def has(self, tag: str) -> bool:
        """Whether some meaning has the tag."""
        return any(r.tag == tag for r in self.readings)


@dataclass(frozen=True, slots=True)
class Spans:
    """A cover of the question: spans in order; `background` are stretches that tell why or who asks."""

    text: str
    folded: str
    spans: tuple[Span, ...]
    background: tuple[tuple[int, int], ...] = ()
    quoted: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Edge:
    start: int
    end: int
    cost: float
    readings: tuple[Reading, ...]
    filler: bool = False


_GAPS = {"conj.and": "and", "conj.or": "or", "conj.not": "but"}
_OF = frozenset(
    map(
        fold,
        ("的", "之", "of", "for", "in", "under", "within", "底下", "裡", "裡面", "下", "中", "內", "at", "on", "from"),
    )
)
_UPPERS = ((Kind.TASK,), (Kind.ACTIVITY,))
_SIMPLE = {
    "K": Kind.KNOWLEDGE,
    "S": Kind.SKILL,
    "O": Kind.OUTPUT,
    "P": Kind.INDICATOR,
    "T": Kind.TASK,
    "V": Kind.ACTIVITY,
    "A": Kind.ATTITUDE,
}


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
        self._own = fold(own)
        self._own_english = fold(own_english).split()

    def covers(self, folded: str, text: str) -> list[Spans]:
        """The covers of a question, the likeliest first, at most three."""
        background = self._background(folded)
        hidden = _hide(folded, background)
        found: dict[tuple[Span, ...], Spans] = {}
        base = self._edges(hidden, text)
        wording = [*self._titles(hidden), *self._literal(hidden)]
        described = self._descriptions(hidden, [*base, *wording])
        alternatives = [[*base, *wording], base, [*_strong(base), *wording]]
        if described:
            alternatives.append([*base, *wording, *described])
        for edges in alternatives:
            spans = self._spans(hidden, _cheapest(hidden, edges))
            quoted = tuple(m[1] for m in words().shape("quoted").finditer(folded))
            found.setdefault(spans, Spans(text, folded, spans, tuple(background), quoted))
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

    def _edges(self, folded: str, text: str) -> list[_Edge]:
        edges = [*self._shapes(folded)]
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
        edges += [self._lexical(w) for w in found]
        edges += self._standard(folded)
        edges += self._typos(folded)
        for match in words().shape("quoted").finditer(folded):
            inner = match[1].strip()
            if inner:
                edges.append(_Edge(match.start(), match.end(), 0.3, (Reading("X", (inner, True)), *self._named(inner))))
        return edges

    def _coded(
        self, folded: str, start: int, end: int, codes: tuple[str, ...], found: list[Word], ends: list[tuple[int, Kind]]
    ) -> _Edge:
        named = (w.start for w in found if w.end == start and any(x.tag == "kind" for x in w.senses))
        begin = (
            next(named, start)
            if start in {e for e, _ in ends} and folded[start : start + 1] not in set("topksa")
            else start
        )
        printed = tuple(self.relations.find(c)[0].code if self.relations.find(c) else c for c in codes)
        return _Edge(begin, end, 0.05, (Reading("S", Coded(tuple(dict.fromkeys(printed)))),))

    def _named(self, plain: str) -> tuple[Reading, ...]:
        if plain in self._english:
            return (Reading("S", Coded(self._english[plain])),)
        codes = next((c for n, c in self._names if n == plain.replace(" ", "")), None)
        return (Reading("S", Coded(codes)),) if codes else ()

    def _shapes(self, folded: str) -> Iterator[_Edge]:
        lexicon = words()
        for match in lexicon.shape("level").finditer(folded):
            n = lexicon.number(next(g for g in match.groups() if g))
            if n:
                yield _Edge(match.start(), match.end(), 0.12, (Reading("LVL", n),))
        for match in lexicon.shape("place").finditer(folded):
            n = lexicon.number(next(g for g in match.groups() if g))
            order = "least" if re.search(r"[少低]|few|small", match[0]) else "most"
            by = "level" if re.search(r"[高低]", match[0]) else None
            yield _Edge(match.start(), match.end(), 0.2, (Reading("M", (order, by, n or 2)),))
        for match in lexicon.shape("several").finditer(folded):
            groups = [g for g in match.groups() if g]
            n = lexicon.number(groups[-1])
            last = bool(re.match(r"最[后後]|[后後末]|last", groups[0]))
            if n:
                yield _Edge(match.start(), match.end(), 0.3, (Reading("ORD", (-1 if last else 1, n)),))
        for match in lexicon.shape("ordinal").finditer(folded):
            groups = [g for g in match.groups() if g]
            n = lexicon.number(groups[0]) if groups else 1
            if groups and re.match(r"最|倒|末|final", groups[0]):
                n = -2 if groups[0].endswith("二") else -1
            if n:
                yield _Edge(match.start(), match.end(), 0.3, (Reading("ORD", (n, 1)),))
        for match in lexicon.shape("amount").finditer(folded):
            n = lexicon.number(next(g for g in match.groups() if g))
            if n is not None:
                article = n == 1 and not match[0].strip()[0].isdigit()
                yield _Edge(match.start(), match.end(), 0.35, (Reading("AMT", n, article),))

    @staticmethod
    def _lexical(word: Word) -> _Edge:
        readings: list[Reading] = []
        filler = all(s.tag == "filler" or s.tag == "conj" for s in word.senses)
        for sense in word.senses:
            readings += _senses(sense)
        weak = all(s.weak or s.tag == "filler" for s in word.senses)
        size = word.end - word.start
        cost = (0.35 if filler else 0.3) + (0.12 if weak and not filler else 0) - 0.01 * size
        return _Edge(word.start, word.end, cost, tuple(readings), filler)

    @staticmethod
    def _descriptions(folded: str, edges: Sequence[_Edge]) -> list[_Edge]:
        """Whole clauses before `那個活動` or behind `the activity where`, as the description of what is meant."""
        uppers = {e.start: e.end for e in edges if any(r.tag == "K" and r.value in _UPPERS for r in e.readings)}
        codes = [(e.start, e.end) for e in edges if e.cost < 0.1]
        found: list[_Edge] = []

        def add(start: int, end: int) -> None:
            while start < end and folded[start] == " ":
                start += 1
            text = folded[start:end].strip()
            if len(text) >= 3 and not any(a < end and start < b for a, b in codes):
                found.append(_Edge(start, start + len(text), 0.4, (Reading("X", (text, False)),)))

        clauses = [m.end() for m in re.finditer(r"[,，。;；?？!！\n]", folded)]
        for match in words().shape("described").finditer(folded):
            at = match.end()
            while at < len(folded) and folded[at] == " ":
                at += 1
            closed = at in uppers or not match[0].endswith("的") and match[0] not in ("那", "这")
            if closed and match.start() > 1:
                opening = max((c for c in clauses if c <= match.start()), default=0)
                add(opening, match.start())
                for space in (i + 1 for i in range(opening, match.start()) if folded[i] == " "):
                    add(space, match.start())
        for edge in edges:
            if any(r.tag == "says.says" for r in edge.readings) and "a" <= folded[edge.start] <= "z":
                add(edge.end + 1, min((c - 1 for c in clauses if c > edge.end), default=len(folded.rstrip(" ?.!"))))
        strong = [e for e in edges if any(r.tag in ("K", "ORD", "LVL", "M") and not r.weak for r in e.readings)]
        bounds = [0, *clauses, len(folded)]
        for opening, closing in zip(bounds, bounds[1:], strict=False):
            inside = folded[opening:closing].rstrip(" ,，。;；?？!！")
            if len(bounds) > 2 and not any(opening <= e.start < closing for e in strong):
                add(opening, opening + len(inside))
        for start, end in uppers.items():
            opening = max((c for c in clauses if c <= start), default=0)
            if re.match(r"[a-z]", folded[start]):
                behind = words().shape("describing").match(folded, end + 1)
                closing = min((c - 1 for c in clauses if c > end), default=len(folded))
                if behind:
                    add(behind.end(), closing)
                before = folded.rfind(" the ", opening, start)
                if 0 <= before < start - 6:
                    add(before + 5, start)
            elif start > opening + 2:
                add(opening, start)
        return found

    def _typos(self, folded: str) -> Iterator[_Edge]:
        """Words written with another character of the same sound: 態渡, 計能, 指表."""
        for start in range(len(folded) - 1):
            for end in range(start + 2, min(start + 5, len(folded)) + 1):
                part = folded[start:end]
                if not all(map(_HAN.match, part)):
                    break
                if part in words().entries or part in self._wording:
                    continue
                for entry in words().sounding(part):
                    if sum(a != b for a, b in zip(entry, part, strict=False)) == 1:
                        senses = words().senses(entry)
                        readings = tuple(r for s in senses if not s.weak for r in _senses(s))
                        if readings:
                            yield _Edge(start, end, 0.5, readings)

    def _standard(self, folded: str) -> Iterator[_Edge]:
        """Where the standard's own occupation is named, whole or shortened: 客服經理, 客服主管, customer service head."""
        ends = {self._own[-2:], *(r for r, same in ranks().items() if same == self._own[-2:])}
        for tail in ends:
            at = folded.find(tail)
            while at >= 0:
                for start in range(max(0, at - len(self._own)), at - 1):
                    body = normal(folded[start:at]).replace("的", "")
                    if _HAN.match(folded[start]) and len(body) > 1 and _within(body, self._own[:-2]):
                        yield _Edge(start, at + len(tail), 0.2, (Reading("whole.whole", "whole"),))
                        break
                at = folded.find(tail, at + 1)
        if len(self._own_english) > 1:
            last = {self._own_english[-1], *(r for r, same in ranks().items() if same == self._own_english[-1])}
            found = list(re.finditer(r"[a-z]+", folded))
            for n, word in enumerate(found):
                if word[0].removesuffix("s") in last:
                    begin = n
                    while (
                        begin
                        and found[begin - 1][0] in self._own_english[:-1]
                        and found[begin - 1].end() + 1 == found[begin].start()
                    ):
                        begin -= 1
                    if n - begin >= min(2, len(self._own_english) - 1):
                        yield _Edge(found[begin].start(), word.end(), 0.2, (Reading("whole.whole", "whole"),))

    def _titles(self, folded: str) -> Iterator[_Edge]:
        """Where names of items stand; one name may be that of several items."""
        squeezed = [i for i, c in enumerate(folded) if c != " "]
        plain = "".join(folded[i] for i in squeezed)
        for name, codes in self._names:
            start = plain.find(name)
            while start >= 0:
                at, end = squeezed[start], squeezed[start + len(name) - 1] + 1
                yield _Edge(at, end, 0.12, (Reading("S", Coded(codes)), Reading("X", (folded[at:end], False))))
                start = plain.find(name, start + 1)
        for name, codes in self._english.items():
            start = folded.find(name)
            if (
                start >= 0
                and not (start and folded[start - 1].isalnum())
                and not folded[start + len(name) : start + len(name) + 1].isalpha()
            ):
                yield _Edge(start, start + len(name), 0.12, (Reading("S", Coded(codes)), Reading("X", (name, False))))

    def _literal(self, folded: str) -> Iterator[_Edge]:
        """Stretches of Chinese that stand in the standard as they are, the longest at each place."""
        edge = function_characters()
        for start, char in enumerate(folded):
            if not _HAN.match(char) or char in edge:
                continue
            end = start + _WORDING
            if end > len(folded) or folded[start:end] not in self._wording or " " in folded[start:end]:
                continue
            while end < len(folded) and _HAN.match(folded[end]) and folded[start : end + 1] in self._wording:
                end += 1
            while end > start and folded[end - 1] in edge:
                end -= 1
            for stop in range(start + _WORDING, end + 1):
                if folded[stop - 1] not in edge:
                    yield _Edge(start, stop, 0.5 + 0.08 * (end - stop), (Reading("X", (folded[start:stop], False)),))

    def _spans(self, folded: str, edges: list[_Edge]) -> tuple[Span, ...]:
        spans: list[Span] = []
        gap: set[str] = set()
        last = 0
        for edge in edges:
            gap |= {"comma" for c in folded[last : edge.start] if c in ",，、;；。\n"}
            gap |= {"list" for c in folded[last : edge.start] if c in "、"}
            last = edge.end
            if edge.filler:
                word = folded[edge.start : edge.end]
                gap |= {r.tag for r in edge.readings if r.tag in ("and", "or", "but")}
                gap |= {"of"} if word in _OF else set()
                gap |= {"word"}
                continue
            if not edge.readings:
                continue
            if (
                spans
                and _text(spans[-1])
                and _text_edge(edge)
                and not gap - {"space"}
                and edge.start - spans[-1].end <= 1
            ):
                spans[-1] = _joined(folded, spans[-1], edge)
                continue
            spans.append(Span(edge.start, edge.end, edge.readings, frozenset(gap)))
            gap = set()
        return tuple(spans)


def _within(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


def _text(span: Span) -> bool:
    return all(r.tag == "X" and not r.value[1] for r in span.readings)


def _text_edge(edge: _Edge) -> bool:
    return all(r.tag == "X" and not r.value[1] for r in edge.readings)


def _joined(folded: str, span: Span, edge: _Edge) -> Span:
    return Span(span.start, edge.end, (Reading("X", (folded[span.start : edge.end], False)),), span.gap)


def _senses(sense: Sense) -> list[Reading]:
    if sense.tag == "kind":
        return [Reading("K", (Kind(sense.value),), sense.weak)]
    if sense.tag == "kinds":
        return [Reading("K", tuple(_SIMPLE[letter] for letter in sense.value), sense.weak)]
    if sense.tag == "top":
        order = "most" if sense.value in ("most", "high") else "least"
        by = "level" if sense.value in ("high", "low") else None
        return [Reading("M", (order, by, 1))]
    if sense.tag == "than":
        return [
            Reading("THAN", {"over": ">", "atleast": ">=", "under": "<", "atmost": "<=", "exactly": "="}[sense.value])
        ]
    if sense.tag == "behind":
        return [Reading("BEHIND", {"atleast": ">=", "atmost": "<="}[sense.value])]
    if sense.tag == "conj":
        return [Reading({"and": "and", "or": "or", "not": "but"}[sense.value], None)]
    if sense.tag == "filler":
        return []
    return [Reading(f"{sense.tag}.{sense.value}", sense.value, sense.weak)]


def _strong(edges: Sequence[_Edge]) -> list[_Edge]:
    """The edges without their weak meanings."""
    kept = (_Edge(e.start, e.end, e.cost, tuple(r for r in e.readings if not r.weak), e.filler) for e in edges)
    return [e for e in kept if e.readings or e.filler]


def _hide(folded: str, stretches: list[tuple[int, int]]) -> str:
    kept = list(folded)
    for start, end in stretches:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _cheapest(folded: str, edges: list[_Edge]) -> list[_Edge]:
    """The cheapest cover of the question by edges; a character or word that none covers becomes text."""
    size = len(folded)
    by_end: dict[int, list[_Edge]] = {}
    for edge in edges:
        by_end.setdefault(edge.end, []).append(edge)
    free = {m.end(): m.start() for m in _TOKEN.finditer(folded)}
    inside = {i for m in _TOKEN.finditer(folded) for i in range(m.start() + 1, m.end())}
    best: list[tuple[float, _Edge | None, int]] = [(0.0, None, 0)] + [(float("inf"), None, 0)] * size
    for end in range(1, size + 1):
        char = folded[end - 1]
        options: list[tuple[float, _Edge | None, int]] = []
        if end in free:
            start = free[end]
            options.append(
                (best[start][0] + 1.1, _Edge(start, end, 1.1, (Reading("X", (folded[start:end], False)),)), start)
            )
        elif end - 1 not in inside and not ("a" <= char <= "z" or char.isdigit()):
            text = (Reading("X", (char, False)),) if _HAN.match(char) else ()
            cost = 0.55 if text else 0.0
            options.append((best[end - 1][0] + cost, _Edge(end - 1, end, cost, text), end - 1))
        options += [(best[e.start][0] + e.cost, e, e.start) for e in by_end.get(end, ())]
        if options:
            best[end] = min(options, key=lambda o: o[0])
    path: list[_Edge] = []
    at = size
    while at > 0:
        _, edge, start = best[at]
        if edge is None:
            at -= 1
            continue
        path.append(edge)
        at = start
    merged: dict[tuple[int, int], _Edge] = {}
    for edge in reversed(path):
        same = [e for e in edges if (e.start, e.end) == (edge.start, edge.end) and e is not edge]
        readings = tuple(dict.fromkeys((*edge.readings, *(r for e in same for r in e.readings))))
        filler = edge.filler and all(e.filler for e in same)
        merged[edge.start, edge.end] = _Edge(edge.start, edge.end, edge.cost, readings, filler)
    return list(merged.values())
