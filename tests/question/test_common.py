"""Everyday talk is weighed apart from what names something."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.question.common import FILE, weighed


@pytest.mark.parametrize(
    ("text", "whole", "common"),
    [
        ("told", 1, 1),
        ("blockchain", 1, 0),
        ("told about blockchain", 3, 2),
        ("明天", 1, 1),
        ("區塊鏈", 2, 0),
        ("明天區塊", 2, 1),
        ("", 0, 0),
    ],
)
def test_words_are_weighed(text: str, whole: int, common: int) -> None:
    """A word of English, or two characters of Chinese, weighs one."""
    assert weighed(fold(text)) == (whole, common)


def test_the_list_is_in_the_scripts_it_says() -> None:
    """Traditional Chinese or lower-case English; nothing else divides or decorates the words."""
    entries = [w for line in FILE.read_text(encoding="utf-8").splitlines() if line[:1] != "#" for w in line.split()]
    assert len(entries) == len(set(entries))
    assert all(w == w.lower() and (w.isascii() and w.replace("'", "").isalpha() or not w.isascii()) for w in entries)
