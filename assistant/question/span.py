"""What a stretch of a question may mean: readings, spans, and the cheapest cover of a question by edges."""

import re
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from .words import function_words

_TOKEN = re.compile(r"[a-z0-9][a-z0-9.'&/-]*[a-z0-9]|[a-z0-9]")


@dataclass(frozen=True, slots=True)
class SpanReading:
    """One meaning of a span for the composition: a tag with its value; `weak` meanings cost more."""

    tag: str
    value: Any
    weak: bool = False


def plain(text: str) -> SpanReading:
    """The meaning of a stretch that is but text."""
    return SpanReading("X", (text, False))


@dataclass(frozen=True, slots=True)
class QuestionSpan:
    """A stretch of the question. `gap` are the words between it and the span before: `of`, `and`, `or`, `,`, `in`."""

    start: int
    end: int
    readings: tuple[SpanReading, ...]
    gap: frozenset[str] = frozenset()

    def has(self, tag: str) -> bool:
        """Whether some meaning has the tag."""
        return any(r.tag == tag for r in self.readings)

    def begins(self, *start: str) -> bool:
        """Whether the tag of some meaning begins so."""
        return any(r.tag.startswith(start) for r in self.readings)


@dataclass(frozen=True, slots=True)
class Spans:
    """A cover of the question: spans in order; `background` are stretches that tell why or who asks.

    `made` names what the edges or the clauses were kept to, nothing where it was all of them; `left_out` are the tags
    of what stood in clauses that are taken for background on trial.
    """

    text: str
    folded: str
    spans: tuple[QuestionSpan, ...]
    background: tuple[tuple[int, int], ...] = ()
    made: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        """The question as typed, where it still lines up with the folded one."""
        return self.text if len(self.text) == len(self.folded) else self.folded


@dataclass(frozen=True, slots=True)
class Edge:
    """A stretch that something covers, at a cost; fillers mean nothing by themselves."""

    start: int
    end: int
    cost: float
    readings: tuple[SpanReading, ...]
    filler: bool = False


def cheapest(folded: str, edges: list[Edge]) -> list[Edge]:
    """The cheapest cover of the question by edges; a character or word that none covers becomes text."""
    by_end: dict[int, list[Edge]] = {}
    alike: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        by_end.setdefault(edge.end, []).append(edge)
        alike.setdefault((edge.start, edge.end), []).append(edge)
    free = {m.end(): m.start() for m in _TOKEN.finditer(folded)}
    inside = {i for end, start in free.items() for i in range(start + 1, end)}
    best: list[tuple[float, Edge | None]] = [(0.0, None), *[(inf, None)] * len(folded)]
    for end, char in enumerate(folded, 1):
        options = []
        if end in free:
            options.append(Edge(free[end], end, 1.1, (plain(folded[free[end] : end]),)))
        elif end - 1 not in inside and not ("a" <= char <= "z" or char.isdigit()):
            text = (plain(char),) if char.isalpha() else ()
            options.append(Edge(end - 1, end, 0.55 if text else 0.0, text))
        options += by_end.get(end, ())
        if options:
            best[end] = min(((best[e.start][0] + e.cost, e) for e in options), key=lambda option: option[0])
    path: list[Edge] = []
    at = len(folded)
    while at > 0:
        taken = best[at][1]
        if taken is not None:
            same = [e for e in alike.get((taken.start, taken.end), ()) if e is not taken]
            readings = tuple(dict.fromkeys((*taken.readings, *(r for e in same for r in e.readings))))
            path.append(replace(taken, readings=readings, filler=taken.filler and all(e.filler for e in same)))
        at = taken.start if taken is not None else at - 1
    return path[::-1]


def joined(folded: str, edges: list[Edge]) -> tuple[QuestionSpan, ...]:
    """The spans of a cover: fillers become gaps, and text beside text one span."""
    spans: list[QuestionSpan] = []
    gap: set[str] = set()
    last = 0
    for edge in _completed(folded, edges):
        passed = folded[last : edge.start if edge.readings or edge.filler else edge.end]
        gap |= {"comma" for c in passed if c in ",，、;；。\n"} | {"list" for c in passed if c == "、"}
        last = edge.end
        if edge.filler:
            gap |= {r.tag for r in edge.readings if r.tag in ("and", "or", "but")} | {"word"}
            gap |= {"of"} if folded[edge.start : edge.end].rpartition(" ")[2] in function_words("of") else set()
        elif edge.readings:
            before = spans[-1] if spans and _text(edge) and _text(spans[-1]) and not gap else None
            if before and edge.start - before.end <= 1:
                spans[-1] = replace(before, end=edge.end, readings=(plain(folded[before.start : edge.end]),))
            else:
                spans.append(QuestionSpan(edge.start, edge.end, edge.readings, frozenset(gap)))
                gap = set()
    return tuple(spans)


def _completed(folded: str, edges: list[Edge]) -> list[Edge]:
    """The edges with fillers that touch text made part of it: 人 in 客人, 大 and 數 in 大數據."""
    found = list(edges)
    forth = range(len(found))
    for place in (*forth, *reversed(forth)):
        edge = found[place]
        word = folded[edge.start : edge.end]
        if edge.filler and word in function_words("text"):
            beside = (found[n] for n in (place - 1, place + 1) if 0 <= n < len(found))
            texts = (e for e in beside if not e.filler and e.readings and _text(e))
            if any(edge.start in (e.start - 1, e.end) for e in texts):
                found[place] = Edge(edge.start, edge.end, edge.cost, (plain(word),))
    return found


def _text(of: Edge | QuestionSpan) -> bool:
    return all(r.tag == "X" and not r.value[1] for r in of.readings)
