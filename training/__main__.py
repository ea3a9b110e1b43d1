"""`python -m training DATA`: open data and the standard in, the bundled embedding model out."""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from assistant.index.embedding import BUNDLED
from assistant.index.model_folder import PINS, pinned
from assistant.retrieval import beyond
from assistant.settings import data
from assistant.standard.companion import read as companion
from ingest.parse import parse
from ingest.source import read
from ingest.split import split

from . import export, overlap, pairs, phrasings, teacher, vocabulary
from .fit import Recipe, fit
from .pairs import Pairs
from .table import Table

DIMENSION = 128  # numbers in a vector of the shipped model; more make it larger than a repository should hold
TAUGHT_LAW = 4_000  # articles of law that the teacher reads


def main() -> None:
    """Train and write the model."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("data", type=Path, help="folder of open data, described in training/sources.py")
    options.add_argument("--standard", type=Path, default=data("corpus") / "BAS1499-002v2.txt")
    options.add_argument("--out", type=Path, default=data("models") / BUNDLED)
    options.add_argument("--cache", type=Path, default=Path(".training"), help="where the teacher's vectors are kept")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--steps", type=int, default=Recipe().steps)
    options.add_argument("--runs", type=int, default=2, help="models trained from different seeds and put together")
    options.add_argument(
        "--weight", type=float, default=14.0, help="how often a batch comes from the standard; 0: never"
    )
    options.add_argument(
        "--occupations", type=float, default=10.0, help="how often one comes from the other occupations; 0: never"
    )
    given = options.parse_args()
    torch.set_num_threads(1)  # several threads on small sparse batches wait for one another
    recipe = Recipe(seed=given.seed, steps=given.steps)
    chance = random.Random(given.seed)

    chunks = [c for c in split(parse(read(given.standard)).standard, companion(given.standard)) if c.code]
    said = phrasings.read(chunks[0].standard)
    texts = [text for c in (*chunks, *beyond.chunks()) for _, _, text in c.forms]
    texts += [text for entry in said.values() for text in (*entry.zh, *entry.en)]
    texts += [text for item in phrasings.items() for text in item.texts]
    overlap.refuse(texts)
    made = vocabulary.tokenizer(given.data, texts)
    sets = pairs.general(given.data, chance)
    outside = pairs.outside(beyond.chunks())
    if given.weight:
        sets.append(Pairs("standard", given.weight, [*pairs.own(chunks, said), *outside]))
    if given.occupations:
        sets += pairs.occupations(given.occupations, outside, chance)
    english = _taught(sets)
    known = np.concatenate([teacher.vectors(part, given.cache) for part in english])
    small = teacher.reduced(known, recipe.dimension, np.random.default_rng(given.seed))
    taught = dict(zip([text for part in english for text in part], small, strict=True))
    runs = []
    for run in range(given.runs):
        torch.manual_seed(given.seed + run)
        table = Table(made, recipe.dimension)
        fit(table, sets, taught, replace(recipe, seed=given.seed + run))
        runs.append(export.levelled(table.folded()))
    export.export(export.reduced(np.concatenate(runs, axis=1), DIMENSION), made, given.out)
    if given.out == data("models") / BUNDLED:
        PINS.write_text(pinned(given.out), "utf-8")
    size = sum(f.stat().st_size for f in given.out.iterdir()) / 1e6
    print(f"{given.out}: {made.get_vocab_size()} tokens, {DIMENSION} dimensions, {size:.1f} MB")


def _taught(sets: list[Pairs]) -> tuple[list[str], list[str]]:
    """The English texts that the teacher reads: those of the open data, and the project's own."""
    english = {s.name: [pair.english for pair in s.pairs if pair.english] for s in sets}
    general = [*english.pop("glosses"), *english.pop("sentences")[::2], *english.pop("law")[:TAUGHT_LAW]]
    own = [text for texts in english.values() for text in texts]
    return list(dict.fromkeys(general)), list(dict.fromkeys(own))


if __name__ == "__main__":
    main()
