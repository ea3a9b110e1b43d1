"""Whether the wording of items holds a text: as it is, in its English gloss, or in words that mean the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from ..language.everyday import same
from ..language.folding import fold
from ..retrieval.heard import Heard
from ..retrieval.port import Resolve, Taken
from ..retrieval.words import alike, normal, stems
from ..standard.model import Kind
from ..standard.relations import Item

RECOGNISED = 0.3
"""Probability of a description from which it is taken as written."""
_SHORTEST = 2
"""Characters of the shortest piece that a longer text is made up of."""
_LONGEST = 12
"""Characters of the longest text that is taken apart."""


class Wording:
    """The wording of one standard's items."""

    def __init__(self, items: Iterable[Item], texts: Mapping[int, str], glosses: Mapping[int, str]) -> None:
        """:param texts: the comparable wording of each item by its `id`; `glosses`: its English gloss."""
        self._items = tuple(items)
        self._texts = texts
        self._glosses = {i: fold(g) for i, g in glosses.items()}
        self._anywhere = lru_cache(maxsize=8192)(self._found)
        self.heard = Heard(texts.values(), self._glosses.values())
        self.meant = lru_cache(maxsize=2048)(self._meant)
        self._pieces = lru_cache(maxsize=2048)(self._apart)
        self._plain = lru_cache(maxsize=2048)(lambda text: normal(fold(text)).strip())
        self._reasons: Callable[[str], dict[int, tuple[str, ...]]] = lru_cache(maxsize=2048)(lambda text: {})

    @cached_property
    def _stems(self) -> dict[int, frozenset[str]]:
        return {i: frozenset(stems(g + " " + self._texts.get(i, ""))) for i, g in self._glosses.items()}

    def worded_alike(self, item: Item) -> list[Item]:
        """The items of its kind with the same wording, itself among them."""
        return [i for i in self._items if i.kind is item.kind and self._texts[id(i)] == self._texts[id(item)]]

    def says(self, item: Item, text: str) -> bool:
        """Whether the wording of an item, or of an upper item its name, holds a text."""
        return bool(self.reason(item, text))

    def reason(self, item: Item, text: str) -> tuple[str, ...]:
        """By which words an item holds a text: the text itself, else words of the source that mean the same; or none.

        Another Chinese word is looked for only where no item has the text as it is: the source then says it otherwise.
        """
        known = self._reasons(text)
        if id(item) not in known:
            known[id(item)] = self._reason(item, text)
        return known[id(item)]

    def _reason(self, item: Item, text: str) -> tuple[str, ...]:
        plain = self._plain(text)
        if not plain:
            return ()
        if self._holds(item, plain):
            return (text.strip(),)
        if not plain.isascii() and self._anywhere(plain):
            return ()
        if word := self._same(item, plain):
            return word
        if plain.isascii():
            told = [w for w in plain.split() if stems(w)]
            each = [(w,) if stems(w) <= self._stems[id(item)] else self._same(item, w) for w in told]
        else:
            each = [(p,) if self._holds(item, p) else self._same(item, p) for p in self._pieces(plain)]
        return tuple(w for words in each for w in words) if all(each) else ()

    def _meant(self, text: str) -> str:
        """A text with slips of the pen mended, when the standard has nothing like it as it is."""
        plain = self._plain(text)
        if self._anywhere(plain) or any(map(self._anywhere, alike(plain))) or self._pieces(plain):
            return text
        mended = self.heard.mend(plain)
        return text if mended == plain else mended

    def taken(self, text: str, kinds: tuple[Kind, ...], resolve: Resolve) -> Taken:
        """What a description means; where it is hardly recognised, with its slips of the pen mended."""
        found = resolve(text, kinds)
        if found.literal or found.probability >= RECOGNISED:
            return found
        mended = self.heard.mend(fold(text))
        again = found if mended == fold(text) else resolve(mended, kinds)
        return again if again.probability > found.probability else found

    def worded(self, text: str, items: Iterable[Item]) -> tuple[str, ...]:
        """The Chinese words of the source by which items hold a text that they do not hold as it is."""
        found = (w for item in items for w in self.reason(item, text) if w != text.strip() and not w.isascii())
        return tuple(dict.fromkeys(found))

    def _same(self, item: Item, word: str) -> tuple[str, ...]:
        """The first word meaning the same that an item holds."""
        return next(((w,) for w in same(word) if self._holds(item, self._plain(w))), ())

    def _apart(self, plain: str) -> tuple[str, ...]:
        """The fewest words of the standard, or everyday words for them, that make up a Chinese text."""
        if plain.isascii() or len(plain) < 2 * _SHORTEST or len(plain) > _LONGEST or self._anywhere(plain):
            return ()
        best: list[tuple[str, ...] | None] = [(), *[None] * len(plain)]
        for end in range(_SHORTEST, len(plain) + 1):
            for start in range(end - _SHORTEST + 1):
                before, piece = best[start], plain[start:end]
                fewer = before is not None and (best[end] is None or len(before) + 1 < len(best[end] or ()))
                if fewer and (self._anywhere(piece) or any(map(self._anywhere, alike(piece)))):
                    best[end] = (*(before or ()), piece)
        return best[-1] or ()

    def _holds(self, item: Item, plain: str) -> bool:
        return holds(self._texts[id(item)], plain) or plain.isascii() and holds(self._glosses[id(item)], plain)

    def _found(self, plain: str) -> bool:
        return any(self._holds(i, plain) for i in self._items)


def holds(text: str, plain: str) -> bool:
    """Whether a text in comparable form holds another: anywhere in Chinese, at the beginning of a word in English."""
    if not plain.isascii():
        return plain in text
    start = text.find(plain)
    while start >= 0:
        if not (start and text[start - 1].isascii() and text[start - 1].isalnum()):
            return True
        start = text.find(plain, start + 1)
    return False
