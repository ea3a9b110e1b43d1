"""What a stretch of a question may mean: readings, spans, covers, and the edges that compete for its characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
    spans: tuple[Span, ...]
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
    readings: tuple[Reading, ...]
    filler: bool = False
