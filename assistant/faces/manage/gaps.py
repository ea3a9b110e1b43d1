"""What a checklist comes to: how each task stands, what is rated below its target, and a plan of what to learn.

What is not rated says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, Item, Relations
from .checklist import COMPARED, Checklist, rated_items


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An item rated below its target, and the tasks chosen that need it."""

    item: Item
    rating: int
    target: int
    tasks: tuple[str, ...]

    @property
    def missing(self) -> int:
        """Points up to the target, 1 to 3."""
        return self.target - self.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A gap under a task (None for an attitude, which is needed everywhere); `acceptance` is how the table shows it."""

    gap: Gap
    task: Item | None
    acceptance: tuple[Item, ...]


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
    concerned = {task for code in checklist.chosen for task in relations.task_of(relations.get(code))}
    found = []
    for item in rated_items(relations, checklist.chosen):
        rating, target = checklist.ratings.get(item.code), checklist.target(item.code)
        if rating is not None and rating < target:
            tasks = tuple(task for task in relations.task_of(item) if task in concerned)
            found.append(Gap(item=item, rating=rating, target=target, tasks=tasks))
    return tuple(sorted(found, key=lambda gap: (-gap.missing, gap.rating)))


def progress(relations: Relations, checklist: Checklist) -> tuple[int, int]:
    """How many of the items chosen are rated, and how many are not yet."""
    given = [item.code in checklist.ratings for item in rated_items(relations, checklist.chosen)]
    return sum(given), len(given) - sum(given)


def gaps_by_task(relations: Relations, checklist: Checklist) -> tuple[tuple[Item | None, tuple[Gap, ...]], ...]:
    """The gaps under each task that needs them, in printed order; last, under no task, the attitudes."""
    found, groups = gaps(relations, checklist), list[tuple[Item | None, tuple[Gap, ...]]]()
    for task in relations.of_kind(Kind.TASK):
        groups.append((task, tuple(gap for gap in found if task.code in gap.tasks)))
    groups.append((None, tuple(gap for gap in found if not gap.tasks)))
    return tuple((task, own) for task, own in groups if own)


def plan(relations: Relations, checklist: Checklist) -> tuple[Step, ...]:
    """A step for each gap under each task chosen that needs it."""
    return tuple(
        Step(gap=gap, task=task, acceptance=_acceptance(relations, gap.item, task, checklist.chosen) if task else ())
        for task, own in gaps_by_task(relations, checklist)
        for gap in own
    )


def standings(relations: Relations, checklist: Checklist) -> tuple[Standing, ...]:
    """How each place chosen stands."""

    def ratings(kind: Kind, code: str) -> tuple[tuple[int | None, int], ...]:
        items = relations.children(kind, code)
        return tuple((checklist.ratings.get(item.code), checklist.weight(item.code)) for item in items)

    return tuple(
        Standing(place=relations.get(code), ratings={kind: ratings(kind, code) for kind in COMPARED})
        for code in checklist.chosen
    )


def _acceptance(relations: Relations, item: Item, task: Item, chosen: Sequence[str]) -> tuple[Item, ...]:
    """The outputs and indicators of the rows an item stands in, as fine as the table, and of the activities chosen.

    An indicator is its own acceptance, with the outputs of its activity.
    """
    rows = [place for place in item.parents if task.code in relations.task_of(relations.get(place))]
    if task.code not in chosen and rows == [task.code]:
        rows = [code for code in chosen if task.code in relations.task_of(relations.get(code))]
    found = (one for kind in OF_ACTIVITY for row in rows for one in relations.children(kind, row))
    other = (one for one in found if item.kind is not Kind.INDICATOR or one.kind is Kind.OUTPUT or one == item)
    return tuple(dict.fromkeys(other))
