"""What happens while an answer is worded: Found, perhaps again, then Said and Dropped, Done at the end.

Waiting comes in between.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Answer, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rule-worded answer: the evidence is known. One that comes later takes the place of the one before."""

    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Nothing new for a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of the model that passed its check."""

    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence that did not pass; `cause` is an entry of `catalogue/model.toml`."""

    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The answer to show: worded by the model, or by rule with the reason."""

    answer: Answer


Event = Found | Waiting | Said | Dropped | Done
