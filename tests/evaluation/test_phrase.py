"""Phrases in answers."""

from __future__ import annotations

import pytest

from assistant.evaluation.phrase import codes, holds


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("T3 的職能級別為 5。", "5"),
        ("**5** 級", "5|五級"),
        ("共有三十二項", "32|三十二"),
        ("服務 應變\n計畫", "服務應變計畫"),
        ("見 Ｋ 17", "K17"),
        ("SWOT 分析", "swot"),
    ],
)
def test_found(text: str, phrase: str) -> None:
    """A phrase is found whatever its case, width and blanks, and one alternative is enough."""
    assert holds(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("T5 與 P5.2.7，共 15 項", "5"), ("版本 5.2", "5"), ("見 K170", "K17"), ("", "5"), ("任何", ""), ("任何", "|")],
)
def test_not_found(text: str, phrase: str) -> None:
    """A number must stand alone, a code must end where it ends, and nothing is found by an empty phrase."""
    assert not holds(text, phrase)


def test_codes_in_running_text() -> None:
    """Codes are read in any written form and compared without leading zeros."""
    assert codes("請問 T9、k 99 和 P5-4-1，還有A05") == {"T9", "K99", "P5.4.1", "A5"}
