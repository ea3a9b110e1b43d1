"""The whole table and what a choice leaves of it."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.faces.manage.overview import Block, Filter, Sought, narrowed, overview
from assistant.standard.model import Activity, Kind, Knowledge, Output, Standard, Task
from assistant.standard.relations import Relations


def codes(blocks: tuple[Block, ...], *kinds: Kind) -> set[str]:
    """The codes of some kinds in a table."""
    return {item.code for block in blocks for item in block.items if item.kind in kinds}


def test_the_table_holds_every_item_where_it_is_printed(whole: tuple[Block, ...], relations: Relations) -> None:
    """Every item but the attitudes stands in the table as often as the standard prints it."""
    shown = Counter(id(item) for block in whole for item in block.items)
    assert shown == Counter(id(item) for item in relations.items if item.kind is not Kind.ATTITUDE)


def test_rows_keep_their_own_outputs(whole: tuple[Block, ...]) -> None:
    """O1.5.1, printed twice, stands in the rows of T1.4 and T1.5 with its own wording in each."""
    rows = {row.activity.code: row for row in whole[0].cells[0].rows}
    first, second = (rows[code].of_kind(Kind.OUTPUT) for code in ("T1.4", "T1.5"))
    assert [item.code for item in first] == [item.code for item in second] == ["O1.5.1"]
    assert first[0].text != second[0].text


def test_nothing_chosen_leaves_everything(whole: tuple[Block, ...], glosses: dict[str, str]) -> None:
    """An empty choice changes nothing."""
    assert narrowed(whole, Filter(), glosses) == whole


def test_a_level_leaves_the_tasks_of_that_level(whole: tuple[Block, ...], glosses: dict[str, str]) -> None:
    """Level 5 leaves T3 and T5 with all they have."""
    left = narrowed(whole, Filter(levels=frozenset({5})), glosses)
    assert codes(left, Kind.TASK) == {"T3", "T5"}
    assert left == tuple(block for block in whole if block.task.code in {"T3", "T5"})


def test_tasks_and_kinds(whole: tuple[Block, ...], glosses: dict[str, str]) -> None:
    """One task and one kind leave that kind of that task beside its activities."""
    left = narrowed(whole, Filter(tasks=frozenset({"T5"}), kinds=frozenset({Kind.SKILL})), glosses)
    assert codes(left, Kind.SKILL) == {"S27", "S28", "S29", "S30"}
    assert codes(left, Kind.ACTIVITY) == {"T5.1", "T5.2", "T5.3"}
    assert not codes(left, Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE)


@pytest.mark.parametrize("words", ["標竿", "标竿", "ＢＥＮＣＨＭＡＲＫing PRINCIPLES", "k22", "K30"])
def test_words_find_wording_gloss_and_code(whole: tuple[Block, ...], glosses: dict[str, str], words: str) -> None:
    """Either script, either width or case, the gloss and the code all find an item."""
    assert codes(narrowed(whole, Filter(words=words), glosses), Kind.KNOWLEDGE) & {"K22", "K30"}


def test_the_head_of_a_code_finds_what_lies_below(whole: tuple[Block, ...], glosses: dict[str, str]) -> None:
    """P5.1 finds the indicators of T5.1 and none of T5.10 or T1."""
    left = narrowed(whole, Filter(words="P5.1"), glosses)
    found = codes(left, Kind.INDICATOR)
    assert found and all(code.startswith("P5.1.") for code in found)
    assert not codes(left, Kind.KNOWLEDGE)


def test_a_named_task_brings_all_it_has(whole: tuple[Block, ...], glosses: dict[str, str]) -> None:
    """Words in the name of a task leave the task whole."""
    left = narrowed(whole, Filter(words="T2"), glosses)
    assert left[0] == whole[1]


def test_all_words_must_fit(whole: tuple[Block, ...], glosses: dict[str, str]) -> None:
    """Two words find only what holds both; words nothing holds leave nothing."""
    both = narrowed(whole, Filter(words="風險 評估"), glosses)
    search = Sought("風險 評估", glosses)
    assert any(search.fits(item) for block in both for item in block.items)
    assert len(both) <= len(narrowed(whole, Filter(words="風險"), glosses))
    assert narrowed(whole, Filter(words="火星移民"), glosses) == ()


def test_cells_of_their_own() -> None:
    """Where each activity has its own cell, a level takes the knowledge of the other levels away."""
    rows = [
        Activity(
            code=f"T1.{n}", name=f"活動{n}", level=n, knowledge=(f"K{n}",), outputs=(Output(code=None, name="無碼"),)
        )
        for n in (1, 2)
    ]
    task = Task(code="T1", name="任務", activities=tuple(rows), cells=((0,), (1,)))
    known = tuple(Knowledge(code=f"K{n}", name=f"知識{n}") for n in (1, 2))
    relations = Relations(Standard(code="X", name="x", level=1, description="", tasks=(task,), knowledge=known))
    left = narrowed(overview(relations), Filter(levels=frozenset({2})), {})
    assert codes(left, Kind.ACTIVITY) == {"T1.2"} and codes(left, Kind.KNOWLEDGE) == {"K2"}
