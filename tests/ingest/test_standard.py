"""The shipped document: what it holds, and that its parsed form has not changed."""

from __future__ import annotations

import json

import pytest
from pydantic import TypeAdapter
from record import GOLDEN

from assistant.standard.canonical import canonical, record
from assistant.standard.model import Standard
from ingest.check import check
from ingest.expected import count
from ingest.parse import Parsed


def test_counts_per_kind(standard: Standard) -> None:
    """The shipped standard has 6 tasks, 25 activities, 26 outputs, 112 indicators, 46 K, 32 S and 6 A."""
    assert list(count(standard).values()) == [6, 25, 26, 112, 46, 32, 6]
    codes = [output.code for task in standard.tasks for activity in task.activities for output in activity.outputs]
    assert len(set(codes)) == 25


def test_golden(standard: Standard) -> None:
    """The canonical form is, to the letter, the one that was reviewed."""
    assert canonical(standard) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_report_proves_that_nothing_is_lost(parsed: Parsed) -> None:
    """The report accounts for every character, agrees with what is recorded, and fits on one screen."""
    report = check(parsed)
    assert (report.sound, report.compared, report.findings) == (True, True, ())
    assert len(str(report).splitlines()) <= 24


def test_text_cut_by_a_page_end_is_whole(standard: Standard) -> None:
    """Names, indicators and skills that a page end cuts are joined without a blank, in their own column."""
    activities = {activity.code: activity for task in standard.tasks for activity in task.activities}
    assert activities["T1.2"].name == "分析價值和服務鏈及確認差距"
    assert activities["T3.4"].outputs[1].name == "利益關係人溝通計畫"
    assert activities["T5.1"].indicators[4].text == "判定過去的聯繫等待和掛斷時間的特色"
    assert standard.skills[11].name == "工作結果的創新和水平思考技能"


def test_a_misprinted_code_stays_in_its_row(standard: Standard) -> None:
    """T1.4's output keeps the code O1.5.1 that is printed, and hangs on T1.4."""
    outputs = [activity.outputs[0] for activity in standard.tasks[0].activities[3:]]
    assert [(output.code, output.name) for output in outputs] == [
        ("O1.5.1", "市場情報資料分析"),
        ("O1.5.1", "市場情報書面報告"),
    ]


def test_knowledge_and_skills_hang_on_merged_cells(standard: Standard) -> None:
    """Each task of the shipped standard is one merged cell, and its activities share its level and codes."""
    for task in standard.tasks:
        assert task.cells == (tuple(range(len(task.activities))),)
        assert len({(a.level, a.knowledge, a.skills) for a in task.activities}) == 1
    assert standard.tasks[4].activities[2].skills == ("S27", "S28", "S29", "S30")
    assert [task.levels for task in standard.tasks] == [(4,), (4,), (5,), (4,), (5,), (4,)]


def test_wording_is_repaired_and_no_more(standard: Standard) -> None:
    """Blanks inside Chinese words, HTML and a name's last colon go; misprints and other blanks stay."""
    assert standard.tasks[5].name == "管理客戶服務部門員工"
    assert standard.skills[0].name == "資料蒐集與分析能力"
    assert standard.knowledge[0].details == (
        "優勢、劣勢、機會和威脅 (SWOT)",
        "平衡計分卡",
        "投資報酬 (ROI)",
        "經濟附加價值",
    )
    assert standard.knowledge[38].name == "平等就業機會指導方針(如如性別平等工作法、身心障礙者權益保障法等)"
    assert standard.skills[24].details == ()


def test_profile(standard: Standard) -> None:
    """Profile, versions, notes and prerequisites are read field by field."""
    assert (standard.code, standard.name, standard.level) == ("BAS1499-002v2", "客戶服務部門經理", 4)
    assert [(c.name, c.code) for c in (*standard.categories, *standard.occupations, *standard.industries)] == [
        ("企業經營管理 / 行政支援", "BAS"),
        ("未分類其他場所服務經理人員", "1499"),
        ("支援服務業 / 行政支援服務業", "N8209"),
    ]
    assert [(v.version, v.code, v.date) for v in standard.versions] == [
        ("V2", "BAS1499-002v2", "2018/12/21"),
        ("V1", "BAS1499-002", "2015/12/31"),
    ]
    assert standard.prerequisites == ("大專以上畢業，具 10 年以上客戶服務相關經驗。",)
    assert standard.notes == ("此項職能基準乃參考國外職能資料發展並經國內專家本土化及檢視完成。",)


def test_places_show_the_text(parsed: Parsed) -> None:
    """The places of a broken item and of a field hold its code and all its wording."""
    lines = parsed.source.lines
    spans = parsed.standard.tasks[0].activities[1].spans
    assert [lines[s.line - 1][s.start : s.end] for s in spans] == ["T1.2 分析價值和服務鏈及確", "認差距"]
    (place,) = parsed.standard.places["description"]
    assert lines[place.line - 1][place.start : place.end] == parsed.standard.description


def test_record_round_trip(standard: Standard) -> None:
    """A standard written down and read back through JSON is the same, places and cells included."""
    assert TypeAdapter(Standard).validate_json(json.dumps(record(standard))) == standard


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("duplicate_code", "O1.5.1"),
        ("misplaced_code", "O1.5.1"),
        ("repeated_character", "K39"),
        ("repeated_character", "T1.5"),
        ("empty_list", "S1"),
        ("empty_list", "S25"),
        ("same_wording", "K22"),
        ("same_heading", "S19"),
        ("spelling_variant", "P3.1.4"),
        ("spelling_variant", "O3.4.2"),
        ("html_crumb", "K1"),
        ("stray_space", "T6"),
        ("empty_field", None),
    ],
)
def test_ledger(standard: Standard, kind: str, code: str | None) -> None:
    """What is known to be odd in the shipped document stands in its ledger, under its kind and code."""
    assert (kind, code) in {(erratum.kind, erratum.code) for erratum in standard.errata}
