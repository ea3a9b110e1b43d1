"""What a checklist comes to: how each task stands, and what is rated below its target. The rest says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...standard.model import Kind
from ...standard.relations import Item, Relations
from .checklist import COMPARED, Checklist, rated_items


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An item rated below its target, where it is needed, and how much is missing: 1 to 3 points."""

    item: Item
    rating: int
    target: int
    tasks: tuple[str, ...]

    @property
    def missing(self) -> int:
        """Points up to the target."""
        return self.target - self.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a task or activity stands: rating (None for what is not rated) and weight of each of its items, by kind."""

    place: Item
    ratings: Mapping[Kind, tuple[tuple[int | None, int], ...]]

    def given(self, kind: Kind) -> list[int]:
        """The ratings there are of a kind."""
        return [rating for rating, _ in self.ratings[kind] if rating is not None]

    @property
    def rated(self) -> int:
        """Items rated."""
        return sum(len(self.given(kind)) for kind in self.ratings)

    @property
    def whole(self) -> int:
        """Items there are."""
        return sum(map(len, self.ratings.values()))

    @property
    def means(self) -> dict[Kind, float]:
        """The mean rating by weight, 1 to 4, of each kind of which something that has a weight is rated."""
        found = {}
        for kind, ratings in self.ratings.items():
            given = [(rating, weight) for rating, weight in ratings if rating is not None]
            if whole := sum(weight for _, weight in given):
                found[kind] = sum(rating * weight for rating, weight in given) / whole
        return found


def gaps(relations: Relations, checklist: Checklist) -> tuple[Gap, ...]:
    """What is rated too low, the greatest gap first, then indicators first and in printed order."""
    found = []
    for item in rated_items(relations, checklist.chosen):
        rating, target = checklist.ratings.get(item.code), checklist.target(item.code)
        if rating is not None and rating < target:
            tasks = tuple(t for t in relations.task_of(item) if _concerns(relations, t, checklist.chosen))
            found.append(Gap(item=item, rating=rating, target=target, tasks=tasks))
    return tuple(sorted(found, key=lambda g: (-g.missing, g.rating)))


def progress(relations: Relations, checklist: Checklist) -> tuple[int, int]:
    """How many of the items chosen are rated, and how many are not yet."""
    given = [i.code in checklist.ratings for i in rated_items(relations, checklist.chosen)]
    return sum(given), len(given) - sum(given)


def gaps_by_task(relations: Relations, checklist: Checklist) -> tuple[tuple[Item | None, tuple[Gap, ...]], ...]:
    """The gaps under each task that needs them, in printed order; last, under no task, the attitudes."""
    found = gaps(relations, checklist)
    tasks = [(task, tuple(g for g in found if task.code in g.tasks)) for task in relations.of_kind(Kind.TASK)]
    groups: list[tuple[Item | None, tuple[Gap, ...]]] = [*tasks, (None, tuple(g for g in found if not g.tasks))]
    return tuple((task, own) for task, own in groups if own)


def standings(relations: Relations, checklist: Checklist) -> tuple[Standing, ...]:
    """How each place chosen stands."""

    def ratings(kind: Kind, code: str) -> tuple[tuple[int | None, int], ...]:
        items = relations.children(kind, code)
        return tuple((checklist.ratings.get(item.code), checklist.weight(item.code)) for item in items)

    return tuple(
        Standing(place=relations.get(code), ratings={kind: ratings(kind, code) for kind in COMPARED})
        for code in checklist.chosen
    )


def _concerns(relations: Relations, task: str, chosen: Sequence[str]) -> bool:
    return any(task in (code, *relations.task_of(relations.get(code))) for code in chosen)
