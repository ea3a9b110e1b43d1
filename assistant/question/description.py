"""Clauses of a question taken whole, as the description of what is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..standard.model import Kind
from .span import Edge, Reading
from .words import words

MOST_JOINED = 6
"""Descriptions that one stretch may join."""
SHORTEST = 2
"""Characters of the shortest of them."""
_UPPERS = ((Kind.TASK,), (Kind.ACTIVITY,))


def _trimmed(text: str) -> str:
    """A text without the words of asking at its end, empty when it holds nothing else: 法遵這五個活動."""
    covered = {
        at
        for start in range(len(text))
        for word in words().at(text, start, start == 0)
        for at in range(word.start, word.end)
    }
    telling = [at for at, char in enumerate(text) if char.isalnum() and at not in covered]
    return text[: telling[-1] + 1] if telling else ""


def _several(text: str) -> tuple[Reading, ...]:
    """The descriptions that one stretch joins: 招募、訓練跟績效, compliance and pay."""
    parts = tuple(p for part in words().shape("joined").split(text) if (p := _trimmed(part.strip())))
    fit = 1 < len(parts) <= MOST_JOINED and all(len(p) >= SHORTEST for p in parts)
    return (Reading("X", ("and", parts)),) if fit else ()


def descriptions(folded: str, edges: Sequence[Edge]) -> list[Edge]:
    """Whole clauses before `那個活動` or behind `the activity where`, as the description of what is meant."""
    uppers = {e.start: e.end for e in edges if any(r.tag == "K" and r.value in _UPPERS for r in e.readings)}
    codes = [(e.start, e.end) for e in edges if e.cost < 0.1]
    found: list[Edge] = []

    def add(start: int, end: int) -> None:
        while start < end and folded[start] == " ":
            start += 1
        text = folded[start:end].strip()
        if (
            len(text) >= 3
            and _trimmed(text)
            and text.rstrip("的") not in words()
            and text not in words()
            and not any(a < end and start < b for a, b in codes)
        ):
            found.append(Edge(start, start + len(text), 0.4, (Reading("X", (text, False)), *_several(text))))

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
