"""Whether the wording of items holds a text: as it is, in its English gloss, or in words that mean the same."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from ..language.everyday import same
from ..language.folding import fold
from ..retrieval.heard import Heard
from ..retrieval.port import Resolve, Taken
from ..retrieval.words import alike, normal, stems
from ..standard.model import Kind
from ..standard.relations import Item

RECOGNISED = 0.3  # probability of a description from which it is taken as written
_SHORTEST = 2  # characters of the shortest piece that a longer text is made up of
_LONGEST = 12  # characters of the longest text that is taken apart


class ItemWording:
    """The wording of one standard's items."""

    def __init__(self, items: Iterable[Item], glosses: Mapping[int, str]) -> None:
        """:param glosses: the English gloss of each item by its `id`."""
        self._items = tuple(items)
        self._texts = {id(i): comparable(i) for i in self._items}
        self._glosses = {i: fold(g) for i, g in glosses.items()}
        self.heard = Heard(self._texts.values(), self._glosses.values())
        self._holders = lru_cache(maxsize=8192)(self._holding)
        self.meant = lru_cache(maxsize=2048)(self._meant)
        self._pieces = lru_cache(maxsize=2048)(self._apart)
        self._plain = lru_cache(maxsize=2048)(lambda text: normal(fold(text)).strip())
        self._ways = lru_cache(maxsize=8192)(self._synonyms)
        self._reasons = lru_cache(maxsize=1024)(self._reasoned)

    @cached_property
    def _stems(self) -> dict[int, frozenset[str]]:
        return {i: frozenset(stems(g + " " + self._texts.get(i, ""))) for i, g in self._glosses.items()}

    def text(self, item: Item) -> str:
        """The wording of an item, of this standard or another, in the form in which texts are compared."""
        return self._texts.get(id(item)) or comparable(item)

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
        return self._reasons(text).get(id(item), ())

    def _reasoned(self, text: str) -> dict[int, tuple[str, ...]]:
        """By which words the items that hold a text do, by the `id` of each."""
        plain = self._plain(text)
        if not plain:
            return {}
        found: dict[int, tuple[str, ...]] = dict.fromkeys(self._holders(plain), (text.strip(),))
        if found and not plain.isascii():
            return found
        told = [w for w in plain.split() if stems(w)] if plain.isascii() else self._pieces(plain)
        for item in (i for i in self._items if id(i) not in found):
            if words := self._same(item, plain) or self._made_up(item, told):
                found[id(item)] = words
        return found

    def _made_up(self, item: Item, told: Sequence[str]) -> tuple[str, ...]:
        """The words by which an item holds each of several, or a word that means the same; none where it lacks one."""
        each: list[str] = []
        for word in told:
            stemmed = stems(word) if word.isascii() else None
            as_it_is = stemmed <= self._stems[id(item)] if stemmed is not None else id(item) in self._holders(word)
            if not (held := (word,) if as_it_is else self._same(item, word)):
                return ()
            each += held
        return tuple(each)

    def _meant(self, text: str) -> str:
        """A text with slips of the pen mended, when the standard has nothing like it as it is."""
        plain = self._plain(text)
        if self._anywhere(plain) or any(map(self._anywhere, alike(plain))) or self._pieces(plain):
            return text
        mended = self.heard.mend(plain)
        return text if mended == plain else self._as_printed(mended)

    def _as_printed(self, plain: str) -> str:
        """A folded text as the source prints it; as it is where no item has it in one stretch."""
        for raw in (raw for item in self._items for raw in (item.text, *item.details)):
            folded = fold(raw)
            if len(folded) == len(raw) and (at := folded.find(plain)) >= 0:
                return raw[at : at + len(plain)]
        return plain

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
        return next(((said,) for said, holders in self._ways(word) if id(item) in holders), ())

    def _synonyms(self, word: str) -> tuple[tuple[str, frozenset[int]], ...]:
        """The words meaning the same that any item holds, and the items that do."""
        ways = ((said, self._holders(self._plain(said))) for said in same(word))
        return tuple((said, holders) for said, holders in ways if holders)

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

    def _anywhere(self, plain: str) -> bool:
        return bool(self._holders(plain))

    def _holding(self, plain: str) -> frozenset[int]:
        """The items, by `id`, whose wording holds a text in comparable form; of an English one, whose gloss too."""
        if not plain.isascii():
            return frozenset(i for i, text in self._texts.items() if plain in text)
        return frozenset(i for i, text in self._texts.items() if begun(text, plain) or begun(self._glosses[i], plain))


def comparable(item: Item) -> str:
    """The wording of an item in the form in which texts are compared."""
    return normal(fold("\n".join((item.text, *item.details))))


def begun(text: str, plain: str) -> bool:
    """Whether a text in comparable form holds an English one at the beginning of a word."""
    return plain in text and re.search(rf"(?<![A-Za-z0-9]){re.escape(plain)}", text) is not None
