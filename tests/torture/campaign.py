"""What a campaign is given and what it comes to."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 20
"""Faults that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """How much to try, from which seed, over which index of the shipped standard, in which empty folder."""

    size: int
    seed: int
    index: Path
    folder: Path


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What was tried, in words and by number, what went wrong, and what was measured on the way."""

    tried: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Once more."""
        self.tried[what] = self.tried.get(what, 0) + 1

    def told(self) -> Mapping[str, object]:
        """As it is kept in a file."""
        return {
            "tried": dict(sorted(self.tried.items())),
            "faults": len(self.faults),
            "first": self.faults[:SHOWN],
            "figures": self.figures,
        }


Campaign = Callable[[Task], Outcome]


@contextmanager
def clocked(seconds: list[float]) -> Iterator[None]:
    """Add the processor time of this thread, which others on the machine do not lengthen."""
    start = time.thread_time()
    try:
        yield
    finally:
        seconds.append(time.thread_time() - start)


def spread(milliseconds: list[float]) -> str:
    """Median, 95th percentile and the longest."""
    ordered = sorted(milliseconds)
    return f"{statistics.median(ordered):.1f} / {ordered[int(len(ordered) * 0.95)]:.1f} / {ordered[-1]:.1f} ms"
