"""The words people ask with, read from `lexicon.toml`, and their places in a question.

Knows phrases, not questions: what a combination of marks means is decided in `question`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..standard.model import Kind
from .folding import fold

FOLDER = Path(__file__).parent
_WORD = re.compile(r"[a-z][a-z'\-]*[a-z]|[a-z]")
_FUZZY_LENGTH, _FUZZY_RATIO = 5, 0.84
_REMEMBERED = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A phrase of the lexicon found at [start, end) of a folded question, and the concepts it may stand for.

    A concept is `kind.skill`, `mark.count`, `field.versions`, `stop` and so on: the table's name in the file.
    """

    start: int
    end: int
    concepts: frozenset[str]


class Lexicon:
    """Phrases by concept, ready for matching. Chinese matches in either script, anywhere; English at word bounds."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._phrases: dict[str, set[str]] = {}
        self._expressions: list[tuple[re.Pattern[str], str]] = []
        self._patterns: dict[str, re.Pattern[str]] = {}
        self.members: dict[str, tuple[Kind, ...]] = {}
        self.numbers: dict[str, int] = {}
        for section, content in tables.items():
            if section in ("kind", "kinds", "mark", "field"):
                for name, entry in content.items():
                    self._add(f"{section}.{name}", entry)
            elif section == "stop":
                self._add(section, content)
            elif section == "outside":
                for name, entry in content.items():
                    self._patterns[f"{section}.{name}"] = _union(entry)
            elif section in ("policy", "small_talk"):
                self._patterns[section] = _union(content)
            elif section == "occupation":
                self._patterns[section] = _union({"zh": _asked(content, "zh"), "en": _asked(content, "en")})
            elif section == "number":
                self.numbers = {fold(w): n for words in content.values() for w, n in words.items()}
        for kind in Kind:
            self.members[f"kind.{kind}"] = (kind,)
        for name, entry in tables["kinds"].items():
            self.members[f"kinds.{name}"] = tuple(Kind(k) for k in entry["members"])
        self._shapes = {name: re.compile(fold(shape)) for name, shape in tables["pattern"].items()}
        self.ends: dict[str, int] = {fold(word): position for word, position in tables["ends"].items()}
        self.function: str = fold(tables["function"]["zh"])
        self.ambiguous: str = tables["script"]["ambiguous"]
        self.ranks: dict[str, str] = {fold(a): fold(b) for a, b in tables["rank"].items()}
        self.variants: dict[str, str] = {fold(a): fold(b) for a, b in tables["variant"].items()}
        self._longest = max(map(len, self._phrases))
        self._words = sorted({p for p in self._phrases if p.isascii() and p.isalpha() and len(p) >= _FUZZY_LENGTH})
        self._mends: dict[str, str] = {}
        self._all_words = {w for p in self._phrases if p.isascii() for w in p.split()}

    def _add(self, concept: str, entry: Mapping[str, Any]) -> None:
        for language in ("zh", "en"):
            for phrase in entry.get(language, ()):
                if phrase.startswith("re:"):
                    self._expressions.append((re.compile(fold(phrase[3:])), concept))
                else:
                    self._phrases.setdefault(fold(phrase), set()).add(concept)

    def at(self, folded: str, start: int, room: int | None = None) -> Mark | None:
        """The longest phrase that begins at `start` and ends by `room`, with every concept it may stand for."""
        latin = folded[start].isascii() and folded[start].isalnum()
        if latin and start and folded[start - 1].isascii() and folded[start - 1].isalnum():
            return None
        for length in range(min(self._longest, (len(folded) if room is None else room) - start), 0, -1):
            end = start + length
            phrase = folded[start:end]
            if phrase in self._phrases and not _inside_word(folded, end):
                return Mark(start=start, end=end, concepts=frozenset(self._phrases[phrase]))
        return None

    def pattern(self, name: str) -> re.Pattern[str]:
        """A shape of the file's `pattern` table."""
        return self._shapes[name]

    def stopped(self, word: str) -> bool:
        """Whether a folded word carries no content of its own."""
        return "stop" in self._phrases.get(word, ())

    def expressions(self, folded: str) -> list[Mark]:
        """Places where the lexicon's regular expressions match."""
        return [
            Mark(start=m.start(), end=m.end(), concepts=frozenset({concept}))
            for pattern, concept in self._expressions
            for m in pattern.finditer(folded)
            if m.end() > m.start()
        ]

    def find(self, name: str, folded: str) -> re.Match[str] | None:
        """Where a pattern section (`policy`, `occupation`, `outside.pay`, …) first matches."""
        return self._patterns[name].search(folded)

    def outside(self, folded: str) -> list[tuple[str, re.Match[str]]]:
        """Matters such a document never holds that the question asks for: name and match of each."""
        found = ((name, pattern.search(folded)) for name, pattern in self._patterns.items() if name[:7] == "outside")
        return [(name, match) for name, match in found if match]

    def corrected(self, folded: str, known: frozenset[str] = frozenset()) -> str:
        """The question with misspelt English words of the lexicon put right; lengths may change.

        A word is touched only when it is unknown here and to the standard (`known`), five letters or
        longer, and close to exactly one word of the lexicon.
        """

        return _WORD.sub(lambda match: match[0] if match[0] in known else self._mended(match[0]), folded)

    def _mended(self, word: str) -> str:
        if len(word) < _FUZZY_LENGTH or word in self._all_words:
            return word
        if word not in self._mends:
            near = difflib.get_close_matches(word, self._words, n=1, cutoff=_FUZZY_RATIO)
            if len(self._mends) > _REMEMBERED:
                self._mends.clear()
            self._mends[word] = near[0] if near and near[0][0] == word[0] else word
        return self._mends[word]

    def number(self, text: str) -> int | None:
        """The number written as digits, Chinese numerals up to 99, or an English word; None when it is none."""
        text = text.strip()
        if text.isdigit():
            return int(text)
        if text in self.numbers:
            return self.numbers[text]
        tens = re.fullmatch(r"([一二两三四五六七八九]?)十([一二三四五六七八九]?)", text)
        if not tens:
            return None
        return (self.numbers[tens[1]] if tens[1] else 1) * 10 + (self.numbers[tens[2]] if tens[2] else 0)


def _asked(content: Mapping[str, Any], language: str) -> list[str]:
    """Entries as regular expressions: what stands behind `re:`, or the word where a question is about it."""
    shape = content[f"{language}_asked"]
    return [e[3:] if e.startswith("re:") else shape.replace("{}", re.escape(e)) for e in content[language]]


def _union(entry: Mapping[str, list[str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fold(p)})" for language in ("zh", "en") for p in entry.get(language, ())))


def _inside_word(folded: str, end: int) -> bool:
    """Whether `end` cuts an English word or a number in two."""
    if end >= len(folded):
        return False
    before, after = folded[end - 1], folded[end]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


@cache
def lexicon() -> Lexicon:
    """The lexicon that is shipped, read once."""
    return Lexicon(tomllib.loads((FOLDER / "lexicon.toml").read_text(encoding="utf-8")))
