"""Requirements that are worded differently and may mean the same: pairs that retrieval finds near from both sides.

The standards themselves say nothing of this; whoever is shown a pair has to be told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ...retrieval.port import Retrieve
from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item, Relations
from .checklist import Checklist
from .shared_items import Holding, Side, worded

Search = Callable[[str], Retrieve]
"""The retrieval of a standard, by its code."""
NEAR = 0.5
"""Score from which the nearest item of the other side is shown; below it most pairs have only a topic in common."""
_LOOKED_AT = 20
"""Items asked of retrieval, among which the best of a side is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Two items, each the nearest to the other on its side."""

    kind: Kind
    sides: tuple[int, int]
    one: Item
    other: Item
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A requirement of another standard, what a person was rated in that is like it, and how they were rated.

    `near`: the two are near in meaning, not worded alike. `reached`: the rating reaches its target. Without a
    counterpart nothing is known.
    """

    item: Item
    counterpart: Item | None = None
    near: bool = False
    rating: int | None = None
    reached: bool = False


def near(sides: Sequence[Side], rows: Sequence[Holding], search: Search) -> tuple[Near, ...]:
    """The pairs among what only one side has of knowledge and skills, the nearest first."""
    found = []
    for kind in OF_CELL:
        single = [row for row in rows if row.kind is kind and len(row.sides) == 1]
        own = [[item for row in single for item in row.held[n]] for n in range(len(sides))]
        looks = [search(side.relations.standard.code) for side in sides]
        for a, b in combinations(range(len(sides)), 2):
            pairs = _mutual((own[a], own[b]), (looks[a], looks[b]), kind)
            found += [Near(kind=kind, sides=(a, b), one=x, other=y, score=score) for x, y, score in pairs]
    return tuple(sorted(found, key=lambda pair: -pair.score))


def carried(own: Relations, checklist: Checklist, other: Relations, search: Search) -> tuple[Carried, ...]:
    """Every knowledge, skill and attitude of another standard, with what the person was rated in that is like it."""
    made = []
    looks = search(own.standard.code), search(other.standard.code)
    for kind in (*OF_CELL, Kind.ATTITUDE):
        mine, wanted = ({worded(item): item for item in reversed(one.of_kind(kind))} for one in (own, other))
        rest = [item for item in own.of_kind(kind) if worded(item) not in wanted]
        left = [item for item in other.of_kind(kind) if worded(item) not in mine]
        pairs = {id(y): x for x, y, _ in _mutual((rest, left), looks, kind)} if kind in OF_CELL else {}
        for item in other.of_kind(kind):
            found, near_one = mine.get(worded(item)), pairs.get(id(item))
            made.append(_carried(item, checklist, found or near_one, near=near_one is not None))
    return tuple(made)


def _carried(item: Item, checklist: Checklist, found: Item | None, *, near: bool) -> Carried:
    if found is None:
        return Carried(item=item)
    rating = checklist.ratings.get(found.code)
    reached = rating is not None and rating >= checklist.target(found.code)
    return Carried(item=item, counterpart=found, near=near, rating=rating, reached=reached)


def _mutual(
    held: tuple[Sequence[Item], Sequence[Item]], looks: tuple[Retrieve, Retrieve], kind: Kind
) -> Iterator[tuple[Item, Item, float]]:
    """The pairs of which each is the best for the other, near enough."""
    one, other = held
    to, back = _best(one, other, kind, looks[1]), _best(other, one, kind, looks[0])
    for item in one:
        if found := to.get(id(item)):
            returned = back.get(id(found[0]))
            if found[1] >= NEAR and returned and returned[0] is item:
                yield item, *found


def _best(
    items: Sequence[Item], among: Sequence[Item], kind: Kind, retrieve: Retrieve
) -> Mapping[int, tuple[Item, float]]:
    """The nearest of some items to each of others, and its score; without those that nothing is near to."""
    offered = {item.code: item for item in among if item.code}
    found = {}
    for item in items if offered else ():
        near = (one for one in retrieve(item.text, (kind,), _LOOKED_AT).items if one.code in offered)
        if best := next(near, None):
            found[id(item)] = offered[best.code], best.score
    return found
