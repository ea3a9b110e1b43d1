"""Finding items by words: exact wording first, then parts of it, then most of its words. No vectors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..language.everyday import same
from ..language.folding import fold
from ..language.lexicon import lexicon
from ..language.stem import stem
from ..standard.companion import gloss
from ..standard.model import Kind
from ..standard.relations import Item, Relations

Strength = Literal["exact", "name", "detail", "fuzzy"]
_WORD = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
FUZZY = 0.66
"""Share of a phrase's character pairs (or words) that an item must hold to match it loosely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An item that a phrase fits, and how."""

    item: Item
    strength: Strength
    share: float = 1.0


@lru_cache(maxsize=4096)
def normal(folded: str) -> str:
    """A folded text with blanks inside Chinese and known spelling variants levelled; lengths may change."""
    text = re.sub(r"(?<=[\u3400-\u9fff]) +| +(?=[\u3400-\u9fff])", "", folded)
    for variant, form in lexicon().variants.items():
        if variant.isascii():
            text = re.sub(rf"(?<![a-z0-9]){variant}(?![a-z0-9])", form, text)
        else:
            text = text.replace(variant, form)
    return text


@lru_cache(maxsize=4096)
def alike(text: str) -> tuple[str, ...]:
    """The Chinese words that mean the same as a word or phrase, in comparable form."""
    return tuple(dict.fromkeys(normal(fold(word)) for word in same(text)))


def stems(text: str) -> frozenset[str]:
    """Stems of the English words that carry content."""
    return frozenset(stem(w) for w in _WORD.findall(text) if len(w) > 1 and not lexicon().stopped(w))


def pairs(text: str) -> frozenset[str]:
    """Character pairs of the Chinese in a text; a single character stands for itself."""
    han = "".join(_HAN.findall(text))
    return frozenset(han[i : i + 2] for i in range(len(han) - 1)) or frozenset(han)


class Matcher:
    """Search by words over one standard; `glosses` (code → English) serve English phrases."""

    def __init__(self, relations: Relations, glosses: Mapping[str, str]) -> None:
        self.relations = relations
        self.glosses = glosses
        self._names = {id(i): normal(fold(i.text)) for i in relations.items}
        self._details = {id(i): normal(fold("\n".join(i.details))) for i in relations.items}
        self._pairs = {id(i): pairs(self._names[id(i)]) for i in relations.items}
        self._gloss = {id(i): fold(gloss(glosses, i)) for i in relations.items}
        self._stems = {id(i): stems(self._gloss[id(i)] + " " + self._names[id(i)]) for i in relations.items}
        self.text = "\n".join(fold(part) for i in relations.items for part in (i.text, *i.details))
        self.words = frozenset(w for g in self._gloss.values() for w in _WORD.findall(g))

    def holds(self, phrase: str) -> bool:
        """Whether the folded phrase stands anywhere in the wording or the glosses of the items."""
        plain = normal(phrase)
        return plain in normal(self.text) or any(phrase in text for text in self._gloss.values())

    def literal(self, phrase: str, kinds: Iterable[Kind] | None = None) -> tuple[Match, ...]:
        """Items whose name, details or gloss hold the phrase as written; names before details."""
        wanted, plain = _wanted(kinds), normal(phrase)
        found: list[Match] = []
        latin = not _HAN.search(plain)
        need = stems(plain) if latin else frozenset()
        for item in self.relations.items:
            if item.kind not in wanted:
                continue
            name, details = self._names[id(item)], self._details[id(item)]
            if name == plain:
                found.append(Match(item=item, strength="exact"))
            elif _within(plain, name, latin):
                found.append(Match(item=item, strength="name"))
            elif _within(plain, details, latin):
                found.append(Match(item=item, strength="detail"))
            elif need and need <= self._stems[id(item)]:
                found.append(Match(item=item, strength="name"))
        return tuple(found)

    def loose(self, phrase: str, kinds: Iterable[Kind] | None = None, least: float = FUZZY) -> tuple[Match, ...]:
        """Items that hold most of the phrase's character pairs or words, the fullest first, within .1 of the best."""
        wanted, plain = _wanted(kinds), normal(phrase)
        han, latin = pairs(plain), stems(plain)
        whole = len(han) + len(latin)
        if not whole:
            return ()
        shares = [
            (len(han & self._pairs[id(i)]) + len(latin & self._stems[id(i)])) / whole if i.kind in wanted else 0.0
            for i in self.relations.items
        ]
        best = max(shares, default=0.0)
        if best < least:
            return ()
        floor = max(least, best - 0.1)
        chosen = [
            Match(item=i, strength="fuzzy", share=s)
            for i, s in zip(self.relations.items, shares, strict=True)
            if s >= floor
        ]
        return tuple(sorted(chosen, key=lambda m: -m.share))

    def search(self, phrase: str, kinds: Iterable[Kind] | None = None) -> tuple[Match, ...]:
        """Literal matches, or loose ones where there are none."""
        kinds = tuple(kinds) if kinds is not None else None
        return self.literal(phrase, kinds) or self.loose(phrase, kinds)


def _wanted(kinds: Iterable[Kind] | None) -> frozenset[Kind]:
    return frozenset(Kind if kinds is None else kinds)


def _within(plain: str, text: str, latin: bool) -> bool:
    if not latin:
        return plain in text
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(plain)}(?:e?s)?(?![a-z0-9])", text))
