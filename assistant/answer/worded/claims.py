"""What a sentence says, as typed claims, each proved from `Facts`, which derives the relations from the standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Literal

from ...standard.code import kind_of
from ...standard.model import Kind
from .. import proof
from ..proof import Facts

Cause = Literal["relation", "number", "kind", "incomplete", "wording", "negation"]
STANDARD = ""
"""In the place of a code: the whole standard."""


class Unread(Exception):
    """Words that make no claim known here."""


def kind(code: str) -> Kind | None:
    """The kind of a code; None for the standard."""
    return kind_of(code) if code else None


def hangs(facts: Facts, low: str, up: str) -> bool:
    """Whether the table hangs one item on another, or the standard has it."""
    return low in facts.texts if up == STANDARD else (low, up) in facts.above


@dataclass(frozen=True, slots=True)
class Group:
    """All items of a kind under some owners, each for itself; with a `rank` those at this level only."""

    owners: tuple[str, ...]
    kind: Kind
    rank: int | None = None

    def members(self, facts: Facts, owner: str) -> list[str]:
        """What one owner has, printed duplicates included; nothing that the table does not hang on it."""
        found = facts.lists.get((self.kind, owner or None), ())
        return [c for c in found if hangs(facts, c, owner) and self.rank in (None, *facts.levels.get(c, ()))]

    def all(self, facts: Facts) -> tuple[str, ...]:
        """What all owners have."""
        return tuple(c for owner in self.owners for c in self.members(facts, owner))


def measure(facts: Facts, code: str, of: Kind | None) -> int | None:
    """How many items of a kind a code has, or its level; None where it has no level or several."""
    if of is not None:
        return len(Group((code,), of).members(facts, code))
    levels = facts.levels.get(code or None, set())
    return min(levels) if len(levels) == 1 else None


class Claim:
    """Something that a clause says; `cause` tells why the sentence is dropped where it does not hold."""

    __slots__ = ()
    cause: ClassVar[Cause] = "relation"

    def holds(self, facts: Facts) -> bool:
        """Whether the standard bears it out."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Under(Claim):
    """Each item hangs on each owner; with `only` on no other of the owner's kind."""

    items: tuple[str, ...]
    owners: tuple[str, ...]
    only: bool = False

    def holds(self, facts: Facts) -> bool:
        kinds = {kind(o) for o in self.owners}
        names = [facts.texts[item] for item in self.items if item in facts.texts]
        called = {c for c, texts in facts.texts.items() if any(texts & name for name in names)} if self.only else set()
        others = {up for low, up in facts.above if low in called and kind_of(up) in kinds} - set(self.owners)
        return all(hangs(facts, *pair) for pair in product(self.items, self.owners)) and not others


@dataclass(frozen=True, slots=True)
class Called(Claim):
    """Each owner has one of the items that bear a name."""

    items: tuple[str, ...]
    owners: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return all(any(hangs(facts, item, owner) for item in self.items) for owner in self.owners)


@dataclass(frozen=True, slots=True)
class Apart(Claim):
    """No item hangs on any of the owners; unless `printed`, none of a whole task's cell is its activities' either."""

    cause = "negation"
    items: tuple[str, ...]
    owners: tuple[str, ...]
    printed: bool = False

    def holds(self, facts: Facts) -> bool:
        pairs = [*product(self.items, self.owners)]
        within = (item in facts.lists.get((kind_of(item), owner), ()) for item, owner in pairs)
        return not any(hangs(facts, *pair) for pair in pairs) and (self.printed or not any(within))


@dataclass(frozen=True, slots=True)
class OfKind(Claim):
    """Each item is of a kind."""

    cause = "kind"
    items: tuple[str, ...]
    kind: Kind

    def holds(self, facts: Facts) -> bool:
        return all(kind(i) is self.kind for i in self.items)


@dataclass(frozen=True, slots=True)
class Listed(Claim):
    """These are the items of each owner: all of them with `whole`, without it a part where they are several."""

    cause = "incomplete"
    group: Group
    items: tuple[str, ...]
    whole: bool

    def holds(self, facts: Facts) -> bool:
        said = set(self.items)
        lists = [set(self.group.members(facts, owner)) for owner in self.group.owners]
        part = len(said) == 1
        return all(said == own if self.whole else said <= own and (part or said != own) for own in lists)


@dataclass(frozen=True, slots=True)
class Placed(Claim):
    """An item is the first, second … of a printed list; -1: the last."""

    group: Group
    item: str
    place: int

    def holds(self, facts: Facts) -> bool:
        all_, at = self.group.all(facts), self.place - (self.place > 0)
        return len(self.group.owners) == 1 and all_[at : at + 1 or None] == (self.item,)


@dataclass(frozen=True, slots=True)
class Count(Claim):
    """How many of a group each owner has (None: any); with `total` all of them together."""

    cause = "number"
    group: Group
    number: int | None
    total: bool = False

    def holds(self, facts: Facts) -> bool:
        each = [len(self.group.members(facts, owner)) for owner in self.group.owners]
        return all(each) if self.number is None else {self.number} == ({sum(each)} if self.total else set(each))


@dataclass(frozen=True, slots=True)
class Level(Claim):
    """A code, or the standard, is at this level and no other."""

    cause = "number"
    code: str
    number: int

    def holds(self, facts: Facts) -> bool:
        return measure(facts, self.code, None) == self.number


@dataclass(frozen=True, slots=True)
class Same(Claim):
    """What is said is what there is; with `some` it is among it."""

    cause: ClassVar[Cause] = "wording"
    said: tuple[str, ...]
    held: tuple[str, ...]
    some: bool = False

    def holds(self, facts: Facts) -> bool:
        return set(self.said) <= set(self.held) if self.some else set(self.said) == set(self.held)


@dataclass(frozen=True, slots=True)
class Says(Claim):
    """The wording of each item holds a text."""

    cause: ClassVar[Cause] = "wording"
    items: tuple[str, ...]
    text: str

    def holds(self, facts: Facts) -> bool:
        return all(facts.bears(proof.ProofClaim(rule="says", subject=item, value=self.text)) for item in self.items)


@dataclass(frozen=True, slots=True)
class Worded(Claim):
    """Items are worded the same, or each otherwise than the others."""

    cause: ClassVar[Cause] = "wording"
    items: tuple[str, ...]
    same: bool

    def holds(self, facts: Facts) -> bool:
        texts = [frozenset(facts.texts.get(item, ())) for item in self.items]
        return len(set(self.items)) > 1 and len(set(texts)) == (1 if self.same else len(texts))


@dataclass(frozen=True, slots=True)
class Not(Claim):
    """Something is not so."""

    cause: ClassVar[Cause] = "negation"
    claim: Claim

    def holds(self, facts: Facts) -> bool:
        return not self.claim.holds(facts)


@dataclass(frozen=True, slots=True)
class Within(Claim):
    """Each item hangs on one of the owners."""

    items: tuple[str, ...]
    owners: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        return all(any(hangs(facts, item, owner) for owner in self.owners) for item in self.items)


class Own(Same):
    """Something belongs where it is said to: a detail to its item, a text to its field, an item to what was found."""

    cause: ClassVar[Cause] = "relation"


@dataclass(frozen=True, slots=True)
class Details(Claim):
    """How many details an item has."""

    cause = "number"
    item: str
    number: int

    def holds(self, facts: Facts) -> bool:
        return {len(details) for details in facts.details.get(self.item, ())} == {self.number}


def failing(found: Sequence[Claim], facts: Facts) -> Cause | None:
    """Why the first claim that does not hold fails; None when all hold."""
    return next((claim.cause for claim in found if not claim.holds(facts)), None)
