"""Requirements that are worded differently and may mean the same: pairs that retrieval finds near from both sides.

The standards themselves say nothing of this; whoever is shown a pair has to be told so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ...language.folding import fold
from ...retrieval.port import Retrieve
from ...retrieval.words import normal
from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item, Relations
from .checklist import Checklist
from .shared_items import Holding, Side

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
        for a, b in combinations(range(len(sides)), 2):
            homes = sides[a].relations.standard.code, sides[b].relations.standard.code
            pairs = _mutual((own[a], own[b]), homes, kind, search)
            found += [Near(kind=kind, sides=(a, b), one=x, other=y, score=score) for x, y, score in pairs]
    return tuple(sorted(found, key=lambda pair: -pair.score))


def carried(own: Relations, checklist: Checklist, other: Relations, search: Search) -> tuple[Carried, ...]:
    """Every knowledge, skill and attitude of another standard, with what the person was rated in that is like it."""
    made = []
    homes = own.standard.code, other.standard.code
    for kind in (*OF_CELL, Kind.ATTITUDE):
        mine, wanted = own.of_kind(kind), other.of_kind(kind)
        worded = {_worded(item): item for item in reversed(mine)}
        left = [item for item in wanted if _worded(item) not in worded]
        unlike = {_worded(item) for item in wanted}
        rest = [item for item in mine if _worded(item) not in unlike]
        pairs = {id(y): x for x, y, _ in _mutual((rest, left), homes, kind, search)} if kind in OF_CELL else {}
        for item in wanted:
            found = worded.get(_worded(item)) or pairs.get(id(item))
            rating = checklist.ratings.get(found.code) if found else None
            reached = found is not None and rating is not None and rating >= checklist.target(found.code)
            how = {"near": id(item) in pairs, "reached": reached}
            made.append(Carried(item=item, counterpart=found, rating=rating, **how))
    return tuple(made)


def _mutual(
    held: tuple[Sequence[Item], Sequence[Item]], homes: tuple[str, str], kind: Kind, search: Search
) -> Iterator[tuple[Item, Item, float]]:
    """The pairs of which each is the best for the other, near enough."""
    to = _best(held[0], held[1], kind, search(homes[1]))
    back = _best(held[1], held[0], kind, search(homes[0]))
    for item, (other, score) in to.values():
        if score >= NEAR and id(other) in back and back[id(other)][1][0] is item:
            yield item, other, score


def _best(
    items: Sequence[Item], among: Sequence[Item], kind: Kind, retrieve: Retrieve
) -> Mapping[int, tuple[Item, tuple[Item, float]]]:
    """The nearest of some items to each of others; without those that nothing is near to."""
    offered = {item.code: item for item in among if item.code}
    found = {}
    for item in items if offered else ():
        for one in retrieve(item.text, (kind,), _LOOKED_AT).items:
            if one.code in offered:
                found[id(item)] = item, (offered[one.code], one.score)
                break
    return found


def _worded(item: Item) -> str:
    return normal(fold(item.text))
