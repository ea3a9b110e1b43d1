"""No question of an evaluation set may enter training: a copy, or nearly one, stops the script."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from assistant.language.folding import fold

CLOSE = 0.8
"""Share of character bigrams in common (Dice) from which two questions are the same."""
ROOT = Path(__file__).resolve().parent.parent


def questions() -> list[str]:
    """Every question of the sets in the repository."""
    files = [*ROOT.glob("corpus/evaluation/*.jsonl"), *ROOT.glob("tests/questions/**/*.jsonl")]
    return [json.loads(line)["question"] for f in sorted(files) for line in f.read_text("utf-8").splitlines() if line]


class Asked:
    """Questions, found by the character bigrams they have in common with a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        pairs = [_bigrams(text) for text in self._texts]
        self._sizes = [len(some) for some in pairs]
        self._holding: dict[str, list[int]] = {}
        for number, some in enumerate(pairs):
            for pair in some:
                self._holding.setdefault(pair, []).append(number)

    def closest(self, text: str) -> tuple[float, str]:
        """The question with the largest share of bigrams in common, and that share: 0 to 1 (Dice)."""
        own = _bigrams(text)
        common = Counter(chain.from_iterable(self._holding.get(pair, ()) for pair in own))
        shares = ((2 * shared / (len(own) + self._sizes[n]), self._texts[n]) for n, shared in common.items())
        return max(shares, default=(0.0, ""))


def refuse(texts: Iterable[str]) -> None:
    """Stop when a text trained on is a question of an evaluation set.

    :raises SystemExit: naming the texts.
    """
    asked = {fold(q).casefold() for q in questions()}
    if copied := sorted(t for t in texts if fold(t).casefold() in asked):
        raise SystemExit(f"Questions of an evaluation set must not be trained on: {'; '.join(copied)}")


def _bigrams(text: str) -> frozenset[str]:
    plain = "".join(c for c in fold(text).casefold() if c.isalnum())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset({plain})
