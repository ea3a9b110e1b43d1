"""Standards as the ministry publishes them, in PDF: what is read is what the same standard gives as text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import Print, Sheet, bound, printed
from test_others import CODES
from test_repagination import content
from typesetting import Style, lay_out

from assistant.answer.assistant import Assistant
from assistant.errors import Unreadable
from assistant.settings import Settings
from assistant.standard.canonical import canonical, record
from assistant.standard.companion import Companion
from assistant.standard.model import Box, Standard
from ingest.__main__ import main
from ingest.build import build
from ingest.check import check
from ingest.document import Document
from ingest.parse import Parsed, parse
from ingest.pdf import PAGES
from ingest.source import decode, read

_FONT = {"工": "⼯", "用": "⽤", "長": "⻑", "民": "⺠", "戶": "⼾", "見": "⾒"}


def bare(value: Any) -> Any:
    """A record without blanks: one that a line break took away between Chinese and Latin leaves no trace."""
    if isinstance(value, dict):
        return {name: bare(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return "".join(value.split()) if isinstance(value, str) else value


def _read(data: bytes) -> Parsed:
    return parse(decode(data, "x.pdf"))


def _same(parsed: Parsed, standard: Standard) -> None:
    assert bare(content(record(parsed.standard))) == bare(content(record(standard)))
    assert check(parsed).sound


@pytest.fixture(scope="module")
def pdf(source: Path) -> bytes:
    """The shipped standard as a PDF."""
    return printed(source.read_text("utf-8"), Print(), Random(0))


@pytest.mark.parametrize("code", CODES)
def test_reads_as_the_truth(shared: Path, code: str) -> None:
    """Each real PDF gives, errata aside, exactly the standard that was transcribed; nothing is lost or broken."""
    parsed = parse(read(shared / "standards" / "pdf" / f"{code}.pdf"))
    truth = json.loads((shared / "standards" / "truth" / f"{code}.json").read_text(encoding="utf-8"))
    assert canonical(parsed.standard) | {"errata": 0} == truth | {"errata": 0}
    assert check(parsed).sound
    text = parse(read(shared / "standards" / "text" / f"{code}.txt")).standard
    assert content(record(parsed.standard)) == content(record(text))


@pytest.mark.parametrize(
    "style",
    [
        Print(rules="box"),
        Print(rules="bar", again=0),
        Print(open=True, total=None),
        Print(widths=(20, 9, 8, 14, 6, 11, 30), header="iCAP 職能發展應用平台 2026/11/29"),
        Print(split=True),
        Print(short=12),
        Print(swaps=_FONT),
    ],
    ids=[
        "boxes",
        "heading once",
        "open at page ends",
        "other widths",
        "split heading",
        "borders end above text",
        "radicals",
    ],
)
def test_shipped_standard(source: Path, standard: Standard, style: Print) -> None:
    """However it is printed, the PDF gives what the text gives, with header and footer gone."""
    _same(_read(printed(source.read_text("utf-8"), style, Random(1))), standard)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32), rows=st.integers(1, 7), cut=st.floats(0, 1), again=st.sampled_from((0, 0.5, 1)))
def test_page_ends(standard: Standard, seed: int, rows: int, cut: float, again: float) -> None:
    """Pages may end in any cell, cells be merged over many pages, columns be of any width and headings be missing."""
    random = Random(seed)
    text = lay_out(standard, random, Style(rows=rows, cut=cut, strip=True, crumbs=False, words=True))
    style = Print(again=again, widths=tuple(random.uniform(5, 30) for _ in range(7)))
    _same(_read(printed(text, style, random)), standard)


def test_bullets_of_symbol_fonts(source: Path, standard: Standard) -> None:
    """A bullet that has no character of its own begins a note, whichever it is."""
    text = source.read_text("utf-8").replace("\n- ", "\n\uf0b2 ").replace("\n - ", "\n \uf075 ")
    _same(_read(printed(text, Print(), Random(0))), standard)


def test_attitudes_one_to_a_line(source: Path, standard: Standard) -> None:
    """Bare attitudes are one each where their lines end early; a line that is full goes on in the next."""
    long = "對於任務的執行過程能謹慎考量及處理所有細節並精確地檢視每個程序而對其保持高度關注" * 3
    bare = ["主動積極", long, "謹慎細心 Conscientiousness", "團隊合作"]
    text = re.sub(r"(?m)(^- A0\d .*\n)+", "".join(f"{name}\n" for name in bare), source.read_text("utf-8"))
    found = _read(printed(text, Print(), Random(0)))
    assert [attitude.name for attitude in found.standard.attitudes] == bare
    assert len([line for line in found.source.lines if line and line in long]) > 1


def test_a_footer_that_counts_more_pages(source: Path) -> None:
    """A footer that promises more pages than there are is told, and the standard is read."""
    data = printed(source.read_text("utf-8"), Print(total=40), Random(0))
    notes = [str(finding) for finding in check(_read(data)).findings]
    assert any("count 40 pages" in note for note in notes)


def test_places_are_cells_on_pages(pdf: bytes) -> None:
    """Everything that is printed has its page and the box of its cell there."""
    parsed = _read(pdf)
    tasks = parsed.standard.tasks
    spans = [span for task in tasks for span in task.spans]
    assert all(isinstance(span.at, Box) and 0 <= span.at.left < span.at.right <= 842 for span in spans)
    pages = [span.at.page for span in spans if isinstance(span.at, Box)]
    assert pages == sorted(pages)
    assert pages[-1] > 1


def test_a_fault_is_told_with_its_page(source: Path) -> None:
    """Where a text has a line, a message about a PDF has a page."""
    text = source.read_text("utf-8").replace("\t5\tK", "\t7\tK", 1)
    with pytest.raises(Exception, match=r"^x\.pdf 第 \d+ 頁：級別「7」.* x\.pdf, page \d+: the level 「7」"):
        _read(printed(text, Print(), Random(0)))


def test_an_index_of_a_pdf_answers(pdf: bytes, tmp_path: Path) -> None:
    """A question to an index built from a PDF is answered, and what is cited stands on a page."""
    build([Document(parsed=_read(pdf), companion=Companion())], Settings(index=tmp_path))
    assistant = Assistant(Settings(index=tmp_path))
    answer = assistant.ask("T1.2 的行為指標有哪些？")
    assert set(answer.cited_codes) >= {"P1.2.1", "P1.2.2"}
    assert all(span.at for citation in answer.citations for span in citation.spans)
    assert "頁" in assistant.ask("K12 在原文第幾行？").text


def test_the_same_standard_in_two_formats_is_told(
    pdf: bytes, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder is read in every format, and two files of one standard are named; one alone is published as JSON."""
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "A.pdf").write_bytes(pdf)
    assert main(["json", str(folder / "A.pdf")]) == 0
    assert json.loads(capsys.readouterr().out)["code"] == "BAS1499-002v2"
    (folder / source.name).write_bytes(source.read_bytes())
    assert main([str(folder), "--index", str(tmp_path / "index")]) == 1
    assert "A.pdf、BAS1499-002v2.txt 是同一份基準" in capsys.readouterr().err


def _encrypted(data: bytes) -> bytes:
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
        b"ab" * 32,
        b"cd" * 32,
    )
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R " + lock)


def test_what_cannot_be_read_is_told(pdf: bytes) -> None:
    """A PDF that is encrypted, cut off, only pictures, too long, or none at all is refused in a sentence."""
    style = Print(total=None)
    cases = {
        b"%PDF-1.7\nnothing": "no PDF or a damaged one",
        pdf[: len(pdf) // 2]: "no PDF or a damaged one",
        b"": "no PDF or a damaged one",
        _encrypted(pdf): "encrypted",
        bound([Sheet(style)], style): "no text",
        bound([Sheet(Print())] * (PAGES + 1), style): "limit",
    }
    for data, told in cases.items():
        with pytest.raises(Unreadable, match=told):
            decode(data, "x.pdf")
