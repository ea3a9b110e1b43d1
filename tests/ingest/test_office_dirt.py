"""What office programs and web pages do to a standard: it is read, told, or refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
import word
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Block, Paragraph, Style, Table, typed
from office_files import FORMS, changed, read, same
from test_office import WRITERS
from typesetting import Style as Setting
from typesetting import lay_out

from assistant.answer.assistant import Assistant
from assistant.errors import CorpusError
from assistant.faces.tools.toolbox import Toolbox
from assistant.settings import Settings as Configuration
from assistant.standard.companion import Companion
from assistant.standard.model import Slot, Standard
from assistant.standard.walk import walk
from ingest.build import build
from ingest.check import check
from ingest.document import Document
from ingest.numerals import numeral
from ingest.source import decode


@pytest.mark.parametrize("form", FORMS)
def test_one_table_without_page_ends(standard: Standard, form: str) -> None:
    """An author's own file has one long table, cells merged over all rows of a task, its heading printed once."""
    text = lay_out(standard, Random(0), Setting(rows=10**9, cut=0, crumbs=False))
    assert sum(line.startswith("工作任務\t") for line in text.split("\n")) == 1
    same(read(WRITERS[form](typed(text, Style(split=True), Random(0)), Random(0)), form), standard)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 2**32),
    rows=st.integers(1, 7),
    cut=st.floats(0, 1),
    form=st.sampled_from(FORMS),
    joined=st.booleans(),
    paragraphs=st.booleans(),
)
def test_page_ends(
    standard: Standard, seed: int, rows: int, cut: float, form: str, joined: bool, paragraphs: bool
) -> None:
    """Pages may end in any cell, and cells be merged over many of them."""
    random = Random(seed)
    text = lay_out(standard, random, Setting(rows=rows, cut=cut, strip=True, crumbs=False, words=True))
    blocks = typed(text, Style(joined=joined, paragraphs=paragraphs), random)
    same(read(WRITERS[form](blocks, random), form), standard)


@pytest.mark.parametrize("form", FORMS)
def test_places_are_rows_of_tables(source: Path, files: dict[str, bytes], form: str) -> None:
    """Everything in a table stands in a row that holds its code there, everything behind in a paragraph."""
    found = read(files[form], form)
    blocks = typed(source.read_text("utf-8"), Style(), Random(0))
    tables = [block for block in blocks if isinstance(block, Table)]
    outside = [block for block in blocks if isinstance(block, Paragraph)]
    seen = 0
    for item in walk(found.standard):
        for number, span in enumerate(item.spans):
            assert isinstance(span.at, Slot)
            if span.at.table:
                row = tables[span.at.table - 1].rows[span.at.row - 1]
                printed = "".join(p.text for cell in row for p in cell.paragraphs)
            else:
                printed = outside[span.at.row - 1].text
            if number == 0 and item.code:
                assert item.code in "".join(printed.split())
                seen += 1
    assert seen > 200


def test_an_index_of_a_word_document_answers(files: dict[str, bytes], tmp_path: Path) -> None:
    """Answers, tools and tables tell table and row of what an index built from a Word document holds."""
    build([Document(parsed=read(files["docx"], "docx"), companion=Companion())], Configuration(index=tmp_path))
    assistant = Assistant(Configuration(index=tmp_path))
    answer = assistant.ask("K12 在原文第幾行？")
    assert "在原文表 4 第 " in answer.text
    assert all(isinstance(span.at, Slot) for citation in answer.citations for span in citation.spans)
    (found,) = Toolbox(assistant).lookup(["K12"]).found
    assert (found.lines, found.pages, found.boxes) == ((), (), ())
    assert {slot.table for slot in found.rows} == {4}


@pytest.mark.parametrize("form", FORMS)
def test_a_fault_is_told_with_its_table(source: Path, form: str) -> None:
    """Where a text has a line, a message about these has a table and a row."""
    text = source.read_text("utf-8").replace("\t5\tK", "\t7\tK", 1)
    told = rf"^x\.{form} 表 \d+ 第 \d+ 列：級別「7」.* x\.{form}, table \d+, row \d+: the level 「7」"
    with pytest.raises(CorpusError, match=told):
        read(WRITERS[form](typed(text, Style(), Random(0)), Random(0)), form)


@pytest.mark.parametrize("form", ("docx", "odt", "html"))
def test_what_is_not_read_is_told(blocks: list[Block], form: str) -> None:
    """Changes, comments, footnotes and hidden text are no part of the standard; a note says that they are there."""
    notes = " ".join(str(finding) for finding in check(read(WRITERS[form](blocks, Random(0)), form)).findings)
    for what in {"docx": ("tracked", "comments", "hidden"), "odt": ("tracked", "comments", "footnotes", "hidden")}.get(
        form, ("menus", "hidden", "deleted")
    ):
        assert what in notes


@pytest.mark.parametrize("form", FORMS)
def test_a_table_in_a_frame(blocks: list[Block], form: str, standard: Standard) -> None:
    """A table that only puts tables in their place is none."""
    data = WRITERS[form](blocks, Random(0), dirty=False)
    frames = {
        "docx": ("<w:body>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "<w:sectPr"),
        "odt": ("<text:sequence-decls/>", "<table:table><table:table-row><table:table-cell>",
                "</table:table-cell></table:table-row></table:table>", "</office:text>"),
        "html": ("<nav>", "<table><tr><td>", "</td></tr></table>", "</body>"),
    }  # fmt: skip
    start, before, after, end = frames[form]
    framed = changed(
        data,
        form,
        lambda text: text.replace(start, start + before if form != "html" else before + start, 1).replace(
            end, after + end, 1
        ),
    )
    same(read(framed, form), standard)


def test_lists_of_word_in_a_web_page(standard: Standard, files: dict[str, bytes]) -> None:
    """Word saves a list as paragraphs with a bullet of a symbol font, which is a bullet."""
    label = "<span style='font-family:Wingdings;mso-list:Ignore'>n<span>&nbsp;&nbsp; </span></span>"

    def item(level: int) -> str:
        return f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>{label}<![endif]>"

    text = files["html"].decode()
    text = text.replace("<ul><ul><li><p>", item(2)).replace("</p></li></ul></ul>", "</p>")
    text = text.replace("<ul><li><p>", item(1)).replace("</p></li></ul>", "</p>")
    assert "<ul>" not in text
    same(read(text.encode(), "html"), standard)


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "upperLetter", "L"),
        (27, "a", "aa"),
        (4, "lowerRoman", "iv"),
        (1994, "I", "MCMXCIV"),
        (21, "taiwaneseCountingThousand", "二十一"),
        (10, "一, 二, 三, ...", "十"),
        (5, "decimalEnclosedCircle", "⑤"),
        (25, "decimalEnclosedCircle", "25"),
        (7, "decimalFullWidth", "７"),
        (8, "no such format", "8"),
        (0, "upperLetter", "0"),
    ],
)
def test_numerals(number: int, form: str, printed: str) -> None:
    """The numbers of lists are as office programs and browsers print them."""
    assert numeral(number, form) == printed


def test_codes_that_a_list_draws() -> None:
    """A code that is the number of a list, over several levels and from list to list, is there as it is printed."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("T%1", "T%1.%2"))
    )
    numbering = f'<w:numbering xmlns:w="{word._W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    lines = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for n in (0, 1, 1, 0, 1)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word._W}"><w:body>{lines}</w:body></w:document>')
        archive.writestr("word/numbering.xml", numbering)
    found = [line.strip() for line in decode(file.getvalue(), "x.docx").lines if line]
    assert found == ["T1 x", "T1.1 x", "T1.2 x", "T2 x", "T2.1 x"]
