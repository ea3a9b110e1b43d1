"""A relation claimed in words, `K12 is required by T5` or 「T5 需要 K12」, read as what hangs on what.

Only the plain form is read: two codes and one verb between them. Anything else, a denial above all, is not guessed at.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ..language.folding import fold
from ..question.codes import mentions

_EDGE = " .,;:!。，；：！「」\"'“”"


class Words(BaseModel):
    """How a relation is said: from below, from above, and what may stand around it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    up: tuple[str, ...]
    down: tuple[str, ...]
    filler: tuple[str, ...]


class ClaimedRelation(BaseModel):
    """`below` is said to hang on `above`; both in normal form."""

    model_config = ConfigDict(frozen=True)

    below: str
    above: str


@cache
def _words() -> Words:
    return Words.model_validate(tomllib.loads((Path(__file__).parent / "relation.toml").read_text(encoding="utf-8")))


def claimed_relation(text: str) -> ClaimedRelation | None:
    """What a text claims; None when it is not in the plain form."""
    folded = fold(text)
    found = mentions(folded, folded)
    if len(found) != 2 or any(len(mention.codes) != 1 for mention in found):
        return None
    first, second = found
    if not _is_filler(folded[: first.start] + " " + folded[second.end :]):
        return None
    words, rest = _words(), folded[first.end : second.start]
    directions = set()
    for word in _longest(*words.up, *words.down):
        without = _without(word, rest)
        if without != rest:
            directions.add(word in words.down)
            rest = without
    if len(directions) != 1 or not _is_filler(rest):
        return None
    below, above = (second, first) if True in directions else (first, second)
    return ClaimedRelation(below=below.codes[0], above=above.codes[0])


def _is_filler(text: str) -> bool:
    """Whether a text says nothing of its own."""
    for word in _longest(*_words().filler):
        text = _without(word, text)
    return not text.strip(_EDGE)


def _longest(*words: str) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _without(word: str, text: str) -> str:
    """A text with every occurrence of a word blanked out."""
    return re.sub(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word), " ", text)
