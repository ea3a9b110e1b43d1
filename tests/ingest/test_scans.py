"""Scans: read through the same tables, checks and ledger, marked as recognised text, published only with a yes."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from random import Random

import pytest
from bars import Bars, bound, frames
from paper import Print, printed
from PIL import Image
from PIL.Image import Resampling
from scanned import STANDARDS, items, scanned
from test_pdf import bare
from test_repagination import content

from assistant.answer.assistant import Assistant
from assistant.errors import Unreadable
from assistant.index.generation import current, published
from assistant.settings import Settings
from assistant.standard.canonical import canonical, record
from assistant.standard.model import Box, Standard
from ingest import pdf, recognition, scan
from ingest.__main__ import main
from ingest.check import check
from ingest.grid import grids
from ingest.parse import Parsed, parse
from ingest.source import decode
from ingest.strokes import Strokes, upright
from ingest.verdict import judge


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> Bars:
    """The recogniser of this installation, which reads bars."""
    found = Bars()
    monkeypatch.setattr(scan, "RESOLUTION", 96.0)
    for module in (pdf, scan):
        monkeypatch.setattr(module, "recogniser", lambda name: found)
    return found


@pytest.fixture(scope="module")
def paper(source: Path) -> bytes:
    """The shipped standard as a PDF with text."""
    return printed(source.read_text("utf-8"), Print(), Random(0))


@pytest.fixture
def scanned_pdf(bars: Bars, paper: bytes) -> bytes:
    """It as a PDF of pictures."""
    return bound(bars.drawn(paper))


def _recognised(parsed: Parsed, standard: Standard) -> None:
    """A scan says what the standard says; all of it is marked, in places, report and ledger."""
    assert bare(content(record(parsed.standard))) == bare(content(record(standard)))
    report = check(parsed)
    notes = [str(finding) for finding in report.findings]
    assert report.sound and any("recognised" in note for note in notes)
    assert [note for note in notes if "hard to make out" in note] == [
        "note: page 1: 「客戶服務部門經理職能基準」 is hard to make out"
    ]
    assert parsed.source.recognised
    assert all(isinstance(at, Box) and at.recognised for at in parsed.source.places.values())
    told = [e.message for e in parsed.standard.errata if e.kind == "recognised_text"]
    assert len(told) == 1 and "第 1–" in told[0]


def test_a_scan_in_a_pdf(scanned_pdf: bytes, standard: Standard) -> None:
    """Pages that are pictures give the same cells, with page and box, through the same parser."""
    _recognised(parse(decode(scanned_pdf, "scan.pdf")), standard)


@pytest.mark.parametrize("ending", ["tif", "tiff"])
def test_pictures_of_pages(bars: Bars, paper: bytes, standard: Standard, ending: str) -> None:
    """So do pictures without a PDF around them."""
    _recognised(parse(decode(frames(bars.drawn(paper)), f"scan.{ending}")), standard)


def test_only_pages_that_are_pictures_are_recognised(bars: Bars, paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that a PDF holds is never read from its looks."""
    monkeypatch.setattr(pdf, "recogniser", lambda name: pytest.fail("recognised"))
    assert not decode(paper, "text.pdf").recognised


@pytest.mark.parametrize("degrees", [-1.3, 0.4, 2.0])
def test_a_page_that_lies_askew(bars: Bars, paper: bytes, degrees: float) -> None:
    """A page is turned until its lines are level: its tables have the cells that they have on a straight one."""
    straight = bars.drawn(paper)[3]
    askew = straight.rotate(degrees, Resampling.BICUBIC, fillcolor=255)
    scale = scan.RESOLUTION / scan.POINTS
    expected, found = (grids(Strokes(upright(page), scale).rules) for page in (straight, askew))
    assert [len(table.cells) for table in found] == [len(table.cells) for table in expected]


def test_nothing_is_published_without_a_yes(
    scanned_pdf: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read on its own, in a folder or added, a scan is refused in a sentence; with the option it is published."""
    folder, index = tmp_path / "corpus", tmp_path / "index"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(scanned_pdf)
    assert main(["check", str(folder / "scan.pdf")]) == 5
    for command in ([str(folder)], [str(folder / "scan.pdf")], ["add", str(folder / "scan.pdf")]):
        assert main([*command, "--index", str(index)]) in (1, 5)
        told = capsys.readouterr().err
        assert "--recognised" in told and "辨識" in told
        assert not published(index)
    assert main([str(folder), "--recognised", "--index", str(index)]) == 0
    assert "文字經辨識 recognised text" in capsys.readouterr().out
    assert list(current(index).manifest.standards) == ["BAS1499-002v2"]
    assistant = Assistant(Settings(index=index))
    answer = assistant.ask("K12 在原文第幾行？")
    assert "掃描檔，文字經辨識" in answer.text
    assert all(isinstance(s.at, Box) and s.at.recognised for c in answer.citations for s in c.spans)
    assert main([str(folder), "--index", str(index)]) == 0  # what was said yes to stays as it is


def test_without_the_extra_a_sentence_says_what_to_install(
    bars: Bars, paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the verdict of the file, and stops no other."""

    def absent() -> None:
        raise ImportError("rapidocr")

    images = bars.drawn(paper)[:1]
    for module in (pdf, scan):
        monkeypatch.setattr(module, "recogniser", recognition.recogniser)
    monkeypatch.setattr(recognition, "_engine", absent)
    for name, data in {"scan.pdf": bound(images), "scan.tif": frames(images)}.items():
        (tmp_path / name).write_bytes(data)
        fault = judge(tmp_path / name, listed=True).fault
        assert isinstance(fault, Unreadable) and "competency-assistant[ocr]" in str(fault)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.png", b"\x89PNG\r\n\x1a\n", "no picture or a damaged one"),
        ("x.jpg", b"\xff\xd8\xff\xe0" + b"0" * 40, "no picture or a damaged one"),
        ("x.tif", b"II*\0", "no picture or a damaged one"),
        ("x.pdf", b"\x89PNG\r\n\x1a\n", "its content is PNG"),
        ("x.png", b"%PDF-1.7", "its content is PDF"),
    ],
)
def test_damaged_pictures_are_told(bars: Bars, name: str, data: bytes, told: str) -> None:
    """As are those of another kind than their name says."""
    with pytest.raises(Unreadable, match=told):
        decode(data, name)


def test_a_scan_of_too_many_pages_is_told(bars: Bars, paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes its time."""
    images = bars.drawn(paper)[:2]
    monkeypatch.setattr(scan, "PAGES", 1)
    for data, name in ((frames(images), "x.tif"), (bound(images), "x.pdf")):
        with pytest.raises(Unreadable, match="more than 1 scanned pages"):
            decode(data, name)


def test_an_empty_picture_is_told(bars: Bars) -> None:
    """A blank page holds nothing to recognise."""
    with pytest.raises(Unreadable, match="no text can be made out"):
        decode(frames([Image.new("L", (300, 200), 255)]), "x.tif")


@pytest.mark.skipif(not importlib.util.find_spec("rapidocr"), reason="the extra ocr is not installed")
def test_a_real_scan_is_recognised(shared: Path) -> None:
    """A page of a published PDF, rendered as a scanner sees it, gives its items; the models come with the package."""
    code = "BAS1219-002v4"
    scan = scanned((STANDARDS / "pdf" / f"{code}.pdf").read_bytes(), 200, 0.5, 6.0)
    truth = items(json.loads((STANDARDS / "truth" / f"{code}.json").read_text("utf-8")), narrow=True)
    parsed = parse(decode(scan, "scan.pdf"))
    assert check(parsed).sound
    assert (truth & items(canonical(parsed.standard), narrow=True)).total() >= 0.95 * truth.total()
