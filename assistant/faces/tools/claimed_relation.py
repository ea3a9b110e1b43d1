"""A relation claimed in words, `K12 is required by T5` or 「T5 需要 K12」, read as what hangs on what.

Only the plain form is read: two codes and one verb between them. Anything else, a denial above all, is not guessed at.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from ...language.folding import fold
from ...question.codes import mentions

_EDGE = " .,;:!。，；：！「」\"'“”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How a relation is said: from below, from above, and what may stand around it."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    filler: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedRelation:
    """`below` is said to hang on `above`; both in normal form."""

    below: str
    above: str


@cache
def _words() -> Words:
    file = Path(__file__).with_name("relation.toml")
    return TypeAdapter(Words).validate_python(tomllib.loads(file.read_text(encoding="utf-8")))


def claimed_relation(text: str) -> ClaimedRelation | None:
    """What a text claims; None when it is not in the plain form."""
    folded, words = fold(text), _words()
    found = mentions(folded, folded)
    if len(found) != 2 or any(len(mention.codes) != 1 for mention in found):
        return None
    first, second = found
    verbs, between = _taken(words.up + words.down, folded[first.end : second.start])
    downward = {verb in words.down for verb in verbs}
    around = folded[: first.start] + " " + folded[second.end :]
    if len(downward) != 1 or any(_taken(words.filler, rest)[1].strip(_EDGE) for rest in (around, between)):
        return None
    below, above = (second, first) if True in downward else (first, second)
    return ClaimedRelation(below=below.codes[0], above=above.codes[0])


def _taken(words: tuple[str, ...], text: str) -> tuple[list[str], str]:
    """The words that stand in a text, the longest first, and what is left when they are blanked out."""
    found = []
    for word in sorted(words, key=len, reverse=True):
        shorter = re.sub(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word), " ", text)
        if shorter != text:
            found.append(word)
            text = shorter
    return found, text
