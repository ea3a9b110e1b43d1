"""Everyday words for what a standard words otherwise: 開會 for 會議, laws for 法規.

Each line of the file beside this one holds words that mean the same, Chinese and English; `_` stands for a blank.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .folding import fold
from .stem import stem

FILE = Path(__file__).with_name("everyday.txt")
_SHORTEST = 2
"""Characters from which a Chinese word is one."""


def same(text: str) -> tuple[str, ...]:
    """The Chinese words that mean the same as a word or phrase, in the order of the file."""
    return _table().get(_key(fold(text).strip()), ())


@cache
def everyday() -> frozenset[str]:
    """All Chinese words of the file, folded."""
    return frozenset(e for e in _table() if not e.isascii() and len(e) >= _SHORTEST)


def _key(folded: str) -> str:
    return " ".join(stem(w) for w in folded.replace("_", " ").split()) if folded.isascii() else folded


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        entries = [] if line.startswith("#") else line.split()
        chinese = [e for e in entries if not e.isascii() and len(e) >= _SHORTEST]
        for entry in entries:
            found.setdefault(_key(fold(entry)), {}).update(dict.fromkeys(c for c in chinese if c != entry))
    return {entry: tuple(words) for entry, words in found.items()}
