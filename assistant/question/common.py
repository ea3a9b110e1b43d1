"""Words of everyday talk: what may be left unread of a question without much harm."""

import re
from functools import cache, lru_cache
from pathlib import Path

from ..language.folding import fold

FILE = Path(__file__).with_name("common.txt")
_PAIR = 2
"""Chinese characters that weigh as one word."""
_MARKS = "().,;:!?\"'-"
"""What may stand around an English word."""
_WORD = re.compile(r"[!-~]+|[^\s!-~]+")


@lru_cache(maxsize=2048)
def weighed(text: str) -> tuple[int, int]:
    """How many words a folded text has, and how many of them are of everyday talk; two Chinese characters are one."""
    whole = common = 0
    for part in _WORD.findall(text):
        if part.isascii():
            whole += 1
            common += part.strip(_MARKS) in _words()
        else:
            size, covered = (len(part) + 1) // _PAIR, _covered(part)
            whole += size
            common += size if covered == len(part) else covered // _PAIR
    return whole, common


def _covered(text: str) -> int:
    """Characters of a Chinese text that everyday words cover, the longest at each place."""
    at = covered = 0
    while at < len(text):
        size = next((n for n in range(min(_longest(), len(text) - at), 0, -1) if text[at : at + n] in _words()), 0)
        covered += size
        at += size or 1
    return covered


@cache
def _words() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(w) for line in lines if not line.startswith("#") for w in line.split())


@cache
def _longest() -> int:
    return max(len(w) for w in _words() if not w.isascii())
