"""How current a standard is, and that what the page of its health says is looked up anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.answer.model import Sentence
from assistant.errors import Malformed, Unreadable
from assistant.faces.manage.soundness import soundness
from assistant.standard.model import Standard
from assistant.standard.relations import Relations
from assistant.standard.validity import validity
from ingest.source import read

TODAY = date(2026, 11, 23)


def test_a_version_past_three_years_is_stale(standard: Standard, tmp_path: Path) -> None:
    """Whole years since the version in force; the third birthday is the day it becomes stale."""
    known = validity(standard, tmp_path, TODAY)
    assert (known.dated, known.years, known.stale, known.successor) == (date(2018, 12, 21), 7, True, None)
    assert not validity(standard, tmp_path, date(2021, 12, 20)).stale
    assert validity(standard, tmp_path, date(2021, 12, 21)).stale


def test_a_standard_without_versions_is_not_called_stale(standard: Standard, tmp_path: Path) -> None:
    """What prints no date is not judged."""
    known = validity(replace(standard, versions=()), tmp_path, TODAY)
    assert known.dated is None
    assert not known.stale


def test_an_operator_records_a_successor(standard: Standard, index: Path, tmp_path: Path) -> None:
    """The file beside the document is taken up without a new index, and answers about the version say so."""
    file = tmp_path / f"{standard.code}.succession.toml"
    assistant = Assistant(Settings(index=index, corpus=tmp_path))
    assert "7 年" in assistant.ask("這份基準的最新版本是什麼時候？").text
    file.write_text('[successor]\ncode = "BAS1499-002v3"\ndate = "2026/03/01"\nnote = "公告"\n', "utf-8")
    answer = assistant.ask("這份基準的最新版本是什麼時候？")
    assert answer.text.startswith("據營運者的紀錄，這個版本已由 BAS1499-002v3 取代（2026/03/01、公告）。")
    assert all(check.holds for check in answer.proof)
    file.write_text("[successor", "utf-8")
    answer = assistant.ask("這份基準的最新版本是什麼時候？")
    assert "2018/12/21" in answer.text and "讀不出來" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "這份職能基準還有效嗎？",
        "有沒有新版？",
        "這份標準還能用嗎？",
        "基準過期了嗎？",
        "这份基准还有效吗？",
        "Is this standard still valid?",
        "Is the standard outdated?",
        "Is there a newer version?",
    ],
)
def test_validity_is_answered_however_it_is_asked(index: Path, tmp_path: Path, question: str) -> None:
    """The version in force, its date, and that its time has passed."""
    answer = Assistant(Settings(index=index, corpus=tmp_path)).ask(question)
    assert not answer.refused and "2018/12/21" in answer.text
    assert any(isinstance(block, Sentence) and block.role == "limit" for block in answer.blocks)


@pytest.mark.parametrize(
    ("content", "error"), [("x", Unreadable), ("[successor]\n", Malformed), ("a = 1\n", Malformed)]
)
def test_a_bad_file_is_a_sentence(standard: Standard, tmp_path: Path, content: str, error: type[Exception]) -> None:
    """It names the file."""
    (tmp_path / f"{standard.code}.succession.toml").write_text(content, "utf-8")
    with pytest.raises(error, match="succession"):
        validity(standard, tmp_path, TODAY)


def test_every_item_stands_at_its_lines(standard: Standard, source: Path) -> None:
    """All 253 items are found again in the source; moved by a line, they are not."""
    text = read(source).text
    found = soundness(Relations(standard), text)
    assert (found.placed, found.elsewhere) == (253, ())
    assert 0 < found.covered <= found.characters
    moved = soundness(Relations(standard), "\n" + text)
    assert len(moved.elsewhere) > 200
