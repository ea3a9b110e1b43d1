"""Carelessness that published standards show: what is meant is read, with the ledger telling how it is printed."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from office import Style, typed
from paper import Print, printed
from test_office import WRITERS
from test_pdf import bare
from test_repagination import content

from assistant.errors import Malformed
from assistant.standard.canonical import record
from assistant.standard.model import Standard
from ingest.check import check
from ingest.parse import Parsed, parse
from ingest.source import decode


def _read(text: str) -> Parsed:
    return parse(decode(text.encode(), "dirt.txt"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("T1.2 ", "【T1.2】"),
        ("T3 ", "【T3】 "),
        ("P1.2.3 ", "P.1.2.3 "),
        ("P5.1.2 ", "P 5.1.2 "),
        ("P1.2.3 ", "1.2.3 "),
        ("P1.2.3 ", "[P1.2.3] "),
        ("O1.2.1 ", "01.2.1 "),
        ("O5.2.2 ", "05.2.2 "),
        ("K12 ", "K.12 "),
        ("K12 ", "【K12】"),
        ("\t5\tK", "\t5（初）\tK"),
        ("\t5\tK", "\t第 5 級\tK"),
    ],
)
def test_codes_and_levels(parsed: Parsed, old: str, new: str) -> None:
    """A code in brackets, with a point or blank behind its letter or without its letter is the code; so is a level."""
    assert old in parsed.source.text
    found = _read(parsed.source.text.replace(old, new, 1))
    assert content(record(found.standard)) == content(record(parsed.standard))
    assert check(found).sound
    if "級" not in new and "初" not in new and " " not in new.strip():
        assert "unusual_code" in {erratum.kind for erratum in found.standard.errata}


_EVERYWHERE = {
    "T1.2 ": "【T1.2】",
    "P1.2.3 ": "P.1.2.3 ",
    "P5.1.2 ": "P 5.1.2 ",
    "P3.1.2 ": "3.1.2 ",
    "K12 ": "【K12】",
    "O1.2.1 ": "01.2.1 ",
    "O5.2.2 ": "05.2.2 ",
    "\t5\tK": "\t5（初）\tK",
    "工作任務\t工作活動": "主要職責\t工作任務",
    "工": "\u2f2f",
    "目": "\u2eab",
    "示": "\u2eac",
    "■": "\uf06e",
}


@pytest.mark.parametrize("form", ["txt", "pdf", *WRITERS])
@pytest.mark.parametrize("blank", ["", "職能 級別", "工作產出"])
def test_all_of_it_in_every_format(source: Path, form: str, blank: str) -> None:
    """One document with all this carelessness, and with a heading left blank, says the same in five formats."""
    text = source.read_text("utf-8")
    text = text.replace("BAS1499-002v2", "BAS1499-009v1")
    clean = _read(text).standard
    text = text.replace(f"\t{blank}\t", "\t\t") if blank else text
    for old, new in _EVERYWHERE.items():
        assert old in text
        text = text.replace(old, new, 1 if " " in old else -1)
    blocks = [] if form in ("txt", "pdf") else typed(text, Style(), Random(0))
    data = {
        "txt": lambda: text.encode(),
        "pdf": lambda: printed(text, Print(), Random(0)),
    }.get(form, lambda: WRITERS[form](blocks, Random(0), dirty=False))()
    found = parse(decode(data, f"dirt.{form}"))
    assert bare(content(record(found.standard))) == bare(content(record(clean)))
    assert check(found).sound


def test_what_dirt_leaves_as_printed(parsed: Parsed) -> None:
    """A code of two parts stays one of two parts, categories run together stay one, and those in rows are several."""
    text = parsed.source.text.replace("O1.2.1 ", "O1.2 ", 1)
    assert _read(text).standard.tasks[0].activities[1].outputs[0].code == "O1.2"
    row = "職類別\t企業經營管理 / 行政支援\t\t職類別代碼\tBAS"
    assert row in text
    together = _read(text.replace(row, "職類別\t企業經營管理、行銷與銷售\t\t職類別代碼\tBAS、MPS")).standard
    assert [(c.name, c.code) for c in together.categories] == [("企業經營管理、行銷與銷售", "BAS、MPS")]
    several = _read(text.replace(row, f"{row}\n\t職類別\t行銷與銷售\t\t職類別代碼\tMPS")).standard
    assert [c.code for c in several.categories] == ["BAS", "MPS"]


def test_references_to_notes_stay(parsed: Parsed) -> None:
    """【註1】 is part of the wording where it stands, behind a code too, and part of the note that it begins."""
    indicator, note = parsed.standard.tasks[0].activities[1].indicators[0], parsed.standard.notes[0]
    text = parsed.source.text.replace(f"P1.2.1 {indicator.text}", f"P1.2.1 {indicator.text}【註1】", 1)
    text = text.replace("T1.2 ", "【T1.2】【註2】", 1).replace(f"- {note}", f"- 【註1】{note}", 1)
    found = _read(text.replace("BAS1499-002v2", "BAS1499-009v1"))
    activity = found.standard.tasks[0].activities[1]
    assert activity.code == "T1.2" and activity.name.startswith("【註2】")
    assert activity.indicators[0].text == f"{indicator.text}【註1】"
    assert found.standard.notes[0] == f"【註1】{note}"
    assert check(found).sound


def test_a_code_twice_in_one_cell_is_told(parsed: Parsed) -> None:
    """Both stay, and the ledger says so."""
    text = re.sub(r"(P1\.2\.1 )(\S+)", r"\1\2 P1.2.1 \2", parsed.source.text, count=1)
    found = _read(text).standard
    assert [i.code for i in found.tasks[0].activities[1].indicators][:2] == ["P1.2.1", "P1.2.1"]
    assert "P1.2.1" in {e.code for e in found.errata if e.kind == "duplicate_code"}


def test_several_activities_in_one_cell(parsed: Parsed) -> None:
    """Outputs and indicators beside two activities belong to the one that their numbers name."""
    lines = parsed.source.text.split("\n")
    at = next(n for n, line in enumerate(lines) if "\tT" in lines[n - 1] and line.startswith("\tT"))
    above, below = lines[at - 1].split("\t"), lines[at].split("\t")
    joined = [" ".join(filter(str.strip, pair)) for pair in zip(above, below, strict=True)]
    found = _read("\n".join([*lines[: at - 1], "\t".join(joined), *lines[at + 1 :]]))
    assert content(record(found.standard)) == content(record(parsed.standard))
    assert check(found).sound


def test_items_without_a_code_stay(parsed: Parsed) -> None:
    """An indicator and an attitude without a code are items without one, and the gap is told."""
    text = parsed.source.text.replace("P1.2.1 ", "", 1).replace("- A01 ", "- ", 1)
    standard: Standard = _read(text).standard
    assert standard.tasks[0].activities[1].indicators[0].code is None
    assert standard.attitudes[0].code is None
    assert standard.attitudes[0].name == parsed.standard.attitudes[0].name


def test_an_attitude_without_a_colon(parsed: Parsed) -> None:
    """An attitude that no colon parts is all name."""
    attitude = parsed.standard.attitudes[0]
    text = parsed.source.text.replace(f"{attitude.name}：", f"{attitude.name} ", 1)
    assert _read(text).standard.attitudes[0].definition == ""


@pytest.mark.parametrize("colon", ["：", " "])
def test_attitudes_one_to_a_line(parsed: Parsed, colon: str) -> None:
    """Attitudes without code and bullet are told apart by their lines, or where some have a colon by these."""
    text = re.sub(r"(?m)^- A0\d (.*?)：", rf"\1{colon}", parsed.source.text)
    found = _read(text)
    assert [a.code for a in found.standard.attitudes] == [None] * 6
    names = [a.name if colon == "：" else f"{a.name}{a.definition}" for a in parsed.standard.attitudes]
    assert [a.name for a in found.standard.attitudes] == names
    assert not [finding for finding in check(found).findings if finding.kind in ("lost", "broken")]


def test_a_definition_over_several_lines(parsed: Parsed) -> None:
    """Where attitudes have colons a line without one goes on with the line above."""
    text = re.sub(r"(?m)^- A0\d (.*?)：(....)", r"\1：\2\n", parsed.source.text)
    found = _read(text).standard.attitudes
    assert [(a.name, a.definition) for a in found] == [(a.name, a.definition) for a in parsed.standard.attitudes]


def test_a_remark_beside_a_level_stands_in_the_ledger(parsed: Parsed) -> None:
    """What is printed in brackets beside a level is no part of it, but nothing that is printed is dropped."""
    found = _read(parsed.source.text.replace("\t5\tK", "\t5（初）\tK", 1)).standard
    (told,) = {e.message for e in found.errata if e.kind == "level_remark" and e.code == "T3.1"}
    assert "「5（初）」" in told
    assert not [e for e in parsed.standard.errata if e.kind == "level_remark"]


def test_a_note_over_several_lines(parsed: Parsed) -> None:
    """A line without a dash goes on with the note above it."""
    note = parsed.standard.notes[0]
    text = parsed.source.text.replace(note, f"{note[:9]}\n{note[9:]}")
    assert _read(text).standard.notes == parsed.standard.notes


@pytest.mark.parametrize("printed", ["4/5", "4、5", "4 5", "4級/5級"])
def test_of_two_levels_of_one_activity_none_counts(parsed: Parsed, printed: str) -> None:
    """Which of two levels is meant is not guessed: the document is read, and the ledger tells both."""
    text = parsed.source.text.replace("BAS1499-002v2", "BAS1499-009v1").replace("\t4\tK", f"\t{printed}\tK", 1)
    found = _read(text)
    changed = [a.code for task in found.standard.tasks for a in task.activities if a.level is None]
    before = {a.code: a.level for task in parsed.standard.tasks for a in task.activities}
    assert changed and {before[code] for code in changed} == {4}
    told = [e for e in found.standard.errata if e.kind == "level_remark"]
    assert [e.code for e in told] == changed[:1] and f"「{printed}」" in told[0].message
    assert check(found).sound


def test_what_is_no_level_is_refused(parsed: Parsed) -> None:
    """A level beyond the sixth, or words in its place, stop the document."""
    with pytest.raises(Malformed, match="the level 「7」"):
        _read(parsed.source.text.replace("\t4\tK", "\t7\tK", 1))
