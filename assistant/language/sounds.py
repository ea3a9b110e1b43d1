"""How Chinese characters sound, tones aside: what most typing errors leave as it was."""

import os
from functools import lru_cache

_PHRASES = "PYPINYIN_NO_PHRASES"
_before = os.environ.get(_PHRASES)
os.environ[_PHRASES] = "true"  # its large dictionary of phrases is not asked
from pypinyin import lazy_pinyin  # noqa: E402

if _before is None:  # whoever else uses the package in a process that this one starts has its phrases
    del os.environ[_PHRASES]
else:
    os.environ[_PHRASES] = _before


@lru_cache(maxsize=8192)
def sounds(word: str) -> tuple[str, ...]:
    """The syllable of each character, which sounds one way whatever stands beside it; what is not Chinese as it is."""
    return tuple(lazy_pinyin(list(word)))
