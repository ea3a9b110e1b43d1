"""The table being trained: a row per token, and rows of features that similar tokens share.

A token's vector is its own row plus the mean of its features' rows: the characters of a Chinese word, the three- and
four-letter pieces of an English one. A rare word so starts from what its parts mean. `folded` gives the plain table
that a static model is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

Ids = NDArray[np.int64]
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z]{3,}")
LONGEST = 64  # tokens of a text that are trained on


class Table:
    """Rows of tokens and features. *Shape:* (tokens, dimension) and (features, dimension)."""

    def __init__(self, tokenizer: Tokenizer, dimension: int) -> None:
        self.tokenizer = tokenizer
        tokens = sorted(tokenizer.get_vocab(), key=lambda t: tokenizer.token_to_id(t) or 0)
        named = [_features(t) for t in tokens]
        counts = Counter(f for features in named for f in dict.fromkeys(features))
        kept = {f: n for n, f in enumerate(f for f, c in counts.items() if c >= 3 or f.startswith("c"))}
        numbers = [[kept[f] for f in features if f in kept] for features in named]
        self._ends = np.cumsum([0, *map(len, numbers)]).astype(np.int64)
        self._flat = np.array([n for row in numbers for n in row], np.int64)
        self.tokens = torch.nn.Parameter(torch.randn(len(tokens), dimension) * 0.02)
        self.features = torch.nn.Parameter(torch.randn(len(kept), dimension) * 0.1)

    def ids(self, texts: Sequence[str]) -> list[Ids]:
        """Token numbers of texts; one unknown token for a text that has none."""
        found: list[Ids] = []
        for start in range(0, len(texts), 20_000):
            encoded = self.tokenizer.encode_batch(list(texts[start : start + 20_000]), add_special_tokens=False)
            found += [np.array(e.ids[:LONGEST] or [0], np.int64) for e in encoded]
        return found

    def embed(self, texts: Sequence[Ids], known: Tensor, place: Ids) -> Tensor:
        """Unit vectors of texts, the mean of their tokens' vectors; `known[place]` are the vectors token by token."""
        starts = np.cumsum([0, *(len(t) for t in texts[:-1])]).astype(np.int64)
        pooled = F.embedding_bag(torch.from_numpy(place), known, torch.from_numpy(starts), mode="mean")
        return F.normalize(pooled, dim=1)

    def pair(self, left: Sequence[Ids], right: Sequence[Ids]) -> tuple[Tensor, Tensor]:
        """Vectors of two lists of texts; a token that occurs in both is computed once."""
        flat = np.concatenate([*left, *right])
        used, place = np.unique(flat, return_inverse=True)
        known = self._vectors(used)
        cut = sum(map(len, left))
        return self.embed(left, known, place[:cut]), self.embed(right, known, place[cut:])

    def folded(self) -> NDArray[np.float32]:
        """One row a token, features included; the unknown token has none."""
        with torch.no_grad():
            parts = [
                self._vectors(np.arange(s, min(s + 4096, len(self.tokens)))) for s in range(0, len(self.tokens), 4096)
            ]
        rows = torch.cat(parts).numpy()
        rows[0] = 0
        return np.asarray(rows, dtype=np.float32)

    def _vectors(self, used: Ids) -> Tensor:
        own = F.embedding(torch.from_numpy(used), self.tokens, sparse=True)
        sizes = self._ends[used + 1] - self._ends[used]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        wanted = self._flat[np.repeat(self._ends[used] - starts, sizes) + np.arange(sizes.sum())]
        features, place = np.unique(wanted, return_inverse=True)
        rows = F.embedding(torch.from_numpy(features), self.features, sparse=True)
        shared = F.embedding_bag(torch.from_numpy(place), rows, torch.from_numpy(starts), mode="mean")
        return own + shared


def _features(token: str) -> list[str]:
    if _HAN.match(token):
        if len(token) == 1:
            return [f"c{token}"]
        pairs = [f"b{token[i : i + 2]}" for i in range(len(token) - 1)] if len(token) > 2 else []
        return [*(f"c{c}" for c in token), *pairs]
    if _WORD.fullmatch(token):
        edged = f"<{token}>"
        return [f"e{edged[i : i + n]}" for n in (3, 4) for i in range(len(edged) - n + 1)]
    return []
