"""Comparison of tasks, activities and standards."""

from __future__ import annotations

from itertools import combinations

import pytest

from assistant.faces.manage.shared_items import Side, kinds_of, lacking, shared
from assistant.standard.model import Kind
from assistant.standard.relations import Relations


def sides(relations: Relations, *codes: str) -> list[Side]:
    """Parts of one standard next to each other."""
    return [Side(relations=relations, code=code) for code in codes]


def test_equal_wording_is_one_requirement(relations: Relations) -> None:
    """K22 of T4 and K30 of T5 say the same and are marked as worded alike."""
    first = shared(sides(relations, "T4", "T5"), Kind.KNOWLEDGE)[0]
    assert (first.text, first.sides, first.equal) == ("標竿原則", (0, 1), "K22 = K30")
    assert [item.code for item in first.items] == ["K22", "K30"]


@pytest.mark.parametrize("kind", [Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL])
def test_nothing_is_lost_or_invented(relations: Relations, kind: Kind) -> None:
    """Each side's column holds exactly what the standard gives it."""
    for pair in combinations([task.code for task in relations.standard.tasks], 2):
        compared = sides(relations, *pair)
        rows = shared(compared, kind)
        for position, side in enumerate(compared):
            held = [item for row in rows for item in row.held[position]]
            assert sorted(map(id, held)) == sorted(map(id, side.items(kind)))


def test_what_level_5_needs_that_t4_does_not(relations: Relations) -> None:
    """T3 and T5 against T4: all their knowledge and skills but the one that T4 words alike."""
    compared = sides(relations, "T3", "T5", "T4")
    rows = [row for kind in (Kind.KNOWLEDGE, Kind.SKILL) for row in lacking(shared(compared, kind), 2)]
    found = {item.code for row in rows for item in row.items}
    theirs = {
        item.code
        for task in ("T3", "T5")
        for kind in (Kind.KNOWLEDGE, Kind.SKILL)
        for item in relations.children(kind, task)
    }
    assert found == theirs - {"K30"}


def test_shared_comes_first(relations: Relations) -> None:
    """What more sides have stands before what fewer have."""
    counts = [len(row.sides) for row in shared(sides(relations, "T3", "T5"), Kind.SKILL)]
    assert counts == sorted(counts, reverse=True) and counts[0] == 2


def test_activities_of_one_merged_cell(relations: Relations) -> None:
    """Two activities of a merged cell share its knowledge, and both say that it is the whole task's."""
    compared = sides(relations, "T5.1", "T5.2")
    assert all(row.sides == (0, 1) and not row.equal for row in shared(compared, Kind.KNOWLEDGE))
    assert all(side.coarse for side in compared)
    assert not sides(relations, "T5")[0].coarse


def test_whole_standards(relations: Relations) -> None:
    """A standard compared with itself shares everything, attitudes and tasks included."""
    compared = [Side(relations=relations), Side(relations=relations)]
    assert {Kind.TASK, Kind.ATTITUDE} < set(kinds_of(compared))
    assert all(row.sides == (0, 1) for kind in kinds_of(compared) for row in shared(compared, kind))
    assert compared[0].name == relations.standard.name and compared[0].levels == (4,)
