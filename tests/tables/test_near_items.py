"""Requirements that retrieval holds to be near: pairs between sides, and what a person brings to another standard."""

from __future__ import annotations

from assistant import Assistant
from assistant.faces.manage.checklist import Checklist
from assistant.faces.manage.shared_items import NEAR, Side, carried, near, shared
from assistant.retrieval.port import Findings, Retrieve, Retrieved
from assistant.standard.model import Activity, Kind, Skill, Standard, Task
from assistant.standard.relations import OF_CELL, Relations


def _nothing(text: str, kinds: object, most: int, prefer: object = ()) -> Findings:
    return Findings()


def test_pairs_are_near_from_both_sides(assistant: Assistant, relations: Relations) -> None:
    """Each item stands in one pair of two sides at most, is of one kind, near enough, and shared with neither."""
    sides = [Side(relations=relations, code=code) for code in ("T1", "T5")]
    rows = [row for kind in OF_CELL for row in shared(sides, kind)]
    found = near(sides, rows, assistant.retrieve)
    assert found and all(pair.score >= NEAR and pair.one.kind is pair.other.kind is pair.kind for pair in found)
    assert len({id(pair.one) for pair in found}) == len({id(pair.other) for pair in found}) == len(found)
    single = {id(item) for row in rows if len(row.sides) == 1 for item in row.items}
    assert {id(item) for pair in found for item in (pair.one, pair.other)} <= single
    assert all(relations.under(pair.one, "T1") and relations.under(pair.other, "T5") for pair in found)


def test_without_retrieval_there_is_no_pair(relations: Relations) -> None:
    """Nothing is guessed where retrieval finds nothing."""
    sides = [Side(relations=relations, code=code) for code in ("T1", "T5")]
    rows = [row for kind in OF_CELL for row in shared(sides, kind)]
    assert near(sides, rows, lambda code: _nothing) == ()


def test_a_rating_is_carried_by_wording_and_by_nearness(relations: Relations) -> None:
    """What is worded alike is told from what is near; of the rest nothing is concluded, and no rating is made up."""
    kept = Checklist(standard=relations.standard.code, ratings={"S27": 4, "S28": 2}, targets={"S28": 3})
    alike = carried(relations, kept, relations, lambda code: _nothing)
    by_code = {row.item.code: row for row in alike}
    assert {row.item.kind for row in alike} == {*OF_CELL, Kind.ATTITUDE} and not any(row.near for row in alike)
    assert (by_code["S27"].rating, by_code["S27"].reached) == (4, True)
    assert (by_code["S28"].rating, by_code["S28"].reached) == (2, False)
    assert (by_code["S29"].rating, by_code["S29"].reached) == (None, False)


def _standard(code: str, skill: str) -> Relations:
    """A standard of one skill."""
    activity = Activity(code="T1.1", name="活動", level=3, skills=("S1",))
    task = Task(code="T1", name="任務", activities=(activity,), cells=((0,),))
    skills = (Skill(code="S1", name=skill),)
    return Relations(Standard(code=code, name=code, level=3, description="", tasks=(task,), skills=skills))


def test_a_near_counterpart_is_marked() -> None:
    """Two skills that find each other are a pair, marked as near, with the rating of the person's own."""
    own, other = _standard("AAA1000-001v1", "文書撰寫能力"), _standard("BBB1000-001v1", "文案撰寫能力")

    def search(code: str) -> Retrieve:
        return lambda text, kinds, most, prefer=(): Findings(items=(Retrieved(code="S1", kind=Kind.SKILL, score=0.9),))

    kept = Checklist(standard=own.standard.code, ratings={"S1": 3})
    (row,) = carried(own, kept, other, search)
    assert row.item is other.get("S1") and row.counterpart is own.get("S1")
    assert (row.near, row.rating, row.reached) == (True, 3, True)
