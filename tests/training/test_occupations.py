"""Made-up items of other occupations that the model is trained on: whole, and no crib of an evaluation question."""

from __future__ import annotations

import json
import random
from pathlib import Path

from assistant.language.folding import fold
from assistant.retrieval.beyond import chunks
from training.overlap import refuse
from training.pairs import occupations, outside
from training.phrasings import fields, items

LEAST = 5_000
"""Items at least."""


def test_every_item_is_said_in_both_languages() -> None:
    """At least three everyday wordings in Chinese and two in English, and none of them the item itself."""
    every = list(items())
    assert len(every) >= LEAST and len({i.item for i in every}) == len(every)
    assert all(len(i.zh) >= 3 and len(i.say) >= 2 and i.item not in i.zh for i in every)


def test_no_question_of_an_evaluation_set_is_among_them() -> None:
    """Neither a copy nor nearly one."""
    refuse([text for item in items() for text in (*item.zh, *item.say)])


def test_no_item_of_the_standards_measured_on_is_among_them(shared: Path) -> None:
    """A sentence of a real standard would make the figures on it worthless."""
    printed = set[str]()
    for file in (shared / "standards" / "truth").glob("*.json"):
        printed |= {fold(text) for text in _texts(json.loads(file.read_text("utf-8"))) if len(text) > 12}
    assert not printed & {fold(i.item) for i in items()}


def _texts(held: object) -> list[str]:
    match held:
        case str():
            return [held]
        case dict():
            return [text for value in held.values() for text in _texts(value)]
        case list():
            return [text for value in held for text in _texts(value)]
    return []


def test_a_field_is_a_set_of_its_own() -> None:
    """Items of one field are one another's wrong answers; the ways of saying one item are not."""
    beside = outside(chunks())
    sets = list(occupations(6.0, beside, random.Random(0)))
    assert (
        len(sets) == len(fields())
        and sum(map(len, fields().values())) == len(list(items()))
        and abs(sum(s.weight for s in sets) - 6.0) < 1e-6
    )
    groups = [pair.group for pair in sets[0].pairs]
    items_of_it = [n for n in groups if n >= 0]
    assert len(set(items_of_it)) == len(next(iter(fields().values())))
    assert len(groups) - len(items_of_it) == len(items_of_it) // 3
