"""The words a model's sentence may be made of, from `lexis.toml`: plain words in lists, for a translator to edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...language.folding import fold
from ...language.lexicon import lexicon
from ...standard.model import Kind
from ...standard.relations import UPPER

FILE = Path(__file__).with_name("lexis.toml")
UNREAD = ("unread",)
ORDERLY = "orderly"
"""The value of words that say `each` of two sides in their order."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a word stands for: names of its list, and the kind, the field of the profile or the number it names."""

    symbols: tuple[str, ...]
    value: Kind | str | int | None = None


class Lexis:
    """Cuts text into words of the lists, the longest first."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """:raises KeyError: for a list that no form knows: a defect, found by a test."""
        self._words: dict[str, Word] = {}
        for kind, lists in table["kinds"].items():
            self._add(lists, Word(("upper_kind" if Kind(kind) in UPPER else "kind",), Kind(kind)))
        for name, lists in table["fields"].items():
            self._add(lists, Word(("field",), name))
        for name in table.keys() - {"kinds", "fields", "numbers", "empty", "unread"}:
            symbols = tuple("each" if word == ORDERLY else word for word in name.split())
            self._add(table[name], Word(symbols, ORDERLY if ORDERLY in name.split() else None))
        self._add(table["empty"], Word(()))
        self._add(table["unread"], Word(UNREAD))
        for at, word in enumerate(table["numbers"]["ordinals"], 1):
            self._words[fold(word)] = Word(("ordinal",), at)
        numbers = {name: fold(value) for name, value in table["numbers"].items() if isinstance(value, str)}
        words = (*self._words, *map(fold, table["numbers"]["words"]))
        patterns = "|".join(sorted(map(_pattern, words), key=len, reverse=True))
        self._grade = numbers["grade"]
        number = rf"({numbers['ordinal']}\s*)?(\d+|[{numbers['numerals']}]+)\s*([{numbers['counters']}{self._grade}]?)"
        self._cut = re.compile(rf"(?P<word>{patterns})|{number}|[a-z']+|\S")

    def _add(self, lists: Mapping[str, list[str]], meaning: Word) -> None:
        for word in (fold(w) for words in lists.values() for w in words):
            if self._words.setdefault(word, meaning) != meaning:
                raise ValueError(f"{word} stands in two lists of {FILE.name}")

    def cut(self, text: str) -> Iterator[tuple[int, Word]]:
        """The words of a folded text with where they begin; what is in no list is `UNREAD`."""
        for match in self._cut.finditer(text):
            word = " ".join(match[0].split())
            if word in self._words:
                yield match.start(), self._words[word]
                continue
            number = lexicon().number(match[3] or word) if match[3] or match["word"] else None
            if number is None:
                yield match.start(), Word(UNREAD)
            else:
                symbol = "grade" if match[4] == self._grade else "ordinal" if match[2] else "number"
                yield match.start(), Word((symbol,), number)

    def numbers(self, text: str) -> Iterator[int]:
        """The numbers of a folded text, levels among them."""
        return (w.value for _, w in self.cut(text) if isinstance(w.value, int))


def _pattern(word: str) -> str:
    text = re.escape(word).replace(r"\ ", r"\s+")
    return rf"(?<![a-z0-9]){text}(?![a-z0-9])" if word.isascii() and word[0].isalpha() else text


@cache
def lexis() -> Lexis:
    """The words of the file, read once."""
    return Lexis(tomllib.loads(FILE.read_text(encoding="utf-8")))
