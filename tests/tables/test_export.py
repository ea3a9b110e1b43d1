"""Tables as files, read back and compared with the standard."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from assistant.faces.export.edition import Edition
from assistant.faces.export.files import archive, delimited, workbook
from assistant.faces.export.items import items
from assistant.faces.export.table import Column, Table
from assistant.standard.companion import gloss
from assistant.standard.relations import Relations


@pytest.fixture(scope="module")
def table(relations: Relations, glosses: dict[str, str]) -> Table:
    """Every item of the shipped standard."""
    address = "http://x/?ref={}".format
    return items(Edition(relations=relations, word=str, glosses=glosses, address=address))


def test_a_workbook_holds_the_standard_item_by_item(
    table: Table, relations: Relations, glosses: dict[str, str]
) -> None:
    """Read by openpyxl, the sheet has one row an item: code, wording, details, gloss, lines, link as parsed."""
    sheet = load_workbook(BytesIO(workbook([table]))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(relations.items)
    for row, item in zip(rows, relations.items, strict=True):
        code, kind, text, details, english, *_, line, link = [cell.value or "" for cell in row]
        assert (code, kind, text) == (item.code, f"kind.{item.kind}", item.text)
        assert details == "；".join(item.details) and english == gloss(glosses, item)
        assert [int(number) for number in str(line).split(",")] == sorted({span.line for span in item.spans})
        assert row[-1].hyperlink.target == link == f"http://x/?ref={item.code}"


def test_rows_say_where_an_item_stands(table: Table) -> None:
    """A row names the task, the activity as far as the table goes, and the level."""
    rows = {row[0]: row for row in table.rows}
    assert rows["P5.1.4"][5:8] == ("T5 發展與維持服務水準的策略", "T5.1 分析歷史數據", 5)
    assert rows["S27"][5:8] == ("T5 發展與維持服務水準的策略", "", 5)
    assert rows["A01"][5:8] == ("", "", "")


def test_some_codes_only(relations: Relations) -> None:
    """Asked for some codes, the table has these, every place of each."""
    chosen = items(Edition(relations=relations, word=str, glosses={}), {"S27", "O1.5.1"})
    assert [row[0] for row in chosen.rows] == ["O1.5.1", "O1.5.1", "S27"]


def test_a_workbook_is_ready_to_work_with(table: Table) -> None:
    """The heading is frozen, the columns have filters and widths."""
    sheet = load_workbook(BytesIO(workbook([table]))).worksheets[0]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    assert sheet.column_dimensions["C"].width == 52


HOSTILE = ("=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", "a\x07b", "x" * 40)


def test_nothing_becomes_a_formula() -> None:
    """Texts that look like formulas stay texts in Excel, and are disarmed in CSV."""
    table = Table(title="a/b:[c]*?", columns=(Column(title="text", width=9),), rows=tuple((t,) for t in HOSTILE))
    sheet = load_workbook(BytesIO(workbook([table]))).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert cells[0].value == "=1+1" and cells[5].value == "ab"
    written = list(csv.reader(StringIO(delimited(table).decode("utf-8-sig"))))
    assert all(row[0].startswith("'") for row in written[1:6])


def test_csv_opens_in_excel_with_its_chinese(table: Table) -> None:
    """CSV begins with a byte order mark and holds the same cells."""
    content = delimited(table)
    assert content.startswith(b"\xef\xbb\xbf")
    written = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert written[1:] == [[str(value) for value in row] for row in table.rows]


def test_an_archive_holds_every_table(table: Table) -> None:
    """Each table is a CSV of its own, in order, named by its title without what a file's name cannot hold."""
    other = Table(title="a/b: c", columns=(Column(title="n", width=9),), rows=((1,),))
    packed = ZipFile(BytesIO(archive([table, other])))
    assert packed.namelist() == [f"1-{table.title}.csv", "2-a-b-c.csv"]
    assert [packed.read(name) for name in packed.namelist()] == [delimited(table), delimited(other)]
