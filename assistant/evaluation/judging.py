"""The opinions of a judge on a run, and how far the judge is from people on answers that people have graded."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from . import fault
from .statistics import Estimate, estimate

Grade = Literal["usefulness", "faithfulness"]
GRADES: tuple[Grade, ...] = ("usefulness", "faithfulness")
MOST = 4
"""The best grade; the worst is 1."""
GOOD = 3
"""The grade from which an answer counts as good."""


class Opinion(BaseModel):
    """What the model thinks of one answer: two grades, 1 to 4, and why."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    usefulness: int = Field(ge=1, le=MOST)
    faithfulness: int = Field(ge=1, le=MOST)
    reason: str = Field(default="", max_length=1000)


class Labelled(BaseModel):
    """An answer that a person has graded; `evidence` are the codes it cites."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    answer: str
    evidence: tuple[str, ...] = ()
    usefulness: int = Field(ge=1, le=MOST)
    faithfulness: int = Field(ge=1, le=MOST)
    why: str = ""


class Compared(BaseModel):
    """A labelled answer with what the judge said of it, if anything."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Labelled
    opinion: Opinion | None


class Judging(BaseModel):
    """Everything a judge said: of the answers of a run, by question, and of the labelled sample."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
        return estimate([float(abs(getattr(c.opinion, grade) - getattr(c.label, grade))) for c in self._graded])

    def agreement(self, grade: Grade) -> Estimate | None:
        """Share of the sample on which judge and people agree whether an answer is good."""
        return estimate(
            [float((getattr(c.opinion, grade) >= GOOD) == (getattr(c.label, grade) >= GOOD)) for c in self._graded]
        )

    def lowest(self, most: int) -> list[tuple[str, Opinion]]:
        """The questions whose answers were graded lowest."""
        graded = [(name, o) for name, o in self.opinions.items() if o and min(o.usefulness, o.faithfulness) < MOST]
        return sorted(graded, key=lambda pair: (pair[1].usefulness + pair[1].faithfulness, pair[0]))[:most]

    @property
    def _graded(self) -> list[Compared]:
        return [c for c in self.sample if c.opinion]


def labelled(file: Path) -> tuple[Labelled, ...]:
    """Read a labelled sample; empty when there is none.

    :raises UsageError: naming file and line of a bad entry.
    """
    if not file.exists():
        return ()
    found: list[Labelled] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(Labelled.model_validate_json(line))
            except ValidationError as error:
                raise fault.told(error, f"{file.name}:{number}") from error
    return tuple(found)
