"""Questions written in a spreadsheet become those that were meant, and what is wrong in one is told with its row."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from hand import case, unanswerable
from openpyxl import Workbook

from assistant.__main__ import main
from assistant.errors import UsageError
from assistant.evaluation import sheet
from assistant.evaluation.cases import Case, as_lines, load, loads

FORM = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}
CASES = (
    case(tags=("新人", "hard"), must_include=("service level|服務水準", "5"), notes="=要全部"),
    case(id="H3", form=FORM, category="報價", standard="BAS1499-002v2"),
    unanswerable(id="H2", history=[{"role": "user", "content": "T5 的技能？"}]),
)


def rows(cases: Sequence[Case], between: str) -> list[list[object]]:
    """Questions as a person would type them, with something between the words of a list."""
    made: list[dict[str, object]] = []
    for one in map(json.loads, as_lines(cases).splitlines()):
        for field, value in one.items():
            if field in ("history", "form"):
                one[field] = json.dumps(value) if value else None
            elif isinstance(value, list):
                one[field] = (";" if field == "must_include" else between).join(value)
        made.append(one)
    heads = list(dict.fromkeys(field for one in made for field in one))
    return [list(heads), [], *([one.get(head) for head in heads] for one in made)]


def as_csv(file: Path, table: Sequence[Sequence[object]]) -> Path:
    """A CSV file with the mark that spreadsheets put in front."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(table)
    return file


def as_excel(file: Path, table: Sequence[Sequence[object]]) -> Path:
    """An Excel file; what looks like a formula is text, as it was typed with an apostrophe."""
    book = Workbook()
    for row in table:
        book.worksheets[0].append([f"'{cell}" if str(cell).startswith("=") else cell for cell in row])
    book.save(file)
    return file


@pytest.mark.parametrize("between", [" ", ";", "；", " ; "])
def test_there_and_back(between: str, tmp_path: Path) -> None:
    """CSV and Excel are read as the questions they were made of, and imported as the file that reads the same."""
    table, out = rows(CASES, between), tmp_path / "out.jsonl"
    for file in (as_csv(tmp_path / "set.csv", table), as_excel(tmp_path / "set.xlsx", table)):
        assert load([file]) == CASES
        assert main(["import", str(file), str(out)]) == 0
        assert out.read_text("utf-8") == as_lines(CASES) and load([out]) == CASES


def test_cells_that_a_spreadsheet_made_numbers_and_days(tmp_path: Path) -> None:
    """A number is its digits and a day has no time."""
    table = rows([case()], " ")
    table[2][table[0].index("must_include")] = 4.0
    table.append(
        [
            cell if head != "must_include" else datetime(2018, 12, 21)
            for head, cell in zip(table[0], table[2], strict=True)
        ]
    )
    table[3][0] = "H2"
    assert [one.must_include for one in load([as_excel(tmp_path / "set.xlsx", table)])] == [("4",), ("2018-12-21",)]


def test_empty_rows_and_cells_are_not_given() -> None:
    """What is left empty is left out, and a row counts where it stands."""
    content = b"id,notes,gold_codes\n,,\nA,,T1 T2\n"
    assert list(sheet.lines("s.csv", content)) == [("s.csv:3", '{"id": "A", "gold_codes": ["T1", "T2"]}')]


def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every bad row is named with its column, and nothing is written."""
    table = rows(CASES, " ")
    table[2][table[0].index("lang")] = "fr"
    table[4][table[0].index("history")] = "Q: T5"
    file = as_csv(tmp_path / "set.csv", table)
    assert main(["import", str(file), str(tmp_path / "out.jsonl")]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition("：")[0] for line in told] == ["set.csv:3，lang", "set.csv:5，history"]
    assert not (tmp_path / "out.jsonl").exists()


def test_a_cell_under_no_heading_and_a_file_that_is_none(tmp_path: Path) -> None:
    """A value whose column has no name is refused, and so is something else called Excel."""
    file = as_csv(tmp_path / "set.csv", [*rows([case()], " "), ["a"] * 20])
    with pytest.raises(UsageError, match=r"set\.csv:4：有值的欄沒有欄名"):
        load([file])
    with pytest.raises(UsageError, match=r"set\.xlsx 不是可讀的 Excel 檔"):
        loads("set.xlsx", b"PK")
