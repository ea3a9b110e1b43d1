"""The walk over a standard, and the rule of granularity: where a list hangs that is asked for an item."""

from __future__ import annotations

import pytest

from assistant.answer.proof import Facts, ProofClaim
from assistant.standard.model import Activity, Indicator, Kind, Knowledge, Skill, Standard, Task
from assistant.standard.relations import Relations
from assistant.standard.walk import walk


def _standard(cells: tuple[tuple[int, ...], ...]) -> Standard:
    """A task with a row for each position in its cells; rows of a cell have its skills, a cell of one row its own."""
    rows = tuple(
        Activity(
            code=f"T1.{n}",
            name=f"活動{n}",
            level=3,
            indicators=(Indicator(code=f"P1.{n}.1", text=f"指標{n}"),),
            knowledge=("K1",),
            skills=(f"S{n}",) if len(cell) == 1 else ("S1", "S2"),
        )
        for cell in cells
        for n in (position + 1 for position in cell)
    )
    return Standard(
        code="X",
        name="X",
        level=3,
        description="",
        tasks=(Task(code="T1", name="任務", activities=rows, cells=cells),),
        knowledge=(Knowledge(code="K1", name="知識"),),
        skills=(Skill(code="S1", name="技能一"), Skill(code="S2", name="技能二"), Skill(code="S3", name="技能三")),
    )


MERGED, OWN, PARTLY = (Relations(_standard(cells)) for cells in (((0, 1),), ((0,), (1,)), ((0, 1), (2,))))


def test_the_walk_is_in_printed_order_with_what_is_above() -> None:
    """Tasks with their rows, then the catalogues; each entry with activity and task."""
    found = list(walk(MERGED.standard))
    assert [p.code for p in found] == ["T1", "T1.1", "P1.1.1", "T1.2", "P1.2.1", "K1", "S1", "S2", "S3"]
    assert [p.above for p in found[:5]] == [(), ("T1",), ("T1.1", "T1"), ("T1",), ("T1.2", "T1")]
    assert {p.home for p in found[5:]} == {""}


@pytest.mark.parametrize(
    ("relations", "code", "kind", "places", "coarse"),
    [
        (MERGED, "T1", Kind.SKILL, ["T1"], False),
        (MERGED, "T1.1", Kind.SKILL, ["T1"], True),
        (MERGED, "T1.1", Kind.INDICATOR, ["T1.1"], False),
        (MERGED, "P1.1.1", Kind.SKILL, ["T1"], True),
        (MERGED, "K1", Kind.SKILL, ["T1"], False),
        (OWN, "T1.1", Kind.SKILL, ["T1.1"], False),
        (OWN, "P1.1.1", Kind.SKILL, ["T1.1"], True),
        (OWN, "K1", Kind.SKILL, ["T1.1", "T1.2"], False),
        (OWN, "T1.1", Kind.ACTIVITY, ["T1"], False),
        (PARTLY, "T1.1", Kind.SKILL, ["T1.1"], False),
        (PARTLY, "T1.3", Kind.SKILL, ["T1.3"], False),
        (PARTLY, "P1.2.1", Kind.SKILL, ["T1.2"], True),
        (PARTLY, "S1", Kind.KNOWLEDGE, ["T1.1", "T1.2"], False),
    ],
)
def test_a_list_is_claimed_no_finer_than_the_table(
    relations: Relations, code: str, kind: Kind, places: list[str], coarse: bool
) -> None:
    """Of a merged cell it is the task's; of an output or indicator it is that of its row, and said to be coarse."""
    home = relations.home(relations.get(code), kind)
    assert [place.code for place in home.places] == places
    assert home.coarse is coarse


def test_knowledge_and_skills_hang_where_the_cell_does() -> None:
    """On the task where its activities share one cell, else on each activity."""
    assert MERGED.get("K1").parents == ("T1",)
    assert OWN.get("K1").parents == ("T1.1", "T1.2")
    assert [i.code for i in MERGED.children(Kind.SKILL, "T1.2")] == ["S1", "S2"]
    assert [i.code for i in OWN.children(Kind.SKILL, "T1.2")] == ["S2"]


@pytest.mark.parametrize("relations", [MERGED, OWN, PARTLY], ids=["merged", "own", "partly merged"])
def test_where_a_list_hangs_and_where_its_items_hang_is_one_rule(relations: Relations) -> None:
    """Whatever a place has, hangs on the place where the list of it is found, and the proof bears that out."""
    facts = Facts(relations.standard)
    for activity in relations.of_kind(Kind.ACTIVITY):
        for kind in (Kind.KNOWLEDGE, Kind.SKILL):
            (place,) = relations.home(activity, kind).places
            for item in relations.children(kind, place.code):
                assert place.code in item.parents
                assert facts.bears(ProofClaim(rule="relation", subject=item.code, object=place.code))
