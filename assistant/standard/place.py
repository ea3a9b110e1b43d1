"""Where in its source something is printed, as people are told: pages where it has them, lines otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .model import Span


@dataclass(frozen=True, slots=True)
class Place:
    """The pages or lines, from 1 and rising, that print something; none when that is unknown."""

    unit: Literal["page", "line"]
    numbers: tuple[int, ...]

    @property
    def ranges(self) -> str:
        """The numbers in short: `51`, `51–52`, `51, 54`."""
        runs: list[list[int]] = []
        for number in self.numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def place(spans: Iterable[Span]) -> Place:
    """The place of spans of one source."""
    known = tuple(spans)
    pages = {span.box.page for span in known if span.box}
    numbers = pages or {span.line for span in known}
    return Place("page" if pages else "line", tuple(sorted(numbers)))
