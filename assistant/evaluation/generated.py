"""A set of questions for a standard that has none yet: what its table answers, with what a right answer cites.

Expected codes are read off the table, not from an answer. Words are always the same (`generated.toml`), so the set
shows that a standard was read in well; how people ask is for people to write.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..language.tag import Language
from ..language.wording import wording
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, Item, Relations
from .cases import Case, Category

Sort = Literal["list", "show", "home", "count", "level", "unknown"]
_CATEGORIES: dict[Sort, Category] = {
    "list": "list_by_parent",
    "show": "code_lookup",
    "home": "reverse_lookup",
    "count": "count_aggregate",
    "level": "attribute",
    "unknown": "unanswerable",
}
_BELOW = (Kind.ACTIVITY, *OF_ACTIVITY, *OF_CELL)
_SPOKEN: tuple[Language, ...] = ("zh-TW", "en")
MOST = 10
"""Questions of a sort and language, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question without its words."""

    sort: Sort
    code: str
    kind: Kind | None = None
    gold: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


def questions(relations: Relations, most: int = MOST, seed: int = 1) -> tuple[Case, ...]:
    """At most so many questions of each sort in each language, the same for the same seed."""
    words = tomllib.loads(Path(__file__).with_name("generated.toml").read_text("utf-8"))
    chance, home, made = random.Random(seed), relations.standard.code, list[Case]()
    found = list(_asked(relations))
    for sort, category in _CATEGORIES.items():
        own = [one for one in found if one.sort == sort]
        for one in chance.sample(own, min(most, len(own))):
            for spoken in _SPOKEN:
                kind = wording(spoken).kind(one.kind) if one.kind else ""
                case = Case(
                    id=f"G{len(made) + 1:03d}",
                    lang=spoken,
                    category=category,
                    question=words[sort][spoken].format(code=one.code, kind=kind),
                    answerable=sort != "unknown",
                    gold_codes=one.gold,
                    acceptable_codes=tuple(code for code in one.beside if code not in one.gold),
                    must_include=one.says,
                    tags=("generated",),
                    standard=home,
                )
                made.append(case)
    return tuple(made)


def _asked(relations: Relations) -> Iterator[_Asked]:
    for task in relations.of_kind(Kind.TASK):
        below = {kind: _codes(relations.children(kind, task.code)) for kind in _BELOW}
        for kind, codes in below.items():
            if codes:
                yield _Asked(sort="list", code=task.code, kind=kind, gold=codes, beside=(task.code,))
                yield _Asked(
                    sort="count", code=task.code, kind=kind, beside=(task.code, *codes), says=(str(len(codes)),)
                )
        if task.levels:
            said = tuple(map(str, task.levels))
            yield _Asked(sort="level", code=task.code, gold=(task.code,), beside=below[Kind.ACTIVITY], says=said)
    for item in relations.items:
        if item.code and len(relations.find(item.code)) == 1:
            yield _Asked(sort="show", code=item.code, gold=(item.code,), beside=_above(relations, item))
            if item.kind in OF_CELL:
                yield _Asked(sort="home", code=item.code, gold=relations.task_of(item), beside=_above(relations, item))
    for kind in (Kind.TASK, *OF_CELL):
        if numbered := [item for item in relations.of_kind(kind) if item.code]:
            last = numbered[-1].code
            beyond = f"{last[0]}{len(numbered) + 40}"
            if not relations.find(beyond):
                yield _Asked(sort="unknown", code=beyond)


def _codes(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.code for item in items if item.code))


def _above(relations: Relations, item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys((item.code, *item.parents, *relations.task_of(item))))
