"""A set of questions for a standard that has none yet: what its table answers, with what a right answer cites.

Expected codes are read off the table, not from an answer. Words are always the same (`generated.toml`), so the set
shows that a standard was read in well; how people ask is for people to write.
"""

import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..language.tag import Language
from ..language.wording import wording
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, Relations
from .cases import Case, Category

_CATEGORIES: dict[str, Category] = {
    "list": "list_by_parent",
    "show": "code_lookup",
    "home": "reverse_lookup",
    "count": "count_aggregate",
    "level": "attribute",
    "unknown": "unanswerable",
}
"""Of each sort of question, in the order in which they stand in the set."""
_SPOKEN: tuple[Language, ...] = ("zh-TW", "en")
MOST = 10
"""Questions of a sort and language, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question without its words."""

    sort: str
    code: str
    kind: Kind | None = None
    gold: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    def case(self, words: str, spoken: Language, number: int, standard: str) -> Case:
        kind = wording(spoken).kind(self.kind) if self.kind else ""
        return Case(
            id=f"G{number:03d}",
            lang=spoken,
            category=_CATEGORIES[self.sort],
            question=words.format(code=self.code, kind=kind),
            answerable=self.sort != "unknown",
            gold_codes=self.gold,
            acceptable_codes=tuple(code for code in self.beside if code not in self.gold),
            must_include=self.says,
            tags=("generated",),
            standard=standard,
        )


def questions(relations: Relations, most: int = MOST, seed: int = 1) -> tuple[Case, ...]:
    """At most so many questions of each sort in each language, the same for the same seed."""
    words = tomllib.loads(Path(__file__).with_name("generated.toml").read_text("utf-8"))
    chance, made = random.Random(seed), list[Case]()
    found = list(_asked(relations))
    for sort in _CATEGORIES:
        own = [one for one in found if one.sort == sort]
        for one in chance.sample(own, min(most, len(own))):
            for spoken in _SPOKEN:
                made.append(one.case(words[sort][spoken], spoken, len(made) + 1, relations.standard.code))
    return tuple(made)


def _asked(relations: Relations) -> Iterator[_Asked]:
    for task in relations.of_kind(Kind.TASK):
        kinds = (Kind.ACTIVITY, *OF_ACTIVITY, *OF_CELL)
        below = {kind: _each(item.code for item in relations.children(kind, task.code)) for kind in kinds}
        for kind, codes in below.items():
            if codes:
                yield _Asked("list", task.code, kind, gold=codes, beside=(task.code,))
                yield _Asked("count", task.code, kind, beside=(task.code, *codes), says=(str(len(codes)),))
        if task.levels:
            said = tuple(map(str, task.levels))
            yield _Asked("level", task.code, gold=(task.code,), beside=below[Kind.ACTIVITY], says=said)
    for item in relations.items:
        if item.code and len(relations.find(item.code)) == 1:
            tasks = relations.task_of(item)
            above = _each((item.code, *item.parents, *tasks))
            yield _Asked("show", item.code, gold=(item.code,), beside=above)
            if item.kind in OF_CELL:
                yield _Asked("home", item.code, gold=tasks, beside=above)
    for kind in (Kind.TASK, *OF_CELL):
        if numbered := [item.code for item in relations.of_kind(kind) if item.code]:
            beyond = f"{numbered[-1][0]}{len(numbered) + 40}"
            if not relations.find(beyond):
                yield _Asked("unknown", beyond)


def _each(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, codes)))
