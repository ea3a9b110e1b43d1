"""English word → a crude stem, enough to bring `risk`, `risks` and `recruiting`, `recruitment` together."""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (
    "ational",
    "isation",
    "ization",
    "ations",
    "ation",
    "ities",
    "ments",
    "ment",
    "ings",
    "ing",
    "ives",
    "ive",
    "ions",
    "ion",
    "ies",
    "ity",
    "als",
    "al",
    "ers",
    "er",
    "ors",
    "or",
    "ed",
    "es",
    "s",
    "e",
    "y",
)
_SHORTEST = 4
"""Letters that a stem keeps at least; one less where a mere `s` is cut."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The word without its ending, if enough is left."""
    for ending in _ENDINGS:
        least = _SHORTEST - 1 if ending == "s" else _SHORTEST
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word
