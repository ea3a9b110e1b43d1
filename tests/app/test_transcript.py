"""A whole conversation as a file: what is in it, and that nothing in it does anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from double import Double
from sample_answers import correction, long_list, surely_read
from storage import Storage
from streamlit.testing.v1 import AppTest
from test_chat import ask

from assistant.faces.export.cover import Cover
from assistant.faces.export.transcript import ToldAnswer, markdown, word
from assistant.faces.pages import message

Open = Callable[..., AppTest]
Files = dict[str, Any]
HOSTILE = "=cmd|'/c calc'!A1 \x00\x0b\ufffe <b>T5</b> {{x}} 技能"


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What was offered to download, by its key: the name of the file and what is in it."""
    offered: Files = {}

    def download(label: str, made: Callable[[], object], name: str, key: str, **_: object) -> None:
        offered[key] = (name, made())

    monkeypatch.setattr(message, "download", download)
    return offered


@pytest.mark.parametrize(("lang", "font"), [("zh-TW", "Microsoft JhengHei"), ("zh-CN", "Microsoft YaHei")])
def test_a_conversation_as_word(
    open_app: Open, double: Double, storage: Storage, files: Files, lang: str, font: str
) -> None:
    """Question by question: reading line, table, citations with standard, version and date; one font throughout."""
    double.replies |= {"需要": surely_read, "S27": correction}
    app = open_app(lang)
    assert "whole_docx" not in files
    ask(ask(app, "T5 需要哪些技能？"), "T1 的 S27？")
    name, made = files["whole_docx"]
    document = Document(BytesIO(made))
    said = [paragraph.text for paragraph in document.paragraphs]
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert name == "BAS1499-002v2-T5-需要哪些技能？.docx" and headings == ["T5 需要哪些技能？", "T1 的 S27？"]
    assert "讀作：T5 的技能。" in said and any(one.startswith(("更正：", "更正：")) for one in said)
    cited = [one for one in said if one.startswith("S27 溝通技能 ")]
    assert cited and "BAS1499-002v2" in cited[0] and re.search(r"第 \d+ 行", cited[0])
    assert any(re.search("BAS1499-002v2 .*客戶服務部門經理 V2 20", one) for one in said)
    assert [row.cells[0].text for row in document.tables[0].rows][1:] == ["S27", "S28", "S29", "S30"]
    styles = ZipFile(BytesIO(made)).read("word/styles.xml").decode()
    assert set(re.findall(r'w:eastAsia="([^"]*[^-"A-Z][^"]*)"', styles)) >= {font} and "eastAsiaTheme" not in styles


def test_nothing_in_it_runs(open_app: Open, double: Double, storage: Storage, files: Files) -> None:
    """Whatever was typed stands there as text: no field, no link, no macro, nothing that leads out of the file."""
    double.replies["技能"] = lambda question: replace(surely_read(question), question=question)
    app = ask(open_app(), HOSTILE)
    assert not app.exception
    packed = ZipFile(BytesIO(files["whole_docx"][1]))
    body = packed.read("word/document.xml").decode()
    assert "&lt;b&gt;T5&lt;/b&gt;" in body and "=cmd|" in body
    assert not re.search("<w:(fldSimple|instrText|hyperlink|object|altChunk)", body)
    for part in packed.namelist():
        assert "vba" not in part.lower()
        assert not part.endswith(".rels") or b'TargetMode="External"' not in packed.read(part)


def test_a_conversation_as_markdown(open_app: Open, double: Double, storage: Storage, files: Files) -> None:
    """The answers as their own files have them, under the facts; what was typed is no markup."""
    ask(ask(open_app(), "T5 需要哪些技能？"), "<b>T1</b>？")
    name, made = files["whole_md"]
    assert name.endswith(".md") and files["download_0"][1] in made and files["download_1"][1] in made
    assert "整段對話，2 則問答" in made and "<b>" not in made.replace("\\<b", "")


def test_a_long_list_is_whole_under_headings_that_repeat() -> None:
    """Nothing is cut from a list, and on each page of paper its columns are named."""
    told = [ToldAnswer(answer=long_list("全部"), labels=message.labels("zh-TW"), origin="", way="")]
    cover = Cover(title="全部", sheet="", font="Microsoft JhengHei", facts=())
    table = Document(BytesIO(word(cover, told))).tables[0]
    assert len(table.rows) == 25 and "tblHeader" in table.rows[0]._tr.xml
    assert markdown(cover, told).count("項行為指標的內容 |") == 24
