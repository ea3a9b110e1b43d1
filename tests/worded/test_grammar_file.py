"""The words and patterns of `grammar.toml`: whole, compilable, and read through types."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.standard.model import Kind
from assistant.worded import grammar as reader
from assistant.worded.grammar import grammar, kind_pattern, kind_word

CODE = sorted(Path(reader.__file__).parent.glob("*.py"))


def test_every_kind_has_words_that_lead_back_to_it() -> None:
    """Each kind has a Chinese and an English word, and each word is read as its kind."""
    for kind in Kind:
        words = grammar().kinds[kind]
        assert any(w.isascii() for w in words) and any(not w.isascii() for w in words)
        for word in words:
            found = kind_pattern().fullmatch(word)
            assert found and kind_word(found[0]) is kind


def test_every_word_is_used() -> None:
    """No entry of `[words]` is left that no pattern asks for."""
    text = reader.FILE.read_text(encoding="utf-8")
    assert all(text.count("{" + name + "}") for name in tomllib.loads(text)["words"])


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("[hanging]\n", "[hanging]\nunknown = 'x'\n", ValidationError),
        ("such_as = ", "# such_as = ", ValidationError),
        ("such_as = '", "such_as = '(", ValidationError),
        ("such_as = '", "such_as = '{nothing}", KeyError),
    ],
    ids=["unknown", "missing", "no expression", "no such word"],
)
def test_a_broken_file_is_refused(
    old: str, new: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern that is unknown, missing, no regular expression or made of no word is an error."""
    text = reader.FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "grammar.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(reader, "FILE", file)
    with pytest.raises(error):
        reader.grammar.__wrapped__()


def test_code_holds_no_chinese_words() -> None:
    """Chinese stands in code only where docstrings and comments give an example."""
    for file in CODE:
        code = re.sub(r'"""(?:.|\n)*?"""|#.*', "", file.read_text(encoding="utf-8"))
        assert not re.search(r"[\u4e00-\u9fff]", code), file.name
