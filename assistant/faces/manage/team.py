"""Several checklists of one standard beside each other: what a team can do, and where two ratings of one person differ.

Everything is computed from the files given. What nobody rated says nothing: every figure comes with how many it is of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...language.folding import fold
from ...standard.model import Kind
from ...standard.relations import Item, Relations
from .checklist import RATED, Checklist, rated_items

Whose = Literal["latest", "own", "other"]
"""Which rating of a person counts: the latest of all, of their own, of those by others."""
APART = 2
"""Points from which two ratings of one item are far apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person and the checklists about them, by date and then as they were given."""

    name: str
    files: tuple[Checklist, ...]

    def rating(self, whose: Whose) -> Checklist | None:
        """The checklist that counts; None where there is none of that sort."""
        own = (file for file in reversed(self.files) if whose == "latest" or file.own == (whose == "own"))
        return next(own, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """An item across a team, in its order: the ratings (None where not rated), and who was to be rated in it.

    `able` are the names of those who reach their target.
    """

    item: Item
    ratings: tuple[int | None, ...]
    asked: tuple[bool, ...]
    able: tuple[str, ...]

    @property
    def rated(self) -> int:
        """People rated."""
        return sum(rating is not None for rating in self.ratings)

    @property
    def whole(self) -> int:
        """People whose checklist has it."""
        return sum(self.asked)

    @property
    def mean(self) -> float | None:
        """The mean of the ratings there are."""
        return sum(rating or 0 for rating in self.ratings) / self.rated if self.rated else None

    @property
    def sole(self) -> str:
        """The only one of several people rated who reaches the target; of one alone nothing is concluded."""
        return self.able[0] if len(self.able) == 1 and self.rated > 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An item that was rated twice."""

    item: Item
    first: int
    second: int

    @property
    def by(self) -> int:
        """Points from the first to the second."""
        return self.second - self.first

    @property
    def far(self) -> bool:
        """Whether the two are far apart."""
        return abs(self.by) >= APART


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two checklists about one person, and the items that both rate."""

    name: str
    first: Checklist
    second: Checklist
    differences: tuple[Difference, ...]

    @property
    def far(self) -> int:
        """Items whose two ratings are far apart."""
        return sum(difference.far for difference in self.differences)


def members(files: Iterable[tuple[str, Checklist]]) -> tuple[Member, ...]:
    """The people that files are about, as first named; the same file twice counts once.

    :param files: each with a name for who is not named in it.
    """
    found: dict[str, tuple[str, list[Checklist]]] = {}
    for name, file in files:
        named = file.person.strip() or name
        own = found.setdefault("".join(fold(named).split()), (named, []))[1]
        if file not in own:
            own.append(file)
    return tuple(Member(name=name, files=tuple(sorted(own, key=lambda f: f.date))) for name, own in found.values())


def coverage(
    relations: Relations, team: Sequence[Member], whose: Whose, kinds: Sequence[Kind] = RATED
) -> tuple[Coverage, ...]:
    """Every item that somebody was to be rated in."""
    nothing = Checklist(standard=relations.standard.code)
    held = [(member.name, member.rating(whose) or nothing) for member in team]
    chosen = [code for _, file in held for code in file.chosen]
    own = [{item.code for item in rated_items(relations, file.chosen)} for _, file in held]

    def across(item: Item) -> Coverage:
        code = item.code
        ratings = tuple(file.ratings.get(code) for _, file in held)
        asked = (code in codes or rating is not None for codes, rating in zip(own, ratings, strict=True))
        able = (name for name, file in held if code in file.ratings and file.ratings[code] >= file.target(code))
        return Coverage(item=item, ratings=ratings, asked=tuple(asked), able=tuple(able))

    return tuple(across(item) for item in rated_items(relations, chosen, kinds))


def self_and_other(relations: Relations, team: Sequence[Member]) -> tuple[Pair, ...]:
    """Each person's own latest rating and the latest by another."""
    found = ((member.name, member.rating("own"), member.rating("other")) for member in team)
    return tuple(_pair(relations, name, own, other) for name, own, other in found if own and other)


def progress(relations: Relations, team: Sequence[Member]) -> tuple[Pair, ...]:
    """Each person's first and last rating by the same assessor, on two days that are told."""
    found = []
    for member in team:
        by: dict[str, list[Checklist]] = {}
        for file in member.files:
            by.setdefault("" if file.own else fold(file.assessor).strip(), []).append(file)
        for files in by.values():
            dated = [file for file in files if file.date]
            if dated and dated[0].date != dated[-1].date:
                found.append(_pair(relations, member.name, dated[0], dated[-1]))
    return tuple(found)


def _pair(relations: Relations, name: str, first: Checklist, second: Checklist) -> Pair:
    both = (
        Difference(item=item, first=first.ratings[item.code], second=second.ratings[item.code])
        for item in rated_items(relations, (*first.chosen, *second.chosen))
        if item.code in first.ratings and item.code in second.ratings
    )
    return Pair(name=name, first=first, second=second, differences=tuple(both))
