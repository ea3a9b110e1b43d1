"""What changed between two versions of a standard: every sort of change, told once, verbatim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.faces.export.comparison import changed
from assistant.faces.export.edition import Edition
from assistant.faces.manage.difference import differences
from assistant.language.catalogue.area import PAGES
from assistant.standard.model import Knowledge, Skill, Standard, Task
from assistant.standard.relations import Relations


def _told(before: Standard, after: Standard) -> list[tuple[str, str, str]]:
    found = differences(Relations(before), Relations(after))
    return [(c.sort, c.before.code if c.before else "", c.after.code if c.after else "") for c in found]


def _task(standard: Standard, number: int, change: Callable[[Task], Task]) -> Standard:
    tasks = list(standard.tasks)
    tasks[number] = change(tasks[number])
    return replace(standard, tasks=tuple(tasks))


def test_a_standard_has_no_difference_from_itself(standard: Standard) -> None:
    """Also where codes are printed twice."""
    assert _told(standard, standard) == []


def test_additions_removals_and_rewordings_are_told(standard: Standard) -> None:
    """An item that only one has, and one whose wording differs, under its code."""
    added = replace(standard, attitudes=standard.attitudes[1:])
    assert _told(standard, added) == [("removed", standard.attitudes[0].code, "")]
    assert _told(added, standard) == [("added", "", standard.attitudes[0].code)]
    first = standard.tasks[0]
    other = _task(standard, 0, lambda task: replace(task, name=task.name + "部門"))
    assert _told(standard, other) == [("reworded", first.code, first.code)]


def test_an_item_that_went_elsewhere_is_moved_and_not_new(standard: Standard) -> None:
    """An indicator under another activity keeps its wording; so does one that is only numbered anew."""
    first, second = standard.tasks[0].activities[:2]
    went = first.indicators[-1]

    def move(task: Task) -> Task:
        there = replace(second, indicators=(*second.indicators, went))
        return replace(task, activities=(replace(first, indicators=first.indicators[:-1]), there, *task.activities[2:]))

    assert _told(standard, _task(standard, 0, move)) == [("moved", went.code, went.code)]
    renamed = replace(
        standard, attitudes=tuple(replace(a, code="A99") if a.code == "A06" else a for a in standard.attitudes)
    )
    assert _told(standard, renamed) == [("renumbered", "A06", "A99")]


@pytest.mark.parametrize("form", [Knowledge, Skill])
def test_a_table_has_a_row_for_each_change(standard: Standard, form: type) -> None:
    """With both codes and all of both wordings, sub-points too."""
    name = "knowledge" if form is Knowledge else "skills"
    listed = getattr(standard, name)
    detailed = next(n for n, item in enumerate(listed) if item.details)
    item = replace(listed[detailed], details=(*listed[detailed].details, "新的一點"))
    other = replace(standard, code="BAS1499-002v3", **{name: (*listed[:detailed], item, *listed[detailed + 1 :])})
    sides = [Relations(standard), Relations(other)]
    editions = [
        Edition(relations=side, word=lambda name, /, **v: PAGES.say(name, "en", **v), glosses={}) for side in sides
    ]
    table = changed(editions, differences(*sides))
    assert len(table.rows) == 1
    assert table.columns[2].title == "Code in BAS1499-002v2"
    assert table.rows[0][0] == "reworded" and "新的一點" in str(table.rows[0][6]) and item.code == table.rows[0][5]
