"""Answers as Markdown, as text and as a file."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from sample_answers import refusal, skills_of_t5

from assistant.answer.model import Row, reference
from assistant.answer.render import as_document, as_text, chip, escape, inline, table
from assistant.faces.pages.drawing import fragment
from assistant.faces.pages.message import labels
from assistant.standard.model import Box, Slot, Span
from assistant.standard.place import places

LINK = re.compile(r"(?<!\\)\]\(")
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/?q=1)",
    "[x](javascript:alert(1))",
    "[x]: http://evil.example",
    "$5 and $6",
    ":red[x] :material/home: :streamlit:",
    "# heading",
    "> quote",
    "1. one",
    "- item",
    "`code` ~~gone~~ **bold** _it_",
    "https://evil.example www.evil.example a@evil.example",
    "a | b",
    "-- -> <- >= <= ~=",
    "line\nbreak\n\n# x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_keeps_its_characters(text: str) -> None:
    """Escaping adds only backslashes and joiners to the characters of one line."""
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escape(text)).replace("\u2060", "")
    assert bare == " ".join(text.split())


@given(st.text())
def test_escaped_text_has_no_bare_punctuation(text: str) -> None:
    """No ASCII punctuation of any text stands without a backslash, so none of it is markup."""
    assert not re.search(r"[!-/:-@\[\]-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", escape(text)))


@given(st.text())
def test_no_text_becomes_a_link(text: str) -> None:
    """The only links in a rendered text are those of its references."""
    assert len(LINK.findall(inline(f"{text}{reference('S27')}"))) == len(LINK.findall(inline(text))) + 1
    assert not LINK.search(escape(text))


def test_literal_addresses_stay_text() -> None:
    """Addresses are broken by an invisible joiner, for backslashes do not stop automatic links."""
    shown = escape("https://evil.example www.evil.example a@evil.example")
    assert "https\u2060" in shown and "www\u2060" in shown and "\u2060\\@" in shown


def test_chip_links_to_its_code() -> None:
    """A reference becomes a link that the citation layer knows, also into another standard."""
    assert inline(f"任務{reference('T5.1')}") == "任務[T5\\.1](#cite-T5.1)"
    assert chip("BAS1499-002v2:T5").endswith("](#cite-T5@BAS1499-002v2)")


def test_third_column_only_when_needed() -> None:
    """A table has a third column exactly when some row has details or a gloss."""
    names = labels("en")
    plain = table([Row(code="P5.1.1", text="甲")], names)
    assert plain.splitlines()[0].count("|") == 3
    assert table([Row(code="S27", text="甲", gloss="A")], names).splitlines()[0].count("|") == 4
    assert "**甲**" in table([Row(code="S27", text="甲", details=("乙", "丙"))], names)


def test_table_rows_stay_on_one_line() -> None:
    """Wording with line breaks and bars cannot leave its cell."""
    lines = table([Row(code="S27", text="甲\n| 乙 |", details=("丙\n丁",))], labels("zh-TW")).splitlines()
    assert len(lines) == 3
    assert len(re.findall(r"(?<!\\)\|", lines[2])) == 4


def test_copy_carries_words_and_sources() -> None:
    """The copied text holds every row, every citation with its lines, and nothing invisible."""
    answer = skills_of_t5("T5 需要哪些技能？")
    text = as_text(answer, labels("zh-TW"), "BAS1499-002v2", "查表")
    assert all(code in text for code in ("S27", "S28", "S29", "S30"))
    assert "（BAS1499-002v2，第 7 行）" in text
    assert "\u2060" not in text and "\ue000" not in text and "](#" not in text


def test_document_is_markdown_with_sources() -> None:
    """The downloaded file has the question as title, the table, the notes and the source lines."""
    answer = skills_of_t5("T5 需要哪些技能？")
    text = as_document(answer, labels("zh-TW"), "BAS1499-002v2 客戶服務部門經理", "查表")
    assert text.startswith("# T5 需要哪些技能？\n")
    assert "| S30 | 風險評估和管理技能 |" in text
    assert "> 這些技能屬於整個任務" in text
    assert "- **S29** 創新解決方案的問題解決技能 （BAS1499-002v2，第 10 行）" in text


def test_document_of_a_refusal() -> None:
    """A refusal can be kept like any answer."""
    assert "這份職能基準沒有提到薪資。" in as_document(refusal("薪水？"), labels("zh-TW"), "X", "查無依據")


def test_places_are_joined_to_ranges() -> None:
    """Neighbouring source lines are given as a range, others one by one; pages, if any, go before lines."""
    spans = [Span(n, 0, 1) for n in (51, 52, 54, 51)]
    assert [(p.unit, p.ranges) for p in places(spans)] == [("line", ("51–52", "54"))]
    (paged,) = places(Span(s.line, 0, 1, Box(page, 0, 0, 1, 1)) for s, page in zip(spans, (3, 3, 4, 3), strict=True))
    assert (paged.unit, paged.ranges) == ("page", ("3–4",))


def test_a_page_is_told_where_there_are_pages() -> None:
    """What rests on a document with pages is cited by page, in every language of the answers."""
    answer = skills_of_t5("T5 的技能？")
    paged = tuple(replace(c, spans=tuple(s._replace(at=Box(3, 0, 0, 1, 1)) for s in c.spans)) for c in answer.citations)
    for language, told in {"zh-TW": "第 3 頁", "zh-CN": "第 3 页", "en": "page 3"}.items():
        assert told in as_text(replace(answer, citations=paged), labels(language), "X", "規則")


def test_a_row_of_a_table_is_told_where_there_are_no_pages() -> None:
    """What rests on a document of tables is cited by table and row or by paragraph, in every language."""
    answer = skills_of_t5("T5 的技能？")
    at = cycle((Slot(2, 4), Slot(1, 3), Slot(1, 5), Slot(0, 7)))
    slotted = tuple(replace(c, spans=tuple(Span(1, 0, 1, next(at)) for _ in range(4))) for c in answer.citations)
    for language, told in {
        "zh-TW": "表 1 第 3、5 列；表 2 第 4 列；第 7 段",
        "zh-CN": "表 1 第 3、5 行；表 2 第 4 行；第 7 段",
        "en": "table 1, row 3, 5; table 2, row 4; paragraph 7",
    }.items():
        assert told in as_text(replace(answer, citations=slotted), labels(language), "X", "規則")


def test_what_a_template_lacks_is_an_error_and_what_it_gets_is_text() -> None:
    """A piece of a page escapes every value, and is not drawn without one that it asks for."""
    assert fragment("passage.title", text="<b>x</b>") == "<p class=ptitle>&lt;b&gt;x&lt;/b&gt;</p>"
    with pytest.raises(UndefinedError):
        fragment("item.found", edition=None)
