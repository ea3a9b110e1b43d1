"""The checklist: what is rated, what it says is missing, and a file that comes back whole or not at all."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from assistant.faces.export.checklist import sections, tables
from assistant.faces.export.edition import Edition
from assistant.faces.export.files import printed, workbook
from assistant.faces.manage.checklist import (
    Checklist,
    Unusable,
    gaps,
    gaps_by_task,
    load,
    progress,
    rated_items,
    recovered,
    save,
    standings,
)
from assistant.faces.pages.language import words
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import Relations

CODE = "BAS1499-002v2"


@pytest.fixture(scope="module")
def relations(standard: Standard) -> Relations:
    """The look-ups of the shipped standard."""
    return Relations(standard)


def _edition(relations: Relations, english: dict[str, str]) -> Edition:
    """The standard for a reader of Chinese, or of English where there is some."""
    return Edition(
        relations=relations, word=_word, glosses=english, address="http://x/?ref={}".format, english=bool(english)
    )


def _word(name: str) -> str:
    return words(name, "zh-TW")


def test_everything_under_a_task_is_rated(relations: Relations) -> None:
    """T5 gives its indicators, knowledge and skills, and the attitudes of the whole standard, each once."""
    codes = [i.code for i in rated_items(relations, ("T5", "T5.1"))]
    assert len(codes) == len(set(codes))
    wanted = {i.code for k in (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL) for i in relations.children(k, "T5")}
    assert set(codes) == wanted | {i.code for i in relations.of_kind(Kind.ATTITUDE)}


def test_gaps_are_what_is_rated_below_three(relations: Relations) -> None:
    """The lowest first, with the tasks chosen that need it; enough is no gap, and neither is what was not rated."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2, "S28": 1, "K31": 3, "K1": 1})
    found = gaps(relations, kept)
    assert [(g.item.code, g.missing, g.tasks) for g in found] == [("S28", 2, ("T5",)), ("K30", 1, ("T5",))]


def test_an_indicator_below_three_is_a_gap(relations: Relations) -> None:
    """What one cannot do yet is one, and what is not rated is told apart from what is enough."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"P5.1.2": 2})
    assert [(g.item.code, g.missing) for g in gaps(relations, kept)] == [("P5.1.2", 1)]
    whole = rated_items(relations, ("T5",))
    assert progress(relations, kept) == (1, len(whole) - 1)
    everything = kept.model_copy(update={"ratings": {i.code: 3 for i in whole}})
    assert progress(relations, everything) == (len(whole), 0)


def test_gaps_stand_under_every_task_that_needs_them(relations: Relations) -> None:
    """Tasks in printed order, the attitudes last under none; without gaps there is nothing."""
    kept = Checklist(standard=CODE, chosen=("T5", "T1"), ratings={"K30": 2, "S28": 1, "K1": 1, "A01": 2, "K31": 4})
    found = [(task.code if task else "", [g.item.code for g in own]) for task, own in gaps_by_task(relations, kept)]
    assert found == [("T1", ["K1"]), ("T5", ["S28", "K30"]), ("", ["A01"])]
    assert gaps_by_task(relations, Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 4})) == ()


def test_a_standing_is_the_mean_of_what_is_rated(relations: Relations) -> None:
    """Means by kind, and how much of the whole is rated."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"P5.1.1": 4, "P5.1.2": 1, "K30": 2})
    (standing,) = standings(relations, kept)
    assert standing.means == {Kind.INDICATOR: 2.5, Kind.KNOWLEDGE: 2.0}
    assert (standing.rated, standing.whole) == (3, 33)
    assert (standing.given(Kind.KNOWLEDGE), len(standing.ratings[Kind.KNOWLEDGE])) == ([2], 8)


def test_a_file_comes_back_as_it_was_saved(relations: Relations) -> None:
    """Saving and loading changes nothing."""
    kept = Checklist(standard=CODE, chosen=("T5", "T6.1"), ratings={"K30": 2}, remarks={"K30": "看過"})
    assert load(save(kept), relations) == kept


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"standard": "KRM1324-002v1"}, "standard"),
        ({"chosen": ["T9"]}, "code"),
        ({"chosen": ["K1"]}, "code"),
        ({"ratings": {"K99": 1}}, "code"),
        ({"ratings": {"K1": 5}}, "rating"),
        ({"ratings": {"K1": "x"}}, "form"),
        ({"format": "something"}, "form"),
        ({"more": 1}, "form"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(relations: Relations, change: dict[str, object], said: str) -> None:
    """The reason is named, and nothing is read."""
    content = json.loads(save(Checklist(standard=CODE, chosen=("T5",)))) | change
    with pytest.raises(Unusable) as refusal:
        load(json.dumps(content), relations)
    assert refusal.value.reason == said


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", "x" * 1_000_001])
def test_a_damaged_file_is_refused(relations: Relations, text: str) -> None:
    """Whatever it holds instead of a checklist."""
    with pytest.raises(Unusable):
        load(text, relations)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", "x" * 1_000_001])
def test_what_a_browser_kept_may_be_garbage(relations: Relations, text: str) -> None:
    """Then it is an empty checklist, and no error."""
    assert recovered(text, relations) == Checklist(standard=CODE)


@pytest.mark.parametrize("change", [{"standard": "KRM1324-002v1"}, {"format": "something"}, {"ratings": {"K1": "x"}}])
def test_what_a_browser_kept_of_something_else_is_left_out(relations: Relations, change: dict[str, object]) -> None:
    """Another standard, another version of the format, another form."""
    content = json.loads(save(Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2}))) | change
    assert recovered(json.dumps(content), relations) == Checklist(standard=CODE)


def test_what_a_standard_no_longer_has_is_left_out(relations: Relations) -> None:
    """The rest of what a browser kept comes back."""
    ratings, remarks = {"K30": 2, "K99": 1, "T5": 1, "K31": 9}, {"K30": "看過", "K99": "?"}
    kept = Checklist(standard=CODE, chosen=("T5", "T99", "T5", "K1"), ratings=ratings, remarks=remarks)
    wanted = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2}, remarks={"K30": "看過"})
    assert recovered(save(kept), relations) == wanted


def test_excel_holds_every_rating_and_gap(relations: Relations) -> None:
    """Opened again, the workbook has a row for each item and a sheet of gaps."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2}, remarks={"K30": "=1+1"})
    shown = _edition(relations, {})
    made = load_workbook(io.BytesIO(workbook(tables(shown, kept))))
    rows = list(made.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [r[0] for r in rows] == [i.code for i in rated_items(relations, ("T5",))]
    for row in rows:
        item = relations.get(str(row[0]))
        assert (row[2], row[4] or "") == (item.text, "、".join(relations.task_of(item)))
        assert [int(n) for n in str(row[9]).split(",")] == sorted({span.line for span in item.spans})
        assert row[10] == shown.address(item.code)
    k30 = next(cells for cells in made.worksheets[0].iter_rows(min_row=2) if cells[0].value == "K30")
    assert [cell.value for cell in k30[5:9]] == [5, 2, "要人帶", "=1+1"]
    assert k30[8].data_type == "s" and k30[10].hyperlink.target == shown.address("K30")
    gap = next(made.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert (gap[0], gap[4], gap[8]) == ("K30", "T5", 1) and made.worksheets[1].max_row == 2


def test_the_print_file_holds_every_item_and_no_markup_of_the_reader(relations: Relations) -> None:
    """Each item once with its box ticked; a remark is text, never markup."""
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 2}, remarks={"K30": "<b>x</b>"})
    shown = _edition(relations, {"K30": "Principles <of> benchmarking"})
    around = {"language": "zh-Hant-TW", "title": "檢核表", "lead": "", "sign": ["姓名："], "under": shown.under}
    page = printed(sections(shown, kept), **around).decode()
    for item in rated_items(relations, ("T5",)):
        assert page.count(f">{item.code}<") == 1
    assert page.count("☑") == 1
    assert "<b>x" not in page
    assert "<small>Principles &lt;of&gt; benchmarking</small>" in page
