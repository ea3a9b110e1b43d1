"""What happens while an answer is worded, in order: Found, then Said and Dropped with Waiting between, then Done."""

from __future__ import annotations

from dataclasses import dataclass

from ..answer.model import Answer, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rule-worded answer: the evidence is known, the model has not said anything."""

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
    """A sentence that did not pass; `cause` is an entry of `words.toml`."""

    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The answer to show: worded by the model, or by rule with the reason."""

    answer: Answer


Event = Found | Waiting | Said | Dropped | Done
