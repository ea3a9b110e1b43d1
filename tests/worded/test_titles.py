"""Names of a code that is printed twice, each beside its own home."""

from __future__ import annotations

import pytest
from said import tokens

from assistant import Assistant
from assistant.answer.worded.titles import astray


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("T1.4 產出 O1.5.1「市場情報資料分析」", False),
        ("T1.5 產出 O1.5.1「市場情報資料分析」", True),
        ("O1.5.1「市場情報書面報告」屬於 T1.5", False),
        ("O1.5.1「市場情報書面報告」屬於 T1.4", True),
        ("T1.4 產出「市場情報資料分析」，T1.5 產出「市場情報書面報告」", False),
        ("T1.4 產出「市場情報書面報告」，T1.5 產出「市場情報資料分析」", True),
        ("T1.4 有一項產出，是 O1.5.1「市場情報書面報告」", True),
        ("T1.4 和 T1.5 產出「市場情報書面報告」", True),
        ("「市場情報書面報告」是 T1 的產出", False),
    ],
)
def test_a_name_stands_beside_its_home(text: str, wrong: bool, rules: Assistant) -> None:
    """In its clause, or in the one before where it names no home."""
    assert astray(tokens(rules, text), rules.relations()) is wrong
