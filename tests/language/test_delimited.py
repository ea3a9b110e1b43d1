"""Rows of text with commas between: nothing in them runs in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from assistant.language.delimited import delimited, formula, harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "＠x", "\t=1", "\n=1", " =1", "\u200b=1"])
def test_what_a_spreadsheet_might_run_gets_an_apostrophe(text: str) -> None:
    """In every spelling, also behind what is not seen."""
    assert formula(text) and harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["T5", "知識 = K", "", 5, -5, None])
def test_all_else_stays_as_it_is(cell: object) -> None:
    """Plain texts, and numbers, which are no text."""
    assert harmless(cell) == cell


def test_rows_come_back_as_they_went() -> None:
    """With a byte-order mark in front, by which spreadsheets know the encoding."""
    text = delimited([("代碼", "文字"), ("K1", "一，「二」\n三")])
    assert text.startswith("\ufeff")
    assert list(csv.reader(StringIO(text[1:], newline=""))) == [["代碼", "文字"], ["K1", "一，「二」\n三"]]
