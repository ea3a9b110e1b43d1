"""The pairs trained on: two texts that mean the same, from open data and from the standard with its companion."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.index.chunk import Chunk

from . import sources
from .occupations import fields
from .phrasings import Phrasings, phrased

LAW_OUTSIDE_LABOUR = 40_000
"""Most articles taken from laws other than those on labour, which are all taken."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """One set of pairs. `weight` is how often a batch comes from it, `english` its side that a teacher can read.

    `group` numbers what a pair is about; two pairs of one group are never each other's wrong answer.
    """

    name: str
    weight: float
    left: Sequence[str]
    right: Sequence[str]
    english: Sequence[str] = ()
    group: Sequence[int] = field(default_factory=tuple)


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


def own(chunks: Sequence[Chunk], phrasings: Mapping[str, Phrasings], weight: float) -> Pairs:
    """Every two ways of saying one item: wording, gloss, phrasings; an item and its parent's wording."""
    wording = {c.code: c.text for c in chunks}
    groups: dict[str, int] = {}
    left, right, group, english = [], [], [], []
    for chunk in chunks:
        number = groups.setdefault(chunk.text, len(groups))
        said = [*(text for _, _, text in chunk.forms), *phrased(phrasings, chunk)]
        pairs = _every_two(said)
        parent = chunk.activity if chunk.activity != chunk.code else chunk.task
        if parent and parent != chunk.code and chunk.kind in ("indicator", "output"):
            pairs += [(p, wording[parent]) for p in said]
        for a, b in pairs:
            left.append(a)
            right.append(b)
            group.append(number)
            english.append(chunk.gloss)
    return Pairs(name="standard", weight=weight, left=left, right=right, english=english, group=group)


def occupations(weight: float, beside: Pairs, chance: random.Random) -> Iterator[Pairs]:
    """Every two ways of saying one item of another occupation: a set for each field of work, sharing the weight.

    :param beside: matters that no standard holds; a third as many of their pairs stand in each set, so that work of any
        kind is told from them.
    """
    every = fields()
    for name, items in every.items():
        pairs = [(*pair, number, item.en) for number, item in enumerate(items) for pair in _every_two(item.texts)]
        left, right, group, english = zip(*pairs, strict=True)
        own = Pairs(name=name, weight=weight / len(every), left=left, right=right, english=english, group=group)
        yield together(own, _some(beside, len(left) // 3, chance))


def outside(matters: Sequence[Chunk]) -> Pairs:
    """Matters that no standard holds: every two questions about one."""
    left, right, group = [], [], []
    names = list(dict.fromkeys(c.context for c in matters))
    for first in matters:
        for second in matters:
            if first.context == second.context and first.id != second.id:
                left.append(first.text)
                right.append(second.text)
                group.append(-1 - names.index(first.context))
    return Pairs(name="outside", weight=0.0, left=left, right=right, group=group)


def together(first: Pairs, second: Pairs) -> Pairs:
    """Two sets as one, so that a batch holds both and each is the other's wrong answer."""
    return Pairs(
        name=first.name,
        weight=first.weight,
        left=[*first.left, *second.left],
        right=[*first.right, *second.right],
        english=[*first.english, *[""] * len(second.left)],
        group=[*first.group, *second.group],
    )


def _some(pairs: Pairs, most: int, chance: random.Random) -> Pairs:
    chosen = chance.sample(range(len(pairs.left)), min(most, len(pairs.left)))
    return Pairs(
        name=pairs.name,
        weight=pairs.weight,
        left=[pairs.left[n] for n in chosen],
        right=[pairs.right[n] for n in chosen],
        group=[pairs.group[n] for n in chosen],
    )


def _every_two(said: Sequence[str]) -> list[tuple[str, str]]:
    """Every two texts that say one item; twice more with the first, its wording, which is what is searched."""
    return [(a, b) for n, a in enumerate(said) for b in said[n + 1 :]] + [(p, said[0]) for p in said[1:]] * 2


def _set(name: str, weight: float, pairs: Sequence[tuple[str, str]], english: bool = False) -> Pairs:
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    return Pairs(name=name, weight=weight, left=left, right=right, english=right if english else ())


def _synsets(folder: Path, chance: random.Random) -> list[tuple[str, str]]:
    pairs = []
    for row in sources.rows(folder, "synsets"):
        if len(row["zhs"]) > 1:
            first, second = chance.sample(row["zhs"], 2)
            pairs.append((first, second))
        if row["en"]:
            pairs.append((chance.choice(row["zhs"]), chance.choice(row["en"]).replace("_", " ")))
    return pairs


def _lexicon(folder: Path, chance: random.Random) -> list[tuple[str, str]]:
    pairs = []
    for chinese, english in sources.lexicon(folder):
        head, meaning = chinese[0], " ".join(english)
        for word in chinese[1:]:
            pairs += [(word, head), (word, chance.choice(chinese))]
        if meaning:
            pairs += [(head, meaning), (head, meaning), *((word, meaning) for word in chinese[1:])]
    return pairs


def is_chinese(text: str) -> bool:
    """Whether most of a text's words are Chinese."""
    return 2 * len(_HAN.findall(text)) >= len(text.replace(" ", ""))
