"""From gap to plan: what is to be learned for which task, and by which outputs and indicators it will be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, Item, Relations
from .checklist import Checklist
from .gaps import Gap, gaps_by_task


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A gap under a task (None for an attitude, which is needed everywhere); `acceptance` is how the table shows it."""

    gap: Gap
    task: Item | None
    acceptance: tuple[Item, ...]


def plan(relations: Relations, checklist: Checklist) -> tuple[Step, ...]:
    """A step for each gap under each task chosen that needs it."""
    return tuple(
        Step(gap=gap, task=task, acceptance=_acceptance(relations, gap.item, task, checklist.chosen) if task else ())
        for task, gaps in gaps_by_task(relations, checklist)
        for gap in gaps
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
