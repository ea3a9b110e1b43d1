"""The page on architecture is true: every file it names exists, and a question takes its steps in that order."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from assistant import Assistant

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def _section(name: str) -> str:
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def _steps(section: str) -> list[str]:
    """The files in the second column of the table of a section."""
    return re.findall(r"^\|[^|]+\| `([\w/]+\.py)` \|", _section(section), re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+/[\w/.-]+)`", PAGE))))
def test_every_file_that_is_named_exists(name: str) -> None:
    """No path of the page leads nowhere."""
    assert (ROOT / name).exists()


def test_a_question_takes_the_steps_of_the_page(assistant: Assistant) -> None:
    """The files are entered for the first time in the order of the table."""
    entered: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "call" and file.is_relative_to(ROOT):
            entered.setdefault(file.relative_to(ROOT).as_posix())

    assistant.ask("T5 需要哪些技能？")
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        assistant.ask("T6.1 需要哪些知識？")
    finally:
        sys.setprofile(before)
    steps = _steps("A question")
    assert len(steps) == 9
    assert [f for f in entered if f in steps] == steps


def test_the_rooms_are_those_of_the_contract() -> None:
    """The page names the layers as the import contract orders them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    layers = [name for line in reversed(contract["layers"]) for name in re.findall(r"\w+", line)]
    rooms = re.findall(r"`(\w+)`", PAGE.partition("Rooms are layers, lowest first:")[2].partition(".")[0])
    assert len(rooms) > 8
    assert rooms == [name for name in layers if name in rooms]
