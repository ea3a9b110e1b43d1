"""Forms of `forms.toml`: regular expressions with words in the place of letters, over what a sentence is made of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("forms.toml")
_PIECE = re.compile(r"{(?P<piece>\w+)}|\((?P<group>\w+):|(?P<open>\((?!\?))|\\.|(?P<word>[A-Za-z_]+)|\s+|.")
_FIRST = 0xE000
"""From here on Unicode has characters for private use: one stands for each word of the file."""


@cache
def table() -> Mapping[str, Any]:
    """The file, read once."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _signs() -> Mapping[str, str]:
    forms = table()
    texts = [*forms["piece"].values(), *forms["verb"].values(), *forms["comma"].values()]
    texts += [form["pattern"] for form in (*forms["phrase"], *forms["clause"])]
    found = {m["word"]: None for text in texts for m in _PIECE.finditer(text) if m["word"]}
    return {word: chr(_FIRST + at) for at, word in enumerate(found)}


def signs(words: Iterable[str]) -> str:
    """Words as the text that patterns are matched with, a character each.

    :raises KeyError: for a word that no form knows: a defect, found by a test.
    """
    return "".join(_signs()[word] for word in words)


def words(text: str | None) -> tuple[str, ...]:
    """The words that a matched text stands for."""
    return tuple(list(_signs())[ord(sign) - _FIRST] for sign in text or "")


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the file as Python's."""
    return re.compile(_PIECE.sub(_compiled, pattern))


def _compiled(m: re.Match[str]) -> str:
    if m["piece"]:
        return f"(?:{_PIECE.sub(_compiled, table()['piece'][m['piece']])})"
    if m["group"]:
        return f"(?P<{m['group']}>"
    if m["open"]:
        return "(?:"
    return signs([m["word"]]) if m["word"] else m[0].strip()
