"""The opinions of a judge on a run, and how far the judge is from people on answers that people have graded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from ..language.entries import entries
from .statistics import Estimate, estimate

Grade = Literal["usefulness", "faithfulness"]
GRADES: tuple[Grade, ...] = get_args(Grade)
MOST = 4
"""The best grade; the worst is 1."""
GOOD = 3
"""The grade from which an answer counts as good."""
Mark = Annotated[int, Field(ge=1, le=MOST)]


class Opinion(BaseModel, frozen=True, extra="ignore"):
    """What the model thinks of one answer: two grades, 1 to 4, and why."""

    usefulness: Mark
    faithfulness: Mark
    reason: str = Field(default="", max_length=1000)


class Labelled(BaseModel, frozen=True, extra="forbid"):
    """An answer that a person has graded; `evidence` are the codes it cites."""

    id: str
    question: str
    answer: str
    evidence: tuple[str, ...] = ()
    usefulness: Mark
    faithfulness: Mark
    why: str = ""


class Compared(BaseModel, frozen=True, extra="forbid"):
    """A labelled answer with what the judge said of it, if anything."""

    label: Labelled
    opinion: Opinion | None


class Judging(BaseModel, frozen=True, extra="forbid"):
    """Everything a judge said: of the answers of a run, by question, and of the labelled sample."""

    model: str
    opinions: dict[str, Opinion | None]
    sample: tuple[Compared, ...] = ()

    @property
    def unjudged(self) -> int:
        """Answers that the judge did not grade."""
        return sum(opinion is None for opinion in self.opinions.values())

    def mean(self, grade: Grade) -> Estimate | None:
        """The mean grade of the run, 1 to 4, with its interval; None when nothing was graded."""
        return estimate([float(getattr(o, grade)) for o in self.opinions.values() if o])

    def error(self, grade: Grade) -> Estimate | None:
        """Mean absolute distance to the people's grades on the sample, 0 to 3."""
        return self._beside_people(grade, lambda judged, labelled: abs(judged - labelled))

    def agreement(self, grade: Grade) -> Estimate | None:
        """Share of the sample on which judge and people agree whether an answer is good."""
        return self._beside_people(grade, lambda judged, labelled: (judged >= GOOD) == (labelled >= GOOD))

    def lowest(self, most: int) -> list[tuple[str, Opinion]]:
        """The questions whose answers were graded lowest."""
        graded = [(name, o) for name, o in self.opinions.items() if o and min(o.usefulness, o.faithfulness) < MOST]
        return sorted(graded, key=lambda pair: (pair[1].usefulness + pair[1].faithfulness, pair[0]))[:most]

    def _beside_people(self, grade: Grade, measured: Callable[[int, int], float]) -> Estimate | None:
        pairs = [(getattr(c.opinion, grade), getattr(c.label, grade)) for c in self.sample if c.opinion]
        return estimate([float(measured(*pair)) for pair in pairs])


def labelled(file: Path) -> tuple[Labelled, ...]:
    """Read a labelled sample; empty when there is none.

    :raises UsageError: naming file and line of a bad entry.
    """
    found = entries(file.name, file.read_bytes(), Labelled) if file.exists() else ()
    return tuple(label for _, label in found)
