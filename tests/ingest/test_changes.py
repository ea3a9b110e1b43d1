"""A document in which something was removed, moved, doubled or reworded is noticed."""

from __future__ import annotations

import pytest

from assistant.errors import CorpusError
from ingest.check import DocumentReport, check
from ingest.expected import Expected, describe
from ingest.parse import Parsed, parse
from ingest.source import decode

_ITEMS = (
    "P1.4.3 將收集的數據整合至客服指導方針 ",
    "K41 法律、法規和組織政策架構 ",
    "S28 計算技能： ■ 考量並管理服務水準，與預算和資源一致 ■ 考量數據和情境的脈絡",
    "O6.1.2 員工流動紀錄與分析報告 ",
    "- A04 謹慎細心：對於任務的執行過程，能謹慎考量及處理所有細節，精確地檢視每個程序，並持續對其保持高度關注。\n",
)
_NOTHING = Expected(source={}, counts={}, places={}, digests={})


def _report(text: str, known: Expected | None = None) -> DocumentReport:
    return check(parse(decode(text.encode(), "changed.txt")), known)


@pytest.mark.parametrize("item", _ITEMS)
def test_removed(parsed: Parsed, item: str) -> None:
    """Without one item the report is not sound and names its code."""
    assert parsed.source.text.count(item) == 1
    report = _report(parsed.source.text.replace(item, ""))
    code = item.removeprefix("- ").split()[0]
    assert not report.sound
    assert any(code in finding.message for finding in report.findings)


@pytest.mark.parametrize("item", _ITEMS)
def test_doubled(parsed: Parsed, item: str) -> None:
    """With one item printed twice the report is not sound, or the ledger names it."""
    text = parsed.source.text.replace(item, item + ("" if item.endswith(("\n", " ")) else " ") + item)
    report = _report(text)
    code = item.removeprefix("- ").split()[0]
    assert any(e.kind == "duplicate_code" and e.code == code for e in report.errata)


@pytest.mark.parametrize(
    ("item", "before"),
    [
        ("P1.4.3 將收集的數據整合至客服指導方針 ", "P1.5.3 "),
        ("K41 法律、法規和組織政策架構 ", "K22 "),
        ("O6.1.2 員工流動紀錄與分析報告 ", "O6.2.1 "),
    ],
)
def test_moved(parsed: Parsed, item: str, before: str) -> None:
    """An item in another row is told both by the comparison and, without one, by the ledger."""
    text = parsed.source.text.replace(item, "").replace(before, item + before, 1)
    code = item.split()[0]
    assert any(f"{code} has moved" in finding.message for finding in _report(text).findings)
    assert any(e.kind == "misplaced_code" and e.code == code for e in _report(text, _NOTHING).errata)


def test_gap_in_an_unknown_standard(parsed: Parsed) -> None:
    """Without anything to compare with, a number left out of a series stands in the ledger."""
    text = parsed.source.text.replace("K41 法律、法規和組織政策架構 ", "")
    assert any(e.kind == "missing_number" and "K41" in e.message for e in _report(text, _NOTHING).errata)


def test_reworded(parsed: Parsed) -> None:
    """One other character in one note is noticed."""
    report = _report(parsed.source.text.replace("本土化及檢視", "本土化與檢視"))
    assert next(str(finding) for finding in report.findings) == "changed: the wording of notes is not the expected one"


def test_same_content_in_another_file(parsed: Parsed) -> None:
    """A file with other bytes and the same content is sound."""
    report = _report(parsed.source.text.replace("\n", "\r\n"))
    assert report.sound
    assert any("another file" in finding.message for finding in report.findings)


@pytest.mark.parametrize("percent", range(100))
def test_truncated(parsed: Parsed, percent: int) -> None:
    """A file cut off anywhere is refused or found unsound; it never passes as a smaller standard."""
    data = parsed.source.text.encode()
    try:
        report = check(parse(decode(data[: len(data) * percent // 100], "cut.txt")))
    except CorpusError as error:
        assert str(error).startswith("cut.txt")
    else:
        assert not report.sound


def test_expectations_are_recorded_for_the_shipped_standard(parsed: Parsed) -> None:
    """What the corpus records of the shipped standard is what it holds, sha256 of the file included."""
    report = check(parsed)
    assert report.compared
    assert describe(parsed.standard).counts == report.counts
