"""The words of `lexis.toml`: each in one list, each list read, and no word of a language in code."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from assistant.answer.worded import lexis as reader
from assistant.answer.worded.lexis import FILE, Lexis, lexis
from assistant.answer.worded.term import HAS, UNDER
from assistant.language.folding import fold
from assistant.standard.model import Kind

CODE = sorted(Path(reader.__file__).parent.glob("*.py"))
TABLE = tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_every_kind_has_words_that_lead_back_to_it() -> None:
    """Each kind has Chinese and English words, and each is read as its kind."""
    assert set(TABLE["kinds"]) == set(Kind)
    for kind, lists in TABLE["kinds"].items():
        assert lists["zh"] and lists["en"]
        for word in chain(*lists.values()):
            assert [w.value for _, w in lexis().cut(fold(word))] == [kind]


def test_every_list_is_read_and_has_both_languages() -> None:
    """Each word of a list's name is one that the code asks for."""
    code = "".join(file.read_text(encoding="utf-8") for file in CODE)
    lists = TABLE.keys() - {"kinds", "fields", "numbers"}
    assert all(set(TABLE[name]) == {"zh", "en"} for name in lists)
    words = {word for name in lists - {"empty", "unread"} for word in name.split()}
    assert {word for word in words if f'"{word}"' not in code} == set()
    assert words >= HAS | UNDER


def test_a_word_in_two_lists_is_refused() -> None:
    """It is a mistake of an editor, and told when the file is read."""
    with pytest.raises(ValueError, match="in two lists"):
        Lexis(TABLE | {"belongs": TABLE["holds"]})


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("一共需要四項技能", "total needs number kind"),
        ("第五級", "grade"),
        ("第五項", "ordinal"),
        ("以便", "unread unread"),
        ("these four skills", "this number kind"),
        ("in order to", "of_whom unread range"),
        ("mustn't", "unread"),
    ],
)
def test_text_is_cut_whole(text: str, symbols: str) -> None:
    """The longest word is taken first, numbers are read in digits and words, and what is in no list is not read."""
    assert " ".join(s for _, word in lexis().cut(fold(text)) for s in word.symbols) == symbols


@pytest.mark.parametrize("word", ["必須", "因為", "如果", "首先", "非常", "主要", "must", "because", "if", "very"])
def test_words_of_cause_condition_degree_and_order_are_in_no_list(word: str) -> None:
    """What the standard never says has no words here."""
    assert any(w.symbols == reader.UNREAD for _, w in lexis().cut(fold(word)))


def test_code_holds_no_chinese_words() -> None:
    """Chinese stands in code only where docstrings and comments give an example."""
    for file in CODE:
        code = re.sub(r'"""(?:.|\n)*?"""|#.*', "", file.read_text(encoding="utf-8"))
        assert not re.search(r"[\u4e00-\u9fff]", code), file.name
