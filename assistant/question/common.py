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
            size, covered = (len(part) + 1) // _PAIR, sum(map(len, _chinese().findall(part)))
            whole += size
            common += size if covered == len(part) else covered // _PAIR
    return whole, common


@cache
def _words() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(w) for line in lines if not line.startswith("#") for w in line.split())


@cache
def _chinese() -> re.Pattern[str]:
    """An expression for the Chinese ones, the longest at each place."""
    return re.compile("|".join(map(re.escape, sorted((w for w in _words() if not w.isascii()), key=len, reverse=True))))
