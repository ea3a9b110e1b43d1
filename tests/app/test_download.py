"""What files are called."""

from __future__ import annotations

import pytest

from assistant.faces.export.files import stem


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("BAS1499-002v2", "T5 需要哪些技能？"), "BAS1499-002v2-T5-需要哪些技能？"),
        (("A", "", "b"), "A-b"),
        (('a/b\\c:d*e?f"g<h>i|j\nk',), "a-b-c-d-e-f-g-h-i-j-k"),
        (("..hidden..",), "hidden"),
        (("字" * 200,), "字" * 80),
    ],
)
def test_names_say_what_is_in_a_file(words: tuple[str, ...], name: str) -> None:
    """Words joined, without what a file system refuses, and no longer than it takes."""
    assert stem(*words) == name
