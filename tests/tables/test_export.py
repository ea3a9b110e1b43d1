"""Tables as files, read back and compared with the standard."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from assistant.faces.export.cover import Cover, View
from assistant.faces.export.edition import Edition
from assistant.faces.export.files import archive, delimited
from assistant.faces.export.items import items
from assistant.faces.export.table import Column, Table
from assistant.faces.export.workbook import workbook
from assistant.standard.companion import gloss
from assistant.standard.relations import Relations

COVER = Cover(title="a", sheet="b", font="Microsoft JhengHei", facts=())


@pytest.fixture(scope="module")
def table(relations: Relations, glosses: dict[str, str]) -> Table:
    """Every item of the shipped standard."""
    return items(Edition(relations=relations, word=str, glosses=glosses, root="http://x/"))


def test_a_workbook_holds_the_standard_item_by_item(
    table: Table, relations: Relations, glosses: dict[str, str]
) -> None:
    """Read by openpyxl, the sheet has one row an item: code, wording, details, gloss, lines, link as parsed."""
    sheet = load_workbook(BytesIO(workbook(COVER, [table]))).worksheets[1]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(relations.items)
    for row, item in zip(rows, relations.items, strict=True):
        code, kind, text, details, english, *_, line, link = [cell.value or "" for cell in row]
        assert (code, kind, text) == (item.code, f"kind.{item.kind}", item.text)
        assert details == "；".join(item.details) and english == gloss(glosses, item)
        assert [int(number) for number in str(line).split(",")] == sorted({span.line for span in item.spans})
        assert row[-1].hyperlink.target == link == f"http://x/?ref={item.code}&standard={relations.standard.code}"


def test_rows_say_where_an_item_stands(table: Table) -> None:
    """A row names the task, the activity as far as the table goes, and the level."""
    rows = {row[0]: row for row in table.rows}
    assert rows["P5.1.4"][5:8] == ("T5 發展與維持服務水準的策略", "T5.1 分析歷史數據", 5)
    assert rows["S27"][5:8] == ("T5 發展與維持服務水準的策略", "", 5)
    assert rows["A01"][5:8] == ("", "", "")


def test_some_items_only(relations: Relations, glosses: dict[str, str]) -> None:
    """Asked for some items the table has these; of a code printed twice the one that is meant, with its English."""
    edition = Edition(relations=relations, word=str, glosses=glosses)
    skill, outputs = relations.find("S27"), relations.find("O1.5.1")
    assert [row[0] for row in items(edition, (*skill, *outputs)).rows] == ["O1.5.1", "O1.5.1", "S27"]
    (row,) = items(edition, outputs[1:]).rows
    assert (row[2], row[4]) == (outputs[1].text, "Written market intelligence report")


def test_a_workbook_is_ready_to_work_with(table: Table) -> None:
    """The heading is frozen, the columns have filters and widths."""
    sheet = load_workbook(BytesIO(workbook(COVER, [table]))).worksheets[1]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    assert sheet.column_dimensions["C"].width == 52


def test_a_workbook_is_ready_to_print(table: Table) -> None:
    """Wide sheets lie across A4, all columns and the heading on every page, in a font that has the characters."""
    sheet = load_workbook(BytesIO(workbook(COVER, [table]))).worksheets[1]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1" and sheet["A2"].font.name == COVER.font


@pytest.mark.parametrize(("root", "linked"), [("http://x/app/", True), ("", False)])
def test_the_cover_says_what_a_file_is(relations: Relations, glosses: dict[str, str], root: str, linked: bool) -> None:
    """Standard, filter, time and link; where the app does not know its address there is no link at all."""
    edition = Edition(relations=relations, word=str, glosses=glosses, root=root, english=True)
    view = View(
        editions=(edition,), title="Map", narrowed=("T5", "客戶"), page="map", named={"tasks": "T5", "words": "客戶"}
    )
    assert view.name == f"{relations.standard.code}-Map-T5-客戶"
    made = datetime(2026, 11, 29, 13, 5, tzinfo=UTC)
    book = load_workbook(BytesIO(workbook(view.cover(made), [items(edition)])))
    cover = {row[0].value: row[1] for row in book.worksheets[0].iter_rows()}
    assert "Map" in cover
    told = str(cover["export.standard"].value)
    assert all(
        part in told for part in (relations.standard.code, "V2", "2018/12/21", relations.standard.name, "manager")
    )
    assert (
        cover["export.view"].value == "T5export.separator客戶" and cover["export.made"].value == "2026-11-29 13:05 UTC"
    )
    assert ("export.link" in cover) is ("export.link" in [cell.value for cell in book.worksheets[1][1]]) is linked
    if linked:
        address = f"http://x/app/map?tasks=T5&words=%E5%AE%A2%E6%88%B6&standard={relations.standard.code}"
        assert cover["export.link"].hyperlink.target == address


HOSTILE = (
    "=1+1",
    "+A1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "\n=1",
    "\r=1",
    " =1",
    "\u200b=1",
    "\x0b-1",
)
HARMLESS = ("a\x07b", "x" * 40, "1-2", "–", "a=b")


def test_every_sheet_has_a_name_of_its_own(table: Table) -> None:
    """Excel refuses a file with two sheets of one name, and a name over 31 characters; capitals do not count."""
    long = "Skills and knowledge of the tasks shown in the map"
    tables = [replace(table, title=title) for title in (long, long, "skills", "Skills", long)]
    book = load_workbook(BytesIO(workbook(COVER, tables)))
    names = [sheet.title for sheet in book.worksheets]
    assert len({name.casefold() for name in names}) == len(names) == 6
    assert all(len(name) <= 31 for name in names)


def test_nothing_becomes_a_formula() -> None:
    """Texts that look like formulas stay texts in Excel, and are disarmed in CSV."""
    table = Table(
        title="a/b:[c]*?", columns=(Column(title="text", width=9),), rows=tuple((t,) for t in (*HOSTILE, *HARMLESS))
    )
    sheet = load_workbook(BytesIO(workbook(COVER, [table]))).worksheets[1]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * len(HOSTILE) + [False] * len(HARMLESS)
    assert cells[0].value == "=1+1" and cells[len(HOSTILE)].value == "ab"
    written = list(csv.reader(StringIO(delimited(table).decode("utf-8-sig"), newline="")))
    assert [row[0].startswith("'") for row in written[1:]] == [True] * len(HOSTILE) + [False] * len(HARMLESS)


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
