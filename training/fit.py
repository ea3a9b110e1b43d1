"""Training: pairs pull together, everything else in the batch pushes apart, and English follows its teacher.

Loss: symmetric in-batch cross-entropy over cosines at a temperature (InfoNCE, van den Oord et al. 2018; symmetric as in
CLIP, Radford et al. 2021), plus imitation of the teacher: the cosine to its vector, and the same cross-entropy against
its vectors.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everyone knows
from numpy.typing import NDArray
from torch import Tensor
from tqdm import trange

from .pairs import Pairs
from .table import Ids, Table

_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train. Shares and drop-out are from 0 to 1; `temperature` divides cosines."""

    dimension: int = 256
    steps: int = 8_000
    batch: int = 640
    rate: float = 2e-3
    temperature: float = 0.05
    imitation: float = 0.6
    token_dropout: float = 0.1
    framed: float = 0.3
    seed: int = 0


class _Set:
    """Pairs in numbers: tokens of both sides, the teacher's vector of their English (-1: none) and their group."""

    def __init__(self, pairs: Pairs, table: Table, taught: dict[str, int]) -> None:
        left, right, english, group = zip(*pairs.pairs, strict=True)
        self.left, self.right = table.ids(left), table.ids(right)
        self.taught = np.array([taught.get(text, -1) for text in english], np.int64)
        self.group = np.array(group, np.int64)


def fit(table: Table, sets: Sequence[Pairs], teacher: dict[str, NDArray[np.float32]], recipe: Recipe) -> None:
    """Train a table in place. `teacher` gives the vector of English texts it knows; the others only pull and push."""
    chance = np.random.default_rng(recipe.seed)
    numbered = {text: n for n, text in enumerate(teacher)}
    taught = torch.from_numpy(np.stack(list(teacher.values()))) if teacher else torch.zeros(0, recipe.dimension)
    ready = [_Set(s, table, numbered) for s in sets]
    shares = np.array([s.weight for s in sets])
    frames = _Frames(table, chance, recipe.framed)
    optimizer = torch.optim.SparseAdam([table.tokens, table.features], lr=recipe.rate, betas=(0.9, 0.99))
    for step in trange(recipe.steps, desc="training"):
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / recipe.steps)
        chosen = ready[chance.choice(len(ready), p=shares / shares.sum())]
        picked = np.unique(chance.integers(0, len(chosen.left), min(recipe.batch, len(chosen.left))))
        left, right = [chosen.left[i] for i in picked], [chosen.right[i] for i in picked]
        same = _same(left) | _same(right) | _equal(chosen.group[picked])
        if chance.random() < 0.5:
            left = frames.around(left)
        else:
            right = frames.around(right)
        a, b = table.pair(_dropped(left, recipe, chance), _dropped(right, recipe, chance))
        loss = _contrast(a, b, same, recipe.temperature)
        known = torch.from_numpy(chosen.taught[picked] >= 0)
        if recipe.imitation and int(known.sum()) > 32:
            target = taught[torch.from_numpy(chosen.taught[picked])[known]]
            loss = loss + recipe.imitation * sum(_imitate(e[known], target, recipe.temperature) for e in (a, b))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]


def _same(texts: Sequence[Ids]) -> NDArray[np.bool_]:
    _, numbers = np.unique([t.tobytes() for t in texts], return_inverse=True)
    return _equal(numbers)


def _equal(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(numbers[:, None] == numbers[None]) & ~np.eye(len(numbers), dtype=bool)


def _contrast(a: Tensor, b: Tensor, same: NDArray[np.bool_], temperature: float) -> Tensor:
    scores = (a @ b.T / temperature).masked_fill(torch.from_numpy(same), -1e4)
    goal = torch.arange(len(a))
    return (F.cross_entropy(scores, goal) + F.cross_entropy(scores.T, goal)) / 2


def _imitate(made: Tensor, target: Tensor, temperature: float) -> Tensor:
    goal = torch.arange(len(target))
    return 2 * (1 - (made * target).sum(1)).mean() + F.cross_entropy(made @ target.T / temperature, goal) / 2


def _dropped(texts: Sequence[Ids], recipe: Recipe, chance: np.random.Generator) -> list[Ids]:
    kept = []
    for text in texts:
        stay = chance.random(len(text)) > recipe.token_dropout
        kept.append(text[stay] if stay.any() else text)
    return kept


class _Frames:
    """Puts what people say before and after a question around some of the texts."""

    def __init__(self, table: Table, chance: np.random.Generator, share: float) -> None:
        words = tomllib.loads(Path(__file__).with_name("frames.toml").read_text("utf-8"))
        self._chance, self._share = chance, share
        self._before = {language: table.ids(entry["before"]) for language, entry in words.items()}
        self._after = {language: table.ids(entry["after"]) for language, entry in words.items()}
        tokens = (table.tokenizer.id_to_token(n) or "" for n in range(table.tokenizer.get_vocab_size()))
        self._chinese = np.array([2 * len(_HAN.findall(t)) >= len(t.replace(" ", "")) for t in tokens])

    def around(self, texts: Sequence[Ids]) -> list[Ids]:
        """The texts, a share of them framed in their own language."""
        return [self._framed(t) if self._chance.random() < self._share else t for t in texts]

    def _framed(self, text: Ids) -> Ids:
        language = "zh" if self._chinese[text].mean() > 0.5 else "en"
        way = self._chance.random()
        before = [self._one(self._before[language])] if way < 0.6 else []
        after = [self._one(self._after[language])] if way > 0.4 else []
        return np.concatenate([*before, text, *after])

    def _one(self, choices: list[Ids]) -> Ids:
        return choices[self._chance.integers(len(choices))]
