"""Two versions installed: the newest answers, the older is reachable by its version, and `diff` tells what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant import Assistant, Settings
from assistant.errors import UsageError
from assistant.faces.cli.main import main
from assistant.standard.companion import Companion
from ingest.build import build
from ingest.document import Document
from ingest.parse import Parsed, parse
from ingest.source import decode


@pytest.fixture(scope="module")
def two(parsed: Parsed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped standard and a version after it, the older first."""
    text = parsed.source.text.replace("BAS1499-002v2", "BAS1499-002v3").replace(
        " S32 達到有效遴選成果的訪談和招募技能", ""
    )
    later = parse(decode(text.replace("訪談準則", "面談準則").encode(), "later.txt"))
    folder = tmp_path_factory.mktemp("two")
    build([Document(parsed=one, companion=Companion()) for one in (parsed, later)], Settings(index=folder))
    return folder


def test_the_newest_version_answers_and_the_older_is_reachable(two: Path) -> None:
    """By default, by the code without a version and by the name the newest; with its version the older."""
    assistant = Assistant(Settings(index=two))
    asked = ("S32 是什麼", "客戶服務部門經理的 S32 是什麼", "BAS1499-002 的 S32 是什麼")
    assert {assistant.ask(question).standard for question in asked} == {"BAS1499-002v3"}
    assert assistant.ask("S32 是什麼", standard="BAS1499-002").standard == "BAS1499-002v3"
    older = assistant.ask("BAS1499-002v2 的 S32 是什麼")
    assert older.standard == "BAS1499-002v2" and "S32" in older.cited_codes
    assert assistant.ask("S32 是什麼", standard="bas1499-002v2").standard == "BAS1499-002v2"
    known = assistant.validity("BAS1499-002v2").successor
    assert known and known.code == "BAS1499-002v3" and not assistant.validity().successor
    with pytest.raises(UsageError):
        assistant.ask("S32 是什麼", standard="BAS1499-002v9")


def test_diff_tells_every_change(two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, verbatim and with codes, the sums, and the same as a workbook."""
    file = tmp_path / "changes.xlsx"
    given = ["diff", "BAS1499-002v2", "BAS1499-002v3", "--index", str(two), "--file", str(file)]
    assert main(given) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines] == ["~", "-"]
    assert "訪談準則" in lines[0] and "面談準則" in lines[0] and lines[1].startswith("- S32（T6）")
    assert last == "BAS1499-002v2 → BAS1499-002v3：改寫 1、刪除 1"
    sheet = load_workbook(file).worksheets[1]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["改寫", "刪除"]
    assert main([*given[:-1], str(tmp_path / "changes.doc")]) == 2
    assert main(["diff", "BAS1499-002v2", "BAS1499-002v2", "--index", str(two), "--language", "en"]) == 0
    assert "are the same" in capsys.readouterr().out
