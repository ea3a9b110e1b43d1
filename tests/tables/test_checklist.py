"""The checklist: what is rated, what it says is missing, and a file that comes back whole or not at all."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from assistant.faces.export.checklist import sections, tables, view
from assistant.faces.export.edition import Edition
from assistant.faces.export.files import printed
from assistant.faces.export.workbook import workbook
from assistant.faces.manage.checklist import Checklist, rated_items
from assistant.faces.manage.gaps import gaps, gaps_by_task, progress, standings
from assistant.faces.manage.saved_checklist import Unusable, load, recovered, save
from assistant.language.catalogue.area import PAGES
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import Relations

CODE = "BAS1499-002v2"


@pytest.fixture(scope="module")
def relations(standard: Standard) -> Relations:
    """The look-ups of the shipped standard."""
    return Relations(standard)


def _edition(relations: Relations, english: dict[str, str]) -> Edition:
    """The standard for a reader of Chinese, or of English where there is some."""
    return Edition(relations=relations, word=_word, glosses=english, root="http://x/", english=bool(english))


def _word(name: str) -> str:
    return PAGES.say(name, "zh-TW")


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
    assert load(save(kept).encode(), relations) == kept


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
        load(json.dumps(content).encode(), relations)
    assert refusal.value.entry == f"manage.checklist_{said}"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", "x" * 1_000_001])
def test_a_damaged_file_is_refused(relations: Relations, text: str) -> None:
    """Whatever it holds instead of a checklist."""
    with pytest.raises(Unusable):
        load(text.encode(), relations)


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


MADE = datetime(2026, 11, 29, 13, 5, tzinfo=UTC)
KEPT = Checklist(
    standard=CODE,
    person="王小明",
    role="客服主管",
    date="2026-11-01",
    assessor="李主任",
    chosen=("T5",),
    ratings={"K30": 2, "K31": 4},
    remarks={"K30": "=1+1"},
    targets={"K30": 4},
    weights={"K31": 3},
)


def excel(shown: Edition, kept: Checklist) -> bytes:
    """The Excel file of a checklist."""
    return workbook(view(shown, kept).cover(MADE), tables(shown, kept))


def test_excel_holds_every_rating_and_gap(relations: Relations) -> None:
    """Opened again, the workbook has a row for each item and a sheet of gaps."""
    shown = _edition(relations, {})
    made = load_workbook(io.BytesIO(excel(shown, KEPT)))
    heads, *rows = made.worksheets[1].iter_rows()
    named = [{head.value: cell for head, cell in zip(heads, row, strict=True)} for row in rows]
    assert [row["代碼"].value for row in named] == [i.code for i in rated_items(relations, ("T5",))]
    for row in named:
        item = relations.get(row["代碼"].value)
        assert row["內容"].value == item.text and (row["細項"].value or "") == "；".join(item.details)
        assert (row["工作任務"].value or "") == "、".join(relations.task_of(item))
        assert [int(n) for n in str(row["原文行"].value).split(",")] == sorted({span.line for span in item.spans})
        assert row["連結"].hyperlink.target == row["連結"].value == shown.address(item.code)
    k30 = next(row for row in named if row["代碼"].value == "K30")
    values = [k30[name].value for name in ("級別", "評分", "目標（組織訂）", "權重（組織訂）", "備註與佐證")]
    assert values == [5, 2, 4, None, "=1+1"]
    assert k30["備註與佐證"].data_type == "s" and k30["備註與佐證"].quotePrefix
    heads, gap, *more = made.worksheets[2].iter_rows(values_only=True)
    found = dict(zip(heads, gap, strict=True))
    assert (found["代碼"], found["評分說明"], found["目標"], found["差距"]) == ("K30", "要人帶", 4, 2) and not more


def test_ratings_in_excel_are_chosen_and_coloured(relations: Relations) -> None:
    """Each rating cell offers the four points and takes on the colour of its own, with no macro and no network."""
    sheet = load_workbook(io.BytesIO(excel(_edition(relations, {}), KEPT))).worksheets[1]
    ratings = next(cell.column_letter for cell in sheet[1] if cell.value == "評分")
    reach = f"{ratings}2:{ratings}{sheet.max_row}"
    offered = [one for one in sheet.data_validations.dataValidation if str(one.sqref) == reach]
    assert [one.formula1 for one in offered] == ['"1,2,3,4"']
    rules = [rule for cells in sheet.conditional_formatting if str(cells.sqref) == reach for rule in cells.rules]
    assert [rule.formula for rule in rules] == [["1"], ["2"], ["3"], ["4"]]


def test_a_filled_in_excel_file_comes_back(relations: Relations) -> None:
    """As it was made it is the same checklist; filled in, with days as spreadsheets hold them, it is what it says."""
    shown = _edition(relations, {})
    assert load(excel(shown, KEPT), relations) == KEPT
    book = load_workbook(io.BytesIO(excel(shown, KEPT)))
    sheet, cover = book.worksheets[1], book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(line, heads["代碼"]).value: line for line in range(2, sheet.max_row + 1)}
    sheet.cell(rows["S28"], heads["評分"]).value = "3"
    sheet.cell(rows["K30"], heads["評分"]).value = None
    sheet.cell(rows["S28"], heads["備註與佐證"]).value = " 看過 "
    cell = {row[0].value: row[1] for row in cover.iter_rows()}
    cell["日期"].value, cell["評估者"].value = datetime(2026, 12, 1), None
    written = io.BytesIO()
    book.save(written)
    read = load(written.getvalue(), relations)
    assert read.ratings == {"K31": 4, "S28": 3} and read.remarks == {"K30": "=1+1", "S28": "看過"}
    assert (read.date, read.assessor, read.own, KEPT.own) == ("2026-12-01", "", True, False)


@pytest.mark.parametrize(("rating", "said"), [(5, "rating"), ("x", "form"), (2.5, "form")])
def test_a_wrong_rating_in_excel_is_refused(relations: Relations, rating: object, said: str) -> None:
    """Whatever is no point of the four."""
    book = load_workbook(io.BytesIO(excel(_edition(relations, {}), KEPT)))
    heads = {cell.value: cell.column for cell in book.worksheets[1][1]}
    book.worksheets[1].cell(2, heads["評分"]).value = rating
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(Unusable) as refusal:
        load(written.getvalue(), relations)
    assert refusal.value.entry == f"manage.checklist_{said}"


def test_an_excel_file_of_something_else_is_refused(relations: Relations) -> None:
    """A workbook without the named cells, one that unpacks to more than any checklist, and what is no workbook."""
    other, packed = io.BytesIO(), io.BytesIO()
    Workbook().save(other)
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("x.xml", b" " * 9_000_000)
    for content, said in ((other.getvalue(), "form"), (packed.getvalue(), "large"), (b"PK\x03\x04", "form")):
        with pytest.raises(Unusable) as refusal:
            load(content, relations)
        assert refusal.value.entry == f"manage.checklist_{said}"


def test_encodings_are_read_rightly_or_refused(relations: Relations) -> None:
    """A byte-order mark, other line ends and UTF-16 change nothing; Big5 is told to be none of these."""
    text = save(KEPT).replace("\n", "\r\n")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert load(text.encode(encoding), relations) == KEPT
    with pytest.raises(Unusable) as refusal:
        load(text.encode("big5"), relations)
    assert refusal.value.entry == "manage.checklist_encoding"


def test_a_target_of_the_organisation_is_what_counts(relations: Relations) -> None:
    """A rating of three is a gap under a target of four, one of two is none under a target of two; weights weigh."""
    aims = {"targets": {"K30": 4, "K31": 2}, "weights": {"K30": 3, "K32": 0}}
    kept = Checklist(standard=CODE, chosen=("T5",), ratings={"K30": 3, "K31": 1, "K32": 1}, **aims)
    assert [(gap.item.code, gap.target, gap.missing) for gap in gaps(relations, kept)] == [
        ("K32", 3, 2),
        ("K31", 2, 1),
        ("K30", 4, 1),
    ]
    (standing,) = standings(relations, kept)
    assert standing.means == {Kind.KNOWLEDGE: (3 * 3 + 1) / 4}


def test_a_file_with_wrong_aims_is_refused(relations: Relations) -> None:
    """A target that is no point, a weight below nothing or above the heaviest, a remark without end."""
    for change, said in (
        ({"targets": {"K30": 0}}, "rating"),
        ({"weights": {"K30": -1}}, "weight"),
        ({"weights": {"K30": 101}}, "weight"),
        ({"remarks": {"K30": "x" * 501}}, "remark"),
        ({"date": "yesterday"}, "form"),
    ):
        content = json.loads(save(KEPT)) | change
        with pytest.raises(Unusable) as refusal:
            load(json.dumps(content).encode(), relations)
        assert refusal.value.entry == f"manage.checklist_{said}"


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
