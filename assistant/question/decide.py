"""From ranked forms to a decision: what is sure, and which other readings are worth offering."""

from __future__ import annotations

from collections.abc import Collection

from .form import Situation, Talk, oversized
from .rank import Ranked, fitted
from .reading import Reading

OFFERED = 2
"""Other readings offered."""
LEAST = 0.08
"""Probability from which another reading is offered."""
LIKELY = 0.95
"""Probability below which a reading is told as unsure; the badge asks for more (`sure`)."""


_OPEN = ("skip.", "unread", "named.")
"""Features of what a reading passes over, or takes for what a description most likely means."""
_SLIGHT = ("skip.has.has",)
"""What may be passed over: the verb of T6 有幾個活動."""


def sure() -> float:
    """The probability from which a reading is sure; fitted with the weights (`python -m training.reader`)."""
    return fitted()["decision"]["sure"]


def certain(ranked: Ranked) -> bool:
    """Whether a reading is sure: likely, one question, with nothing passed over and no description guessed at."""
    return ranked.probability >= sure() and bool(ranked.features) and clear(ranked.features)


def clear(features: Collection[str]) -> bool:
    """Whether by its features a reading passes nothing over and guesses at no description."""
    return not any(f.startswith(_OPEN) and f not in _SLIGHT or f.endswith("_unread") for f in features)


def others(reading: Reading) -> tuple[Ranked, ...]:
    """The next best forms that would say something else and can be asked by themselves, likeliest first."""
    best = reading.best
    found: list[Ranked] = []
    for ranked in reading.ranked[1:]:
        told = isinstance(ranked.form, Talk | Situation)
        if ranked.probability < LEAST or told or ranked.outcome == best.outcome or oversized(ranked.form):
            continue
        if all(ranked.outcome != other.outcome for other in found):
            found.append(ranked)
    return tuple(found[:OFFERED])
