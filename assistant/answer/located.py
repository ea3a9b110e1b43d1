"""Where items hang: the tasks and activities they belong to, as fine as the table has it."""

from __future__ import annotations

from ..question.form import Locate
from ..standard.model import Kind
from ..standard.relations import UPPER, Item
from .draft import Draft
from .lists import of_activities, selected
from .misprints import remark

FEW = 3
"""Items up to which each is told with its place; of more, the places are told together."""


def located(draft: Draft, form: Locate) -> None:
    """Answer where."""
    result = draft.desk.runner.run(form.of)
    if not result.items:
        selected(draft, form.of, result)
        return
    if len(result.items) > FEW:
        selected(draft, form.of, result)
        return
    homes: dict[tuple[str, ...], list[Item]] = {}
    for item in result.items:
        homes.setdefault(_homes(draft, item, form.kind), []).append(item)
    for codes, items in homes.items():
        if not codes:
            for item in items:
                draft.say(
                    "where.attitude" if item.kind is Kind.ATTITUDE else "where.code",
                    label=draft.label(item),
                    parents=draft.desk.name,
                )
            continue
        for item in items:
            for code in codes:
                if code != item.code:
                    draft.claim("relation", subject=item.code, object=code)
        labels = draft.words.join(draft.label(i, quote=i.kind in UPPER or len(items) == 1) for i in items)
        draft.say("where.code", label=labels, parents=draft.labels([draft.relations.get(c) for c in codes]))
        if (
            form.kind is Kind.ACTIVITY
            and all(draft.relations.get(c).kind is Kind.TASK for c in codes)
            and items[0].kind not in UPPER
        ):
            of_activities(draft, items[0], codes, role="note")
    draft.tables([i for i in result.items if i.kind not in UPPER])
    remark(draft, tuple(i.code for i in result.items if i.code))


def _homes(draft: Draft, item: Item, kind: Kind | None) -> tuple[str, ...]:
    if kind is Kind.TASK:
        return tuple(c for c in draft.relations.task_of(item) if c != item.code) or (item.code,)
    return item.parents or ((item.code,) if item.kind is Kind.TASK else ())
