"""Clauses of a question taken whole, as the description of what is meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..standard.model import Kind
from .clauses import Stretch
from .span import Edge, SpanReading, plain
from .words import words

MOST_JOINED = 6
"""Descriptions that one stretch may join."""
SHORTEST = 2
"""Characters of the shortest of them."""
SHORTEST_CLAUSE = 3
"""Characters of the shortest description that stands alone."""
LONGEST_CLAUSE = 120
"""Characters of the longest: nobody names an item in more."""
LATEST = 400
"""Characters at the end of a question in which descriptions are looked for: there its question stands."""
_UPPERS = ((Kind.TASK,), (Kind.ACTIVITY,))


def _trimmed(text: str) -> str:
    """A text without the words of asking at its end, empty when it holds nothing else: 法遵這五個活動."""
    found = (word for start in range(len(text)) for word in words().at(text, start, start == 0))
    covered = {at for word in found for at in range(word.start, word.end)}
    telling = [at for at, char in enumerate(text) if char.isalnum() and at not in covered]
    return text[: telling[-1] + 1] if telling else ""


def _several(text: str) -> tuple[SpanReading, ...]:
    """The descriptions that one stretch joins: 招募、訓練跟績效, compliance and pay."""
    parts = tuple(p for part in words().shape("joined").split(text) if (p := _trimmed(part.strip())))
    fit = 1 < len(parts) <= MOST_JOINED and all(len(p) >= SHORTEST for p in parts)
    return (SpanReading("X", ("and", parts)),) if fit else ()


def descriptions(folded: str, edges: Sequence[Edge]) -> list[Edge]:
    """Whole clauses before `那個活動` or behind `the activity where`, as the description of what is meant."""
    clauses = [m.end() for m in re.finditer(r"[,，。;；?？!！\n]|\.(?= |$)", folded)]
    uppers = {e.start: e.end for e in edges if any(r.tag == "K" and r.value in _UPPERS for r in e.readings)}
    codes = [(e.start, e.end) for e in edges if e.cost < 0.1]
    # where the names of kinds end that hang on tasks and activities
    ends = (e.end for e in edges if any(r.tag == "K" and not r.weak and r.value not in _UPPERS for r in e.readings))
    owned = [m for end in ends if (m := words().shape("owning").match(folded, end))]
    stretches = (
        *_pointed_at(folded, clauses, uppers),
        *_said(folded, edges, clauses),
        *_unasking(folded, edges, clauses),
        *_beside_kinds(folded, clauses, uppers),
        *_owned(folded, owned, clauses, uppers),
    )
    late = dict.fromkeys((start, end) for start, end in stretches if start >= len(folded) - LATEST)
    found = [edge for start, end in late if (edge := _described(folded, start, end, codes)) is not None]
    return [*found, *_leading(folded, uppers, owned, {e.start for e in found})]


def _leading(
    folded: str, uppers: Mapping[int, int], owned: Sequence[re.Match[str]], described: set[int]
) -> Iterator[Edge]:
    """The words between an English kind and its description, which ask nothing there: activity *in which one* plans."""
    for end in uppers.values():
        behind = words().shape("describing").match(folded, end + 1)
        if behind and behind.end() in described:
            yield Edge(behind.start(), behind.end(), 0.05, (), filler=True)
    for owning in owned:
        if owning["by"] and owning.end() in described:
            start = owning.end("total") if owning["total"] else owning.start()
            yield Edge(start, owning.end("by"), 0.05, (), filler=True)


def _described(folded: str, start: int, end: int, codes: Sequence[Stretch]) -> Edge | None:
    """A stretch as a description; None where it holds nothing but words of asking, or a code."""
    start += len(folded[start:end]) - len(folded[start:end].lstrip(" "))
    text = folded[start:end].strip()
    if not SHORTEST_CLAUSE <= len(text) <= LONGEST_CLAUSE:
        return None
    worded = text in words() or text.rstrip("的") in words()
    if worded or not _trimmed(text) or any(a < end and start < b for a, b in codes):
        return None
    return Edge(start, start + len(text), 0.4, (plain(text), *_several(text)))


def _pointed_at(folded: str, clauses: Sequence[int], uppers: Mapping[int, int]) -> Iterator[Stretch]:
    """What stands before 那個 or 的: from the beginning of the clause, and from each blank in it."""
    for match in words().shape("described").finditer(folded):
        at = match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip(" "))
        closed = at in uppers or not match[0].endswith("的") and match[0] not in ("那", "这")
        if closed and match.start() > 1:
            opening = _opening(clauses, match.start())
            yield opening, match.start()
            yield from ((i + 1, match.start()) for i in range(opening, match.start()) if folded[i] == " ")


def _said(folded: str, edges: Sequence[Edge], clauses: Sequence[int]) -> Iterator[Stretch]:
    """What stands behind an English word of saying: mentions …"""
    for edge in edges:
        if any(r.tag == "says.says" for r in edge.readings) and "a" <= folded[edge.start] <= "z":
            yield edge.end + 1, _closing(clauses, edge.end, len(folded.rstrip(" ?.!")))


def _unasking(folded: str, edges: Sequence[Edge], clauses: Sequence[int]) -> Iterator[Stretch]:
    """Clauses that ask nothing, beside others."""
    strong = [e for e in edges if any(r.tag in ("K", "ORD", "LVL", "M") and not r.weak for r in e.readings)]
    bounds = [0, *clauses, len(folded)]
    for opening, closing in pairwise(bounds):
        inside = folded[opening:closing].rstrip(" ,，。;；?？!！")
        if len(bounds) > 2 and not any(opening <= e.start < closing for e in strong):
            yield opening, opening + len(inside)


def _beside_kinds(folded: str, clauses: Sequence[int], uppers: Mapping[int, int]) -> Iterator[Stretch]:
    """What stands before a word for tasks or activities, or behind an English one."""
    for start, end in uppers.items():
        opening = _opening(clauses, start)
        if re.match(r"[a-z]", folded[start]):
            behind = words().shape("describing").match(folded, end + 1)
            if behind:
                yield behind.end(), _closing(clauses, end, len(folded))
            before = folded.rfind(" the ", opening, start)
            if 0 <= before < start - 6:
                yield before + 5, start
        elif start > opening + 2:
            yield opening, start


def _owned(
    folded: str, owned: Sequence[re.Match[str]], clauses: Sequence[int], uppers: Mapping[int, int]
) -> Iterator[Stretch]:
    """What an English kind is said to be of, to the end of the clause: outputs of setting a policy for service."""
    for owning in owned:
        end = owning.start()
        closing = _closing(clauses, end, len(folded.rstrip(" ?.!")))
        if not any(end <= at < closing for at in uppers):
            yield owning.end(), closing


def _opening(clauses: Sequence[int], at: int) -> int:
    """Where the clause begins that a place lies in."""
    return max((c for c in clauses if c <= at), default=0)


def _closing(clauses: Sequence[int], at: int, whole: int) -> int:
    """Where it ends; `whole`: where the last clause does."""
    return min((c - 1 for c in clauses if c > at), default=whole)
