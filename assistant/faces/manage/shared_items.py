"""Tasks, activities or standards side by side: what they share in the same words, and what is near in meaning.

The standards themselves say nothing of nearness: whoever is shown a pair that retrieval finds has to be told so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ...language.folding import fold
from ...retrieval.port import Retrieve
from ...retrieval.words import normal
from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item, Relations
from .checklist import Checklist

Search = Callable[[str], Retrieve]
"""The retrieval of a standard, by its code."""
NEAR = 0.5
"""Score from which the nearest item of the other side is shown; below it most pairs have only a topic in common."""
_LOOKED_AT = 20
"""Items asked of retrieval, among which the best of a side is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One of the things compared: a task or activity of a standard, or (without `code`) the whole standard."""

    relations: Relations
    code: str = ""

    @property
    def label(self) -> str:
        """It in a word: its code, or that of its standard."""
        return self.code or self.relations.standard.code

    @property
    def name(self) -> str:
        """What it is called."""
        return self.relations.get(self.code).text if self.code else self.relations.standard.name

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels printed for it."""
        if self.code:
            return self.relations.get(self.code).levels
        level = self.relations.standard.level
        return () if level is None else (level,)

    @property
    def coarse(self) -> bool:
        """Whether its knowledge and skills are those of a whole task, the table going no finer."""
        if not self.code or self.relations.get(self.code).kind is not Kind.ACTIVITY:
            return False
        return not self.relations.fine(self.code)

    def items(self, kind: Kind) -> tuple[Item, ...]:
        """What it has of a kind."""
        return self.relations.children(kind, self.code or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One requirement, and the items that say it on each side; an empty tuple where a side lacks it."""

    kind: Kind
    held: tuple[tuple[Item, ...], ...]

    @property
    def text(self) -> str:
        """It as it is printed first."""
        return self.items[0].text

    @property
    def sides(self) -> tuple[int, ...]:
        """The positions of the sides that have it."""
        return tuple(position for position, items in enumerate(self.held) if items)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that say it, each once."""
        return tuple({id(item): item for items in self.held for item in items}.values())

    @property
    def equal(self) -> str:
        """The different codes that carry this wording, as `K22 = K30`; empty where there is one."""
        codes = dict.fromkeys(item.code for item in self.items)
        return " = ".join(codes) if len(codes) > 1 else ""


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


def kinds_of(sides: Sequence[Side]) -> tuple[Kind, ...]:
    """The kinds in which the sides can be compared, in the order of the table."""
    inner = (Kind.OUTPUT, Kind.INDICATOR, *OF_CELL)
    return inner if all(side.code for side in sides) else (Kind.TASK, *inner, Kind.ATTITUDE)


def shared(sides: Sequence[Side], kind: Kind) -> tuple[Holding, ...]:
    """Every requirement of a kind on any side, those on most sides first, else in printed order.

    Equal wording is one requirement, whatever its codes: between two standards a code means nothing.
    """
    held: dict[str, list[list[Item]]] = {}
    for position, side in enumerate(sides):
        for item in side.items(kind):
            held.setdefault(_worded(item), [[] for _ in sides])[position].append(item)
    rows = [Holding(kind=kind, held=tuple(map(tuple, places))) for places in held.values()]
    return tuple(sorted(rows, key=lambda row: (-len(row.sides), row.sides)))


def of_several(rows: Iterable[Holding]) -> tuple[Holding, ...]:
    """What more than one side has."""
    return tuple(row for row in rows if len(row.sides) > 1)


def lacking(rows: Iterable[Holding], side: int) -> tuple[Holding, ...]:
    """What the others have and this side lacks."""
    return tuple(row for row in rows if side not in row.sides)


def near(sides: Sequence[Side], rows: Sequence[Holding], search: Search) -> tuple[Near, ...]:
    """The pairs among what only one side has of knowledge and skills, the nearest first."""
    found = []
    looks = [search(side.relations.standard.code) for side in sides]
    for kind in OF_CELL:
        single = [row for row in rows if row.kind is kind and len(row.sides) == 1]
        own = [[item for row in single for item in row.held[n]] for n in range(len(sides))]
        for a, b in combinations(range(len(sides)), 2):
            pairs = _mutual((own[a], own[b]), (looks[a], looks[b]), kind)
            found += [Near(kind=kind, sides=(a, b), one=x, other=y, score=score) for x, y, score in pairs]
    return tuple(sorted(found, key=lambda pair: -pair.score))


def carried(own: Relations, checklist: Checklist, other: Relations, search: Search) -> tuple[Carried, ...]:
    """Every knowledge, skill and attitude of another standard, with what the person was rated in that is like it."""
    made = []
    looks = search(own.standard.code), search(other.standard.code)
    for kind in (*OF_CELL, Kind.ATTITUDE):
        mine, wanted = ({_worded(item): item for item in reversed(one.of_kind(kind))} for one in (own, other))
        rest = [item for item in own.of_kind(kind) if _worded(item) not in wanted]
        left = [item for item in other.of_kind(kind) if _worded(item) not in mine]
        pairs = {id(y): x for x, y, _ in _mutual((rest, left), looks, kind)} if kind in OF_CELL else {}
        for item in other.of_kind(kind):
            found = mine.get(_worded(item)) or pairs.get(id(item))
            rating = checklist.ratings.get(found.code) if found else None
            reached = found is not None and rating is not None and rating >= checklist.target(found.code)
            by_meaning = id(item) in pairs
            made.append(Carried(item=item, counterpart=found, near=by_meaning, rating=rating, reached=reached))
    return tuple(made)


def _mutual(
    held: tuple[Sequence[Item], Sequence[Item]], looks: tuple[Retrieve, Retrieve], kind: Kind
) -> Iterator[tuple[Item, Item, float]]:
    """The pairs of which each is the best for the other, near enough."""
    to, back = _best(held[0], held[1], kind, looks[1]), _best(held[1], held[0], kind, looks[0])
    for item in held[0]:
        other, score = to.get(id(item), (None, 0.0))
        if other and score >= NEAR and back.get(id(other), (None, 0.0))[0] is item:
            yield item, other, score


def _best(
    items: Sequence[Item], among: Sequence[Item], kind: Kind, retrieve: Retrieve
) -> Mapping[int, tuple[Item, float]]:
    """The nearest of some items to each of others, and its score; without those that nothing is near to."""
    offered = {item.code: item for item in among if item.code}
    found = {}
    for item in items if offered else ():
        fitting = (one for one in retrieve(item.text, (kind,), _LOOKED_AT).items if one.code in offered)
        if best := next(fitting, None):
            found[id(item)] = offered[best.code], best.score
    return found


def _worded(item: Item) -> str:
    return normal(fold(item.text))
