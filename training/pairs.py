"""The pairs trained on: two texts that mean the same, from open data and from the standard with its companion."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from assistant.index.chunk import Chunk

from . import sources
from .phrasings import Phrasings, fields, phrased

LAW_OUTSIDE_LABOUR = 40_000  # most articles taken from laws other than those on labour, which are all taken
Texts = tuple[str, str]


class Pair(NamedTuple):
    """Two texts that mean the same, with their meaning in English where a teacher can read it.

    `group` numbers what they are about; two pairs of one group are never each other's wrong answer.
    """

    left: str
    right: str
    english: str
    group: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """One set of pairs. `weight` is how often a batch comes from it."""

    name: str
    weight: float
    pairs: Sequence[Pair]


def general(folder: Path, chance: random.Random) -> list[Pairs]:
    """Pairs of the open data."""
    glosses = [(r["zh"], "; ".join(r["en"][:4])[:160]) for r in sources.rows(folder, "glosses")]
    sentences = [(r["zh"], r["en"]) for r in sources.rows(folder, "sentences")]
    law = list(sources.rows(folder, "law"))
    labour = [(r["zh"], r["en"]) for r in law if r["law"].startswith("N")]
    other = [(r["zh"], r["en"]) for r in law if not r["law"].startswith("N") and len(r["zh"]) < 60]
    law_pairs = labour + chance.sample(other, min(LAW_OUTSIDE_LABOUR, len(other)))
    synonyms = [(r["a"], r["b"]) for r in sources.rows(folder, "synonyms")]
    questions = []
    for row in sources.rows(folder, "questions"):
        questions.append((row["q"], row["s"]))
        if row["src"] == "drcd":
            questions.append((row["q"], row["p"]))
    return [
        _set("glosses", 4.0, glosses, english=True),
        _set("sentences", 2.0, sentences, english=True),
        _set("law", 2.5, law_pairs, english=True),
        _set("synonyms", 1.0, synonyms),
        _set("synsets", 0.5, _synsets(folder, chance)),
        _set("questions", 2.0, questions),
        _set("lexicon", 2.0, _lexicon(folder, chance)),
    ]


def own(chunks: Sequence[Chunk], phrasings: Mapping[str, Phrasings]) -> Iterator[Pair]:
    """Every two ways of saying one item: wording, gloss, phrasings; an item and its parent's wording."""
    wording = {c.code: c.text for c in chunks}
    groups: dict[str, int] = {}
    for chunk in chunks:
        group = groups.setdefault(chunk.text, len(groups))
        said = [*(text for _, _, text in chunk.forms), *phrased(phrasings, chunk)]
        pairs = _every_two(said)
        parent = chunk.activity if chunk.activity != chunk.code else chunk.task
        if parent and parent != chunk.code and chunk.kind in ("indicator", "output"):
            pairs += [(p, wording[parent]) for p in said]
        yield from (Pair(*pair, chunk.gloss, group) for pair in pairs)


def occupations(weight: float, beside: Sequence[Pair], chance: random.Random) -> Iterator[Pairs]:
    """Every two ways of saying one item of another occupation: a set for each field of work, sharing the weight.

    :param beside: matters that no standard holds; a third as many of their pairs stand in each set, so that work of any
        kind is told from them.
    """
    every = fields()
    for name, items in every.items():
        said = [Pair(*pair, item.en, number) for number, item in enumerate(items) for pair in _every_two(item.texts)]
        others = chance.sample(beside, min(len(said) // 3, len(beside)))
        yield Pairs(name, weight / len(every), [*said, *others])


def outside(matters: Sequence[Chunk]) -> list[Pair]:
    """Matters that no standard holds: every two questions about one."""
    names = list(dict.fromkeys(c.context for c in matters))
    return [
        Pair(first.text, second.text, "", -1 - names.index(first.context))
        for first in matters
        for second in matters
        if first.context == second.context and first.id != second.id
    ]


def _every_two(said: Sequence[str]) -> list[Texts]:
    """Every two texts that say one item; twice more with the first, its wording, which is what is searched."""
    return [(a, b) for n, a in enumerate(said) for b in said[n + 1 :]] + [(p, said[0]) for p in said[1:]] * 2


def _set(name: str, weight: float, pairs: Iterable[Texts], english: bool = False) -> Pairs:
    return Pairs(name, weight, [Pair(a, b, b if english else "", n) for n, (a, b) in enumerate(pairs)])


def _synsets(folder: Path, chance: random.Random) -> Iterator[Texts]:
    for row in sources.rows(folder, "synsets"):
        if len(row["zhs"]) > 1:
            first, second = chance.sample(row["zhs"], 2)
            yield first, second
        if row["en"]:
            yield chance.choice(row["zhs"]), chance.choice(row["en"]).replace("_", " ")


def _lexicon(folder: Path, chance: random.Random) -> Iterator[Texts]:
    for chinese, english in sources.lexicon(folder):
        head, meaning = chinese[0], " ".join(english)
        for word in chinese[1:]:
            yield from ((word, head), (word, chance.choice(chinese)))
        if meaning:
            yield from ((head, meaning), (head, meaning), *((word, meaning) for word in chinese[1:]))
