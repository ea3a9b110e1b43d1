"""Names by description: which item of some kinds a few words mean, and how surely.

The words are compared with everything the index holds of an item (wording, gloss) and of what hangs
on it, by vector and by words in common; a softmax over the items of the kinds makes it a probability.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..index.chunk import Record
from ..language.folding import fold
from ..standard.model import Kind
from ..standard.relations import UPPER, Item, Relations
from .calibration import calibration
from .port import Taken
from .words import comparable, pairs, stems

_ANY = tuple(Kind)


class Names:
    """Resolves descriptions over one standard."""

    def __init__(
        self,
        relations: Relations,
        glosses: Mapping[int, str],
        records: Iterable[Record],
        embed: Callable[[Sequence[str]], NDArray[np.float32]],
        query: Callable[[str], NDArray[np.float32] | None],
    ) -> None:
        """:param glosses: the English gloss of each item by its `id`; `records`: the index's texts of this standard."""
        self.relations = relations
        self._query = query
        self._items = [i for i in relations.items if i.code]
        place = {id(i): n for n, i in enumerate(self._items)}
        self._text = [comparable(i.text) for i in self._items]
        self._whole = [comparable("\n".join((i.text, *i.details))) for i in self._items]
        self._kinds = np.array([_ANY.index(i.kind) for i in self._items])
        self._parent = [place.get(id(relations.get(i.parents[0])), -1) if i.parents else -1 for i in self._items]
        rows = [(place[id(i)], r) for r in records if (i := self._of(r)) is not None]
        rows.sort(key=lambda row: row[0])
        self._matrix = embed([r.text for _, r in rows]) if rows else np.zeros((0, 1), dtype=np.float32)
        self._owners, self._starts = np.unique(np.array([n for n, _ in rows], dtype=np.intp), return_index=True)
        held = [
            (*pairs(text), *stems(f"{fold(glosses.get(id(item), ''))} {text}"))
            for item, text in zip(self._items, self._text, strict=True)
        ]
        self._frequency = _telling(held)
        self._tokens = {t: n for n, t in enumerate(self._frequency)}
        self._holding = np.zeros((len(self._items), len(self._tokens)), dtype=np.float32)
        for n, tokens in enumerate(held):
            for token in tokens:
                self._holding[n, self._tokens[token]] = self._frequency[token]
        self._children = [n for n, p in enumerate(self._parent) if p >= 0 and self._items[p].kind in UPPER]
        self._children.sort(key=lambda n: self._items[n].kind is Kind.ACTIVITY)
        self._scored = lru_cache(maxsize=2048)(self._scores)
        self.resolve = lru_cache(maxsize=2048)(self._resolve)

    def _of(self, record: Record) -> Item | None:
        found = self.relations.find(record.code) if record.code else ()
        return next((i for i in found if not i.parents or i.parents[0] in record.parents), found[0] if found else None)

    def _resolve(self, text: str, kinds: tuple[Kind, ...]) -> Taken:
        wanted = np.isin(self._kinds, [_ANY.index(k) for k in kinds or _ANY])
        plain = comparable(text).strip()
        literal = [i for n, i in enumerate(self._items) if wanted[n] and plain and self._text[n] == plain]
        if literal:
            return Taken(text, tuple(literal), 1.0, True)
        scores = self._scored(plain, text)
        if scores is None or not wanted.any():
            return Taken(text, (), 0.0)
        scores = np.where(wanted, scores, -np.inf)
        first, *others = (n for n in np.argsort(-scores, kind="stable")[:6] if wanted[n])
        names, best = calibration().names, self._items[first]
        share = float(1 / np.exp((scores - scores[first]) * names.sharpness).sum())
        strength = 1 / (1 + math.exp(-names.slope * (float(scores[first]) - names.middle)))
        same = [n for n in others if self._text[n] == self._text[first] and self._items[n].kind is best.kind]
        return Taken(
            text,
            (best, *(self._items[n] for n in same)),
            min(1.0, share * (1 + len(same))) * strength,
            len(plain) >= 2 and plain in self._text[first],
            tuple(self._items[n] for n in others if n not in same),
        )

    def _scores(self, plain: str, text: str) -> NDArray[np.float64] | None:
        names = calibration().names
        vector = self._query(text)
        dense = np.zeros(len(self._items))
        if vector is not None and len(self._owners):
            best = np.maximum.reduceat(self._matrix @ vector, self._starts)
            dense[self._owners] = np.maximum(best, 0.0)
        tokens = sorted((*pairs(plain), *stems(plain)))  # sums of fractions depend on their order
        whole = sum(self._frequency.get(t, 6.0) for t in tokens) or 1.0
        known = [self._tokens[t] for t in tokens if t in self._tokens]
        if vector is None and not known:
            return None
        lexical = self._holding[:, known].sum(axis=1) / whole if known else np.zeros_like(dense)
        held = np.array([float(len(plain) >= 2 and plain in t) for t in self._whole])
        own = dense + names.lexical * lexical + names.held * held
        below = np.zeros_like(dense)
        for n in self._children:
            parent = self._parent[n]
            below[parent] = max(below[parent], own[n], names.below * below[n])
        return np.asarray(own + names.below * np.maximum(below - own, 0.0))


def _telling(held: Sequence[Sequence[str]]) -> dict[str, float]:
    """How telling a pair of characters or a stem is: its inverse frequency among the items that hold it."""
    counts = Counter(token for tokens in held for token in tokens)
    return {token: math.log(1 + len(held) / n) for token, n in counts.items()}
