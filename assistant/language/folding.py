"""One form in which text is compared: half width, lower case, Simplified characters, nothing invisible.

Folding to Simplified is many-to-one, so 職能 and 职能 meet, and no choice between variants has to be made.
"""

import re
from functools import cache, lru_cache

import opencc

from ..standard.code import clean

HAN_CLASS = "\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, as a class of an expression: the rare ones beyond the basic plane are characters like others."""
HAN = re.compile(f"[{HAN_CLASS}]")
"""A Chinese character."""
_SPELT = ("甚么", "什么")
"""A folded word and the usual spelling of it, as long, that no conversion of characters gives."""


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


def converted(text: str, configuration: str) -> str:
    """A text in another script or with other phrases, as a configuration of OpenCC tells: `t2s`, `s2t`, `tw2sp`."""
    return str(_converter(configuration).convert(text))


@lru_cache(maxsize=20_000)
def _fold_char(char: str) -> str:
    folded = converted(char, "t2s") if HAN.match(char) else char.lower()
    return folded if len(folded) == 1 else char


def fold(text: str) -> str:
    """Fold a text for comparison. The result is as long as `clean(text)`, so positions in the two agree."""
    return "".join(map(_fold_char, clean(text))).replace(*_SPELT)


@lru_cache(maxsize=20_000)
def _to_traditional(char: str) -> str:
    return converted(char, "s2t")


def simplified(char: str) -> bool:
    """Whether a character is written so only in Simplified Chinese."""
    return _to_traditional(char) != char


def traditional(char: str) -> bool:
    """Whether a character is written so only in Traditional Chinese."""
    return _fold_char(char) != char.lower()


def in_traditional(char: str) -> str:
    """A character, or the one of Taiwan's character set for which another, which is not in it, stands."""
    found = _to_traditional(char)
    return found if not _in_big5(char) and len(found) == 1 and _in_big5(found) else char


def _in_big5(char: str) -> bool:
    return bool(char.encode("cp950", "ignore"))
