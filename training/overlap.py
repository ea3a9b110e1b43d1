"""No question of an evaluation set may enter training: a copy, or nearly one, stops the script."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from assistant.language.folding import fold

CLOSE = 0.8
"""Share of character bigrams in common (Dice) from which two questions are the same."""
ROOT = Path(__file__).resolve().parent.parent


def questions() -> list[str]:
    """Every question of the sets in the repository."""
    files = [*ROOT.glob("corpus/evaluation/*.jsonl"), *ROOT.glob("tests/questions/**/*.jsonl")]
    return [json.loads(line)["question"] for f in sorted(files) for line in f.read_text("utf-8").splitlines() if line]


def closest(text: str, others: Iterable[str], least: float = 0.0) -> tuple[float, str]:
    """The other text with the most bigrams in common, and how many: 0 to 1 (Dice); none below `least` is looked for."""
    own = _bigrams(text)
    best, found = least, ""
    for other in others:
        pairs = _bigrams(other)
        most = 2 * min(len(own), len(pairs)) / (len(own) + len(pairs))
        if most > best and (shared := _dice(own, pairs)) > best:
            best, found = shared, other
    return (best, found) if found else (0.0, "")


def refuse(texts: Iterable[str]) -> None:
    """Stop when a text trained on is a question of an evaluation set.

    :raises SystemExit: naming the texts.
    """
    asked = {fold(q).casefold() for q in questions()}
    if copied := sorted(t for t in texts if fold(t).casefold() in asked):
        raise SystemExit(f"Questions of an evaluation set must not be trained on: {'; '.join(copied)}")


@lru_cache(maxsize=20_000)
def _bigrams(text: str) -> frozenset[str]:
    plain = "".join(c for c in fold(text).casefold() if c.isalnum())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset({plain})


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))
