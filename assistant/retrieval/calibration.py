"""Numbers of retrieval that were fitted, not chosen: read from the file beside this one.

`python -m training.calibrate` fits and writes them; nobody edits them by hand.
"""

import math
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, Field

FILE = Path(__file__).with_name("calibration.toml")


class Weights(BaseModel, frozen=True, extra="forbid"):
    """What makes the score of an item. All are shares beside the item's own similarity, from 0."""

    parent: float = Field(ge=0)
    lexical: float = Field(ge=0)
    kind: float = Field(ge=0)


class Support(BaseModel, frozen=True, extra="forbid"):
    """A logistic model of whether the standard holds an answer: coefficients and intercept.

    `nearness` is the mean similarity of the two nearest items, `leaning` how much more the question resembles what the
    standard is asked about than what no standard holds. `elsewhere` are log odds in favour of a standard that is not
    one of `standards`, whose everyday words the embedding model has learnt: its items lie further from its questions.
    """

    nearness: float
    leaning: float
    intercept: float
    elsewhere: float = Field(ge=0)
    standards: tuple[str, ...]

    def probability(self, nearness: float, leaning: float, standard: str) -> float:
        """The probability, 0 to 1, of a standard by its code."""
        log_odds = self.intercept + self.nearness * nearness + self.leaning * leaning
        log_odds += self.elsewhere * (standard not in self.standards)
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


class Thresholds(BaseModel, frozen=True, extra="forbid"):
    """From which support an answer is likely, below which there is none, and what of the items found is cited.

    `near` and `place` are the shares of the best item's score and of the best place's evidence that another must reach;
    `gathered` is what further items of a place add to its evidence.
    """

    likely: float = Field(ge=0, le=1)
    least: float = Field(ge=0, le=1)
    near: float = Field(ge=0, le=1)
    place: float = Field(ge=0, le=1)
    gathered: float = Field(ge=0)


class NameWeights(BaseModel, frozen=True, extra="forbid"):
    """What makes the score of an item for a description, and how scores become a probability.

    `lexical`, `held` and `below` weigh words in common, words held whole, and what hangs on the item;
    `sharpness` is that of the softmax, `slope` and `middle` those of how strong the best must be.
    """

    lexical: float = Field(ge=0)
    held: float = Field(ge=0)
    below: float = Field(ge=0, le=1)
    sharpness: float = Field(gt=0)
    slope: float = Field(gt=0)
    middle: float = Field(ge=0)


class Calibration(BaseModel, frozen=True, extra="forbid"):
    """Everything that was fitted."""

    names: NameWeights
    weights: Weights
    support: Support
    thresholds: Thresholds


@cache
def calibration() -> Calibration:
    """The fitted numbers."""
    return Calibration.model_validate(tomllib.loads(FILE.read_text("utf-8")))
