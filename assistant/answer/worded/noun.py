"""Noun phrases of a model's sentence, and what was spoken of before them."""

from __future__ import annotations

from dataclasses import dataclass

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import Group, kind


class Unread(Exception):
    """Words that make no claim known here."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of last.

    `owners` are tasks and activities, `items` what the last subject named, `group` what was counted or listed last,
    with `listed` once its items were named; `level` tells that levels were spoken of, `counted` whose items were
    counted or ranked one after the other, `besides` what the next clause adds to, `pair` the two that were compared,
    `last` what was named last, `found` are the codes that a search has found, None where the table answered.
    """

    owners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    group: Group | None = None
    kind: Kind | None = None
    listed: bool = False
    level: bool = False
    counted: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    found: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase: the items it names or the kind it speaks of, with owners, level (`rank`) and number.

    `marks` are its quantifiers, `closed` tells that no others are like its items, `sole` that they are nobody else's,
    `share` is a number out of `number`, `by` is the word that gave it its owners, `place` tells which one of a list it
    is (-1: the last), `alike` are other items of its name, `counted` is the kind that they have most or least of.
    `told` are items by their details, or fields of the profile by their texts; `field` tells which.
    """

    items: tuple[str, ...] = ()
    kind: Kind | None = None
    owners: tuple[str, ...] | None = None
    rank: int | None = None
    number: int | None = None
    share: int | None = None
    marks: frozenset[str] = frozenset()
    level: bool = False
    pronoun: str = ""
    closed: bool = False
    sole: bool = False
    by: str = ""
    place: int = 0
    alike: tuple[str, ...] = ()
    counted: Kind | None = None
    told: tuple[tuple[str, ...], ...] = ()
    field: str = ""

    def marked(self, *marks: str) -> bool:
        """Whether one of the marks is on it."""
        return not self.marks.isdisjoint(marks)

    @property
    def some(self) -> bool:
        """Whether it is a part of what there is."""
        return self.marked("example", "others")

    @property
    def empty(self) -> bool:
        """Whether it stands for nothing yet."""
        return self == Noun(marks=self.marks)

    @property
    def upper(self) -> bool:
        """Whether it names tasks, activities or the standard."""
        return bool(self.items) and (kind(self.items[0]) in (*UPPER, None))


Part = Noun | str
