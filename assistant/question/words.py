"""The words of questions: what each may mean, read once from the file beside this one."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from ..language.folding import HAN, fold
from ..language.sounds import sounds
from .codes import numeral

FILE = Path(__file__).with_name("words.toml")
MENDED = 5
"""Letters from which an English word may be a misspelling."""
CLOSE = 0.84
"""Likeness, as `difflib` measures it, from which it is one."""
REMEMBERED = 5000
"""Unknown words whose mending is remembered."""
_APART = frozenset({"number", "pattern", "function", "rank"})
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: `tag` and `value` of its concept; weak, when ordinary words may be meant as well."""

    tag: str
    value: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class FoundWord:
    """An entry found at [start, end) of a folded question, with everything it may mean."""

    start: int
    end: int
    senses: tuple[Sense, ...]


def spelt(entry: str) -> Iterator[str]:
    """What an entry with alternatives stands for: `{要,得}多久` for 要多久 and 得多久, `{的,}人` for 的人 and 人."""
    parts = [part.split(",") if n % 2 else [part] for n, part in enumerate(re.split(r"[{}]", entry))]
    if len(parts) % 2 == 0:
        raise ValueError(f"words.toml: a brace of {entry} is left open")
    return map("".join, product(*parts))


class Words:
    """The lexicon of questions."""

    def __init__(
        self, tables: dict[str, dict[str, dict[str, list[str]]]], numbers: dict[str, int], shapes: dict[str, str]
    ) -> None:
        self._senses: dict[str, list[tuple[Sense, bool]]] = {}
        self._longest = 0
        for tag, concepts in tables.items():
            for value, languages in concepts.items():
                for entry in (e for words in languages.values() for written in words for e in spelt(written)):
                    self._add(entry, tag, value)
        self._numbers = {fold(w): n for w, n in numbers.items()}
        self._shapes = {name: re.compile(shape) for name, shape in shapes.items()}
        self._mended = lru_cache(REMEMBERED)(self._close)

    def _add(self, entry: str, tag: str, value: str) -> None:
        initial, weak = entry.startswith("^"), entry.startswith("~")
        plain = fold(entry.lstrip("^~"))
        self._senses.setdefault(plain, []).append((Sense(tag, value, weak), initial))
        self._longest = max(self._longest, len(plain))

    def at(self, folded: str, start: int, initial: bool) -> Iterator[FoundWord]:
        """Every entry that stands at a place; `initial` tells that a clause begins here."""
        first = folded[start]
        latin = bool(_LATIN.match(first))
        if latin and start and _LATIN.match(folded[start - 1]):
            return
        for end in range(start + 1, min(start + self._longest, len(folded)) + 1):
            found = self._senses.get(folded[start:end])
            if not found:
                continue
            if _LATIN.match(folded[end - 1]) and end < len(folded) and _LATIN.match(folded[end]):
                continue
            senses = tuple(dict.fromkeys(s for s, only_initial in found if initial or not only_initial))
            if senses:
                yield FoundWord(start, end, senses)

    def senses(self, word: str) -> tuple[Sense, ...]:
        """Everything a folded word may mean."""
        return tuple(s for s, _ in self._senses.get(word, ()))

    def sounding(self, word: str) -> tuple[str, ...]:
        """Entries that name a kind or a field and sound like a Chinese word, tones aside."""
        return self._sounds.get(sounds(word), ())

    @cached_property
    def _sounds(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], list[str]] = {}
        for entry in self._naming:
            if len(entry) > 1 and all(map(HAN.match, entry)):
                found.setdefault(sounds(entry), []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def shape(self, name: str) -> re.Pattern[str]:
        """A pattern of the file by name."""
        return self._shapes[name]

    def number(self, word: str) -> int | None:
        """The value of a numeral in digits, Chinese or English."""
        plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word.strip())
        return self._numbers.get(plain, numeral(plain) if plain else None)

    def __contains__(self, word: str) -> bool:
        """Whether a folded word is an entry."""
        return word in self._senses

    def meant(self, word: str) -> str:
        """The one word for a kind or a field that a misspelt English word is close to; empty where there is none."""
        return "" if len(word) < MENDED or word in self._english else self._mended(word)

    def _close(self, word: str) -> str:
        near = difflib.get_close_matches(word, self._mendable, n=1, cutoff=CLOSE)
        return near[0] if near and near[0][0] == word[0] else ""

    @cached_property
    def _english(self) -> frozenset[str]:
        return frozenset(w for e in self._senses for w in re.findall(r"[a-z']+", e))

    @cached_property
    def _mendable(self) -> list[str]:
        return sorted(e for e in self._naming if len(e) >= MENDED and e.isascii() and e.isalpha())

    @cached_property
    def _naming(self) -> list[str]:
        """The entries that surely name a kind or a field."""
        named = ((e, s) for e, senses in self._senses.items() for s, _ in senses)
        return list(dict.fromkeys(e for e, s in named if s.tag in ("kind", "field") and not s.weak))


@cache
def tables() -> dict[str, Any]:
    """The file as it stands, read once."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def words() -> Words:
    """The lexicon, made once."""
    content = tables()
    numbers = {w: n for table in content["number"].values() for w, n in table.items()}
    concepts = {tag: entries for tag, entries in content.items() if tag not in _APART}
    return Words(concepts, numbers, content["pattern"])


@cache
def function_words(sort: str) -> frozenset[str]:
    """Words that mean little alone: those of `zh` never begin or end a name, those of `text` belong to the text that
    they touch, by those of `of` one of two stretches owns the other."""
    return frozenset(map(fold, tables()["function"][sort]))


@cache
def ranks() -> dict[str, str]:
    """Words of rank in the name of an occupation, and the word of the same rank, folded."""
    return {fold(a): fold(b) for a, b in tables()["rank"]["same"].items()}
