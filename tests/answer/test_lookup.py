"""What is said of items that a question names by their codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.draft import Desk
from assistant.answer.respond import answered
from assistant.question.form import Coded, Show
from assistant.standard import companion
from assistant.standard.model import Standard
from tests.answer.made import desk as furnished


@pytest.fixture(scope="module")
def desk(standard: Standard, source: Path) -> Desk:
    """The shipped standard, ready to be answered about."""
    return furnished(standard, companion.read(source).glosses)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("S27", "T4"), "S27「溝通技能」不屬於 T4"),
        (("T4", "S27"), "S27「溝通技能」不屬於 T4"),
        (("S27", "T5"), "2 個項目"),
    ],
)
def test_of_an_item_and_a_place_it_is_said_first_that_it_is_not_there(
    desk: Desk, codes: tuple[str, ...], said: str
) -> None:
    """S27 of T4 is put right before anything is shown; where it stands there both are shown."""
    answer = answered(desk, Show(Coded(codes)), "zh-TW", "")
    assert said in answer.text.splitlines()[0]
    assert set(codes) <= set(answer.cited_codes)
