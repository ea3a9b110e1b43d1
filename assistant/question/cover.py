"""The cheapest cover of a question by edges, and the spans it makes."""

from __future__ import annotations

import re

from .span import Edge, Reading, Span
from .words import owning, text_characters

_TOKEN = re.compile(r"[a-z0-9][a-z0-9.'&/-]*[a-z0-9]|[a-z0-9]")


def cheapest(folded: str, edges: list[Edge]) -> list[Edge]:
    """The cheapest cover of the question by edges; a character or word that none covers becomes text."""
    size = len(folded)
    by_end: dict[int, list[Edge]] = {}
    for edge in edges:
        by_end.setdefault(edge.end, []).append(edge)
    free = {m.end(): m.start() for m in _TOKEN.finditer(folded)}
    inside = {i for m in _TOKEN.finditer(folded) for i in range(m.start() + 1, m.end())}
    best: list[tuple[float, Edge | None, int]] = [(0.0, None, 0), *[(float("inf"), None, 0)] * size]
    for end in range(1, size + 1):
        char = folded[end - 1]
        options: list[tuple[float, Edge | None, int]] = []
        if end in free:
            start = free[end]
            options.append(
                (best[start][0] + 1.1, Edge(start, end, 1.1, (Reading("X", (folded[start:end], False)),)), start)
            )
        elif end - 1 not in inside and not ("a" <= char <= "z" or char.isdigit()):
            text = (Reading("X", (char, False)),) if char.isalpha() else ()
            cost = 0.55 if text else 0.0
            options.append((best[end - 1][0] + cost, Edge(end - 1, end, cost, text), end - 1))
        options += [(best[e.start][0] + e.cost, e, e.start) for e in by_end.get(end, ())]
        if options:
            best[end] = min(options, key=lambda o: o[0])
    path: list[Edge] = []
    at = size
    while at > 0:
        _, taken, start = best[at]
        if taken is None:
            at -= 1
            continue
        path.append(taken)
        at = start
    alike: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        alike.setdefault((edge.start, edge.end), []).append(edge)
    merged: dict[tuple[int, int], Edge] = {}
    for edge in reversed(path):
        same = [e for e in alike.get((edge.start, edge.end), ()) if e is not edge]
        readings = tuple(dict.fromkeys((*edge.readings, *(r for e in same for r in e.readings))))
        filler = edge.filler and all(e.filler for e in same)
        merged[edge.start, edge.end] = Edge(edge.start, edge.end, edge.cost, readings, filler)
    return list(merged.values())


def joined(folded: str, edges: list[Edge]) -> tuple[Span, ...]:
    """The spans of a cover: fillers become gaps, and text beside text one span."""
    spans: list[Span] = []
    gap: set[str] = set()
    last = 0
    for edge in _completed(folded, edges):
        passed = folded[last : edge.start if edge.readings or edge.filler else edge.end]
        gap |= {"comma" for c in passed if c in ",，、;；。\n"} | {"list" for c in passed if c == "、"}
        last = edge.end
        if edge.filler:
            word = folded[edge.start : edge.end]
            gap |= {r.tag for r in edge.readings if r.tag in ("and", "or", "but")}
            gap |= {"of"} if word.rpartition(" ")[2] in owning() else set()
            gap |= {"word"}
            continue
        if not edge.readings:
            continue
        if (
            spans
            and _text(spans[-1].readings)
            and _text(edge.readings)
            and not gap - {"space"}
            and edge.start - spans[-1].end <= 1
        ):
            spans[-1] = _extended(folded, spans[-1], edge)
            continue
        spans.append(Span(edge.start, edge.end, edge.readings, frozenset(gap)))
        gap = set()
    return tuple(spans)


def _completed(folded: str, edges: list[Edge]) -> list[Edge]:
    """The edges with fillers that touch text made part of it: 人 in 客人, 大 and 數 in 大數據."""
    found = list(edges)
    forth = range(len(found))
    for place in (*forth, *reversed(forth)):
        edge = found[place]
        word = folded[edge.start : edge.end]
        if edge.filler and word in text_characters():
            beside = (found[n] for n in (place - 1, place + 1) if 0 <= n < len(found))
            texts = (e for e in beside if not e.filler and e.readings and _text(e.readings))
            if any(edge.start in (e.start - 1, e.end) for e in texts):
                found[place] = Edge(edge.start, edge.end, edge.cost, (Reading("X", (word, False)),))
    return found


def _text(readings: tuple[Reading, ...]) -> bool:
    return all(r.tag == "X" and not r.value[1] for r in readings)


def _extended(folded: str, span: Span, edge: Edge) -> Span:
    return Span(span.start, edge.end, (Reading("X", (folded[span.start : edge.end], False)),), span.gap)
