"""Other standards: what the shipped one does not show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.standard.canonical import canonical
from ingest.check import check
from ingest.errata import KINDS
from ingest.parse import parse
from ingest.source import read

CODES = (
    "BAS1219-002v4",
    "BGM1219-004v2",
    "IDC2172-002v3",
    "IDC3512-001v2",
    "KPS3334-001v4",
    "KRM1324-002v1",
    "NAR6021-001v1",
    "SET4130-002v1",
    "SET7311-001v4",
    "TFB5120-002v3",
)


@pytest.mark.parametrize("code", CODES)
def test_reads_as_the_truth(shared: Path, code: str) -> None:
    """The document parses, errata aside, to exactly the standard that was transcribed, and nothing is lost."""
    parsed = parse(read(shared / "standards" / "text" / f"{code}.txt"))
    truth = json.loads((shared / "standards" / "truth" / f"{code}.json").read_text(encoding="utf-8"))
    form = canonical(parsed.standard)
    assert {erratum["kind"] for erratum in form.pop("errata")} <= set(KINDS)
    truth.pop("errata", None)
    assert form == truth
    assert check(parsed).findings == ()


def test_cells_of_single_activities(shared: Path) -> None:
    """Where each activity prints its own level, knowledge and skills, each is a cell of its own."""
    for code in CODES:
        for task in parse(read(shared / "standards" / "text" / f"{code}.txt")).standard.tasks:
            assert task.cells == tuple((number,) for number in range(len(task.activities)))
