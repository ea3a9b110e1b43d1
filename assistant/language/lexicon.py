"""What is common to all language work, read from `lexicon.toml`: words without content, variants, numerals, scripts."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .folding import fold

FOLDER = Path(__file__).parent


class Lexicon:
    """Words and shapes of the file, folded."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._stopped = frozenset(fold(w) for words in tables["stop"].values() for w in words)
        self._numbers: dict[str, int] = {fold(w): n for words in tables["number"].values() for w, n in words.items()}
        self._shapes = {name: re.compile(fold(shape)) for name, shape in tables["pattern"].items()}
        self._printed: dict[str, list[str]] = tables["printed"]
        self.ambiguous: str = tables["script"]["ambiguous"]
        self.quotes: tuple[str, ...] = tuple(tables["quote"]["pairs"])
        """The marks that a quotation begins and ends with, two characters each."""
        self.variants: dict[str, str] = {fold(a): fold(b) for a, b in tables["variant"].items()}

    def pattern(self, name: str) -> re.Pattern[str]:
        """A shape of the file's `pattern` table."""
        return self._shapes[name]

    def printed(self, matter: str, text: str) -> bool:
        """Whether a printed text speaks of a matter that the table of a standard does not give."""
        return any(word in text for word in self._printed.get(matter, ()))

    def stopped(self, word: str) -> bool:
        """Whether a folded word carries no content of its own."""
        return word in self._stopped

    def number(self, text: str) -> int | None:
        """The number written as digits, Chinese numerals up to 99, or an English word; None when it is none."""
        text = text.strip()
        if text.isdigit():
            return int(text)
        tens = re.fullmatch(r"([一二两三四五六七八九]?)十([一二三四五六七八九]?)", text)
        if tens:
            return self._numbers.get(tens[1], 1) * 10 + self._numbers.get(tens[2], 0)
        return self._numbers.get(text)


@cache
def lexicon() -> Lexicon:
    """The lexicon that is shipped, read once."""
    return Lexicon(tomllib.loads((FOLDER / "lexicon.toml").read_text(encoding="utf-8")))
