"""Everyday words for what a standard words otherwise: 開會 for 會議, laws for 法規.

Each line of the file beside this one holds words that mean the same, Chinese and English; `_` stands for a blank.
"""

from functools import cache
from pathlib import Path

from .folding import fold
from .stem import stem

FILE = Path(__file__).with_name("everyday.txt")


def same(text: str) -> tuple[str, ...]:
    """The Chinese words that mean the same as a word or phrase, in the order of the file."""
    return _table().get(_key(fold(text).strip()), ())


@cache
def everyday() -> frozenset[str]:
    """All Chinese words of the file, folded."""
    return frozenset(filter(_is_chinese, _table()))


def _is_chinese(entry: str) -> bool:
    """Whether it is a Chinese word, of two characters or more."""
    return not entry.isascii() and len(entry) > 1


def _key(folded: str) -> str:
    return " ".join(stem(w) for w in folded.replace("_", " ").split()) if folded.isascii() else folded


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        entries = [] if line.startswith("#") else line.split()
        for entry in entries:
            chinese = (other for other in entries if _is_chinese(other) and other != entry)
            found.setdefault(_key(fold(entry)), {}).update(dict.fromkeys(chinese))
    return {entry: tuple(words) for entry, words in found.items()}
