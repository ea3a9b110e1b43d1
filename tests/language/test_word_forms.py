"""English stems, numbers as people write them, and everyday words for what a standard words otherwise."""

from __future__ import annotations

import pytest

from assistant.language.everyday import everyday, same
from assistant.language.folding import fold
from assistant.language.lexicon import lexicon
from assistant.language.stem import stem


@pytest.mark.parametrize(
    ("one", "other"), [("risk", "risks"), ("managing", "manager"), ("recruitment", "recruiting"), ("laws", "law")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    """Endings are cut."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["bus", "ing", "red", "t5"])
def test_a_short_word_is_its_own_stem(word: str) -> None:
    """Where too little would be left nothing is cut."""
    assert stem(word) == word


def test_words_that_mean_the_same_are_found_in_any_form() -> None:
    """In either script, in the plural, and none for a word of no line; the word itself is not among them."""
    assert "會議" in same("開會") and same("開會") == same("开会")
    assert same("law") == same("laws") != ()
    assert same("區塊鏈") == ()
    assert "開會" not in same("開會")


def test_the_words_of_the_file_are_folded() -> None:
    """They are compared with folded text."""
    assert len(everyday()) > 100
    assert all(fold(word) == word for word in everyday())


@pytest.mark.parametrize(
    ("text", "number"), [("5", 5), ("五", 5), ("十二", 12), ("二十", 20), ("three", 3), ("third", 3), ("技", None)]
)
def test_numbers_are_read_in_every_way_people_write_them(text: str, number: int | None) -> None:
    """Digits, Chinese numerals and English words give the number, anything else none."""
    assert lexicon().number(fold(text)) == number
