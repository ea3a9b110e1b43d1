"""What the panel shows about a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sample import RELATIONS, SOURCE
from streamlit.testing.v1 import AppTest
from test_chat import text

from assistant.standard.model import Kind
from assistant.standard.passage import passages, sheet


def marked(line: object) -> str:
    """The marked text of a line."""
    return "".join(p.text for cell in line.cells for p in cell.pieces if p.marked)  # type: ignore[attr-defined]


def test_place_leads_from_the_task() -> None:
    """An indicator's place is its task, then its activity, with the activity's level."""
    (found,) = passages(RELATIONS, "p5.1.6", SOURCE)
    assert [step.code for step in found.places[0]] == ["T5", "T5.1"]
    assert found.levels == (5,)
    assert [s.code for s in found.siblings] == ["P5.1.1", "P5.1.5", "P5.1.6"]


def test_merged_cell_is_shared() -> None:
    """Knowledge of a cell merged over a whole task is said to belong to the task."""
    (found,) = passages(RELATIONS, "K1", SOURCE)
    assert found.shared
    assert [step.code for step in found.places[0]] == ["T1"]
    assert found.levels == (4,)


def test_broken_cell_is_marked_in_both_parts() -> None:
    """An indicator cut by a page end is marked on both of its lines."""
    (found,) = passages(RELATIONS, "P5.1.5", SOURCE)
    assert [line.number for line in found.lines] == [7, 10]
    assert [marked(line) for line in found.lines] == ["P5.1.5 判定過去的聯繫等待和掛斷時", "間的特色"]


def test_code_at_two_places_gives_two_passages() -> None:
    """A code printed twice has a passage for each place, and both carry the erratum."""
    first, second = passages(RELATIONS, "O1.5.1", SOURCE)
    assert [p.places[0][-1].code for p in (first, second)] == ["T1.4", "T1.5"]
    assert first.errata and second.errata
    assert marked(second.lines[0]) == "O1.5.1 市場情報書面報告"


def test_cells_have_their_headings() -> None:
    """A marked cell is named by the heading of its column."""
    (found,) = passages(RELATIONS, "S27", SOURCE)
    (cell,) = [c for line in found.lines for c in line.cells if c.marked]
    assert cell.heading == "技能"


def test_tasks_show_what_hangs_on_them() -> None:
    """A task's passage lists its activities, knowledge and skills; its siblings are all tasks."""
    (found,) = passages(RELATIONS, "T5", SOURCE)
    assert [kind for kind, _ in found.below] == [Kind.ACTIVITY, Kind.KNOWLEDGE, Kind.SKILL]
    assert [s.code for s in found.siblings] == ["T1", "T5"]


def test_an_item_shows_its_row() -> None:
    """With an indicator stand the outputs, knowledge and skills of its row; a task has none, it has what is below."""
    (found,) = passages(RELATIONS, "P5.1.5", SOURCE)
    assert [(kind, [i.code for i in items]) for kind, items in found.row] == [
        (Kind.OUTPUT, ["O5.1.1"]),
        (Kind.KNOWLEDGE, ["K30", "K36"]),
        (Kind.SKILL, ["S27", "S28", "S29", "S30"]),
    ]
    assert passages(RELATIONS, "T5", SOURCE)[0].row == ()


def test_attitude_has_no_place() -> None:
    """An attitude hangs on the standard as a whole."""
    (found,) = passages(RELATIONS, "A1", SOURCE)
    assert found.places == () and found.scope is None and not found.shared


@pytest.mark.parametrize("code", ["S99", "X1", "", "javascript:alert(1)"])
def test_unknown_codes_have_no_passage(code: str) -> None:
    """What is not a code of the standard shows nothing."""
    assert passages(RELATIONS, code, SOURCE) == ()


def test_sheet_is_the_whole_source() -> None:
    """The sheet loses no character of the document, and knows the codes in it."""
    lines = sheet(RELATIONS, SOURCE)
    text = "\n".join("\t".join("".join(p.text for p in c.pieces) for c in line.cells) for line in lines)
    assert text == SOURCE
    assert {p.code for line in lines for c in line.cells for p in c.pieces if p.code} == {
        i.code for i in RELATIONS.items
    }


def test_neighbours_are_glossed_for_english_readers(open_app: Callable[..., AppTest]) -> None:
    """In the passage, each neighbour has its translation under the wording; readers of Chinese get none."""
    assert "溝通技能<small>Communication skills</small>" in text(open_app("en", ref="S28"))
    assert "<small>Communication" not in text(open_app(ref="S28"))
