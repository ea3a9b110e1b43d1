"""How Chinese characters sound, tones aside: what most typing errors leave as it was."""

from __future__ import annotations

import os
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # a tenth of a second and 30 MB; each character sounds one way

from pypinyin import lazy_pinyin


@lru_cache(maxsize=8192)
def sounds(word: str) -> tuple[str, ...]:
    """The syllable of each character; what is not Chinese stays as it is, in one piece."""
    return tuple(lazy_pinyin(word))
