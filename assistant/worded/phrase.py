"""Wording of the standard that a sentence repeats: a detail of an item, or a part of its gloss, always whole.

A piece of a wording may mean something else than the whole, so only the whole counts. English wording is the
project's own translation and may be bent as grammar wants it: `monitor` and `monitoring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..language.folding import fold
from ..standard.relations import Item
from .grammar import grammar

_BENDING = grammar().bending
_BENT = 4
"""Shortest English word that may be bent, in letters."""
_SHORTEST = 4
"""Shortest wording that is looked for, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Wording at [start, end) of a sentence, and the codes of the cited items that it belongs to, in compared form."""

    start: int
    end: int
    codes: frozenset[str]


def stem(word: str) -> str:
    """An English word without its endings, roughly."""
    for suffix in _BENDING.endings:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=4096)
def pattern(wording: str) -> re.Pattern[str]:
    """What finds a wording in a folded text."""
    text = fold(wording).strip()
    if not text.isascii():
        return re.compile(re.escape(text))
    words = [_word(w) for w in text.split()]
    return re.compile(r"(?<!\w)" + (r"\s+" + _BENDING.article).join(words) + r"(?!\w)")


def _word(word: str) -> str:
    bare = word.rstrip(",;")
    if len(bare) < _BENT or not bare.isalpha():
        return re.escape(word)
    return re.escape(stem(bare)) + _BENDING.bent + re.escape(word[len(bare) :])


def wordings(item: Item, gloss: str) -> Iterator[str]:
    """The wordings of an item beside its name: its details, and what its gloss says behind the name.

    :param gloss: in an English answer; empty in others.
    """
    yield from (detail.rstrip("。.") for detail in item.details)
    for part in re.split(r",\s*", gloss.partition(": ")[2]):
        if len(part.split()) > 1:
            yield part


def spans(wording: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a folded text repeats a wording."""
    if len(wording) >= _SHORTEST:
        for match in pattern(wording).finditer(folded):
            yield match.span()
