"""Everyday phrasings that the model is trained on: of every item, and no crib of an evaluation question."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from assistant.language.folding import fold
from assistant.standard.companion import Companion
from ingest.parse import parse
from ingest.source import read as read_source
from ingest.split import split
from training.overlap import questions, refuse
from training.phrasings import phrased, read

ROOT = Path(__file__).parent.parent.parent
CODE = "BAS1499-002v2"
CLOSE = 0.8
"""Share of character bigrams in common (Dice) from which two questions are the same."""


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


def _bigrams(text: str) -> frozenset[str]:
    plain = "".join(c for c in fold(text).casefold() if c.isalnum())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset({plain})


@pytest.fixture(scope="module")
def said() -> list[str]:
    """Every phrasing of the shipped standard."""
    return [text for entry in read(CODE).values() for text in (*entry.zh, *entry.en)]


def test_every_item_is_phrased() -> None:
    """At least three Chinese and two English phrasings of each code where it stands; none of another standard."""
    chunks = split(parse(read_source(ROOT / "corpus" / f"{CODE}.txt")).standard, Companion())
    phrasings = read(CODE)
    assert all(len(phrased(phrasings, chunk)) >= 5 for chunk in chunks if chunk.code)
    assert read("XYZ0000-001v1") == {}


def test_no_phrasing_is_given_twice(said: list[str]) -> None:
    """A phrasing that two items shared would tell them apart no better than none."""
    folded = [fold(text).casefold() for text in said]
    assert len(folded) == len(set(folded))


def test_no_phrasing_copies_a_question_of_a_set(said: list[str]) -> None:
    """Nothing that is trained on is a question that the answers are judged by; nor nearly one."""
    refuse(said)
    asked = Asked(questions())
    near = [(text, found) for text in said if (found := asked.closest(text))[0] > CLOSE]
    assert len(near) <= len(said) // 100, near


def test_a_copied_question_stops_training(tmp_path: Path) -> None:
    """The guard finds a copy in either script."""
    question = json.loads((ROOT / "corpus/evaluation/given.jsonl").read_text("utf-8").splitlines()[0])["question"]
    with pytest.raises(SystemExit, match="must not be trained on"):
        refuse([fold(question)])
