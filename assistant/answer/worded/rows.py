"""What most clauses come to, whatever their verb: who has which items of a kind, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from ..proof import Facts
from .claims import Called, Claim, Count, Group, Listed, OfKind, Same, Under, kind
from .noun import Unread

FITTING = {
    "needs": {Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE},
    "needed": {Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE},
    "produces": {Kind.OUTPUT},
    "produced": {Kind.OUTPUT},
    "by": {Kind.OUTPUT},
}
"""Kinds that a word goes with; others go with all."""


def fits(word: str, *kinds: Kind | None) -> bool:
    """Whether a verb goes with kinds: an output is produced, not needed, and nothing else is produced."""
    return {*kinds} - {None} <= FITTING.get(word, {*Kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Owners, a kind, and what is said of what they have of it.

    `items` are some of it with `some`, all with `whole`, nobody else's with `sole`; by default several are all there
    are, and one is one of them. `number` is how many there are; `numbers` are those said of several owners in turn.
    `each` tells that something is said of each owner, `total` of all together, `alike` are items of the same name.
    """

    owners: tuple[str, ...]
    kind: Kind | None = None
    items: tuple[str, ...] = ()
    number: int | None = None
    numbers: tuple[int, ...] = ()
    rank: int | None = None
    some: bool = False
    whole: bool = False
    sole: bool = False
    each: bool = False
    total: bool = False
    union: bool = False
    alike: tuple[str, ...] = ()

    @property
    def group(self) -> Group:
        """The set it speaks of."""
        word = self.kind or (kind(self.items[0]) if self.items else None)
        if word is None or any(kind(o) is word for o in self.owners):
            raise Unread
        return Group(self.owners, word, self.rank)

    def claims(self, facts: Facts) -> list[Claim]:
        """What it claims.

        :raises Unread: when its words do not go together.
        """
        if self.some and (self.whole or self.sole):
            raise Unread
        if self.items:
            return [*self._items(facts)]
        if self.number is None:
            if self.some or self.whole or self.sole or self.each:
                raise Unread
            return [Count(self.group, None)]
        if self.some or self.sole:
            raise Unread
        return self._counts(self.number)

    def _items(self, facts: Facts) -> Iterator[Claim]:
        if self.alike and len(self.owners) > 1 and len(self.items) == 1 and not (self.sole or self.whole):
            if self.number is not None:
                raise Unread
            yield Called((*self.items, *self.alike), self.owners)
            return
        if self.union and len(self.owners) > 1:
            yield Same(self.items, self.group.all(facts), self.some)
            return
        if self.kind:
            yield OfKind(self.items, self.kind)
        yield Under(self.items, self.owners, self.sole)
        if self.number is not None and (self.some or self.number != len(self.items)):
            if not self.some:
                raise Unread
            yield from self._counts(self.number or 0)
        counted = self.number == len(self.items) and not self.some
        for word in dict.fromkeys(map(kind_of, self.items)):
            own = tuple(i for i in self.items if kind_of(i) is word)
            whole = self.whole or counted or not self.some and len(own) > 1
            if whole or self.some and len(own) > 1:
                yield Listed(Group(self.owners, word, self.rank), own, whole)

    def _counts(self, number: int) -> list[Claim]:
        """A number of a group: of its only owner, of each one, of each its own, or of all together."""
        group = self.group
        if len(group.owners) == 1 or group.rank is not None:
            return [Count(group, number)]
        if not self.total and len(self.numbers) == len(group.owners):
            return [Count(Group((o,), group.kind), n) for o, n in zip(group.owners, self.numbers, strict=True)]
        if (self.each or self.total) and len({*self.numbers}) < 2:
            return [Count(group, number, total=self.total)]
        raise Unread


def upper(codes: tuple[str, ...]) -> bool:
    """Whether codes are of tasks, activities or the standard."""
    return bool(codes) and kind(codes[0]) in (*UPPER, None)
