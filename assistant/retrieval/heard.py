"""Slips in words of content: another character of the same sound, a misspelt English word.

職業建康安全 is heard as 職業健康安全 and `techniqes` read as `techniques`, where the standard has it so.
"""

import difflib
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from ..language.everyday import everyday
from ..language.folding import HAN_CLASS
from ..language.sounds import sounds

SHORTEST = 3
"""Chinese characters from which a stretch that sounds like the standard is taken for it."""
LONGEST = 8
"""The same, at most."""
LETTERS = 8
"""Letters from which an English word may be a misspelling."""
CLOSE = 0.86
"""Likeness, as `difflib` measures it, from which it is one."""
HEARD = 200
"""Characters of the longest stretch that is listened to: a description is far shorter."""
_HAN = re.compile(f"[{HAN_CLASS}]+")
_WORD = re.compile(r"[a-z]+")


class Heard:
    """Mends texts by the wording of one standard."""

    def __init__(self, texts: Iterable[str], english: Iterable[str]) -> None:
        """:param texts: the wording, folded; `english`: the English names, folded."""
        self._wording = "\n".join(dict.fromkeys(texts))
        self._english = sorted({w for e in english for w in _WORD.findall(e) if len(w) >= LETTERS - 1})
        self._known = frozenset(self._english)
        self.mend = lru_cache(maxsize=4096)(self._mend)

    @cached_property
    def _sounds(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for run in _HAN.findall(self._wording):
            heard = sounds(run)
            for size in range(SHORTEST, min(LONGEST, len(run)) + 1):
                for start in range(len(run) - size + 1):
                    found.setdefault(heard[start : start + size], run[start : start + size])
        return found

    def _mend(self, folded: str) -> str:
        """The text with the first slip of each stretch mended; as it is where there are none."""
        text = _HAN.sub(lambda run: self._chinese(run[0]), folded)
        return _WORD.sub(lambda word: self._word(word[0]), text)

    def _chinese(self, run: str) -> str:
        if run in self._wording or len(run) > HEARD:
            return run
        heard = sounds(run)
        for size in range(min(LONGEST, len(run)), SHORTEST - 1, -1):
            for start in range(len(run) - size + 1):
                part = run[start : start + size]
                meant = None if part in self._wording else self._sounds.get(heard[start : start + size])
                wrong = [n for n, (a, b) in enumerate(zip(part, meant or part, strict=True)) if a != b]
                if meant and len(wrong) == 1 and not self._is_word(run, start + wrong[0]):
                    return run[:start] + meant + run[start + size :]
        return run

    def _is_word(self, run: str, place: int) -> bool:
        """Whether a character makes a known word with the one before or behind it: then it is no slip."""
        pairs = (run[max(place - 1, 0) : place + 1], run[place : place + 2])
        return any(len(p) > 1 and (p in self._wording or p in everyday()) for p in pairs)

    def _word(self, word: str) -> str:
        if len(word) < LETTERS or word in self._known:
            return word
        near = difflib.get_close_matches(word, self._english, n=1, cutoff=CLOSE)
        return near[0] if near and _slipped(word, near[0]) else word


def _slipped(word: str, meant: str) -> bool:
    """Whether one letter was dropped, added or swapped with its neighbour; another letter makes another word."""
    if sorted(word) == sorted(meant):
        wrong = [n for n, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
        return len(wrong) == 2 and wrong[1] == wrong[0] + 1
    short, long = sorted((word, meant), key=len)
    return len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
