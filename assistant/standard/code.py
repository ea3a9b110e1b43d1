"""The grammar of codes: how one is written, how people type it, and when two are the same.

A code is a letter and numbers: T5, T5.1, O5.1.1, P5.1.4, K39, S27, A05. The printed form is what is
shown; the *key* is what is compared, so that K1 = K01, ｔ５ = T5 and A5 = A05 (no leading zeros).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .model import Kind

_LETTERS = {"O": Kind.OUTPUT, "P": Kind.INDICATOR, "K": Kind.KNOWLEDGE, "S": Kind.SKILL, "A": Kind.ATTITUDE}
_CODE = re.compile(r"([TOPKSA])\.?(\d+(?:\.\d+)*)")
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")


def clean(text: str) -> str:
    """Fold width and compatibility forms (NFKC) and drop what cannot be seen; blanks and lines stay."""
    text = unicodedata.normalize("NFKC", _CONTROL.sub("", text))
    return _INVISIBLE.sub("", text)


def visible(text: str) -> str:
    """Drop what cannot be seen, the marks of references among it, and leave everything else as it is written."""
    return _INVISIBLE.sub("", _CONTROL.sub("", text))


@lru_cache(maxsize=16384)
def key(code: str) -> str:
    """The form in which codes are compared: `K01`, `k 1` and `Ｋ１` give `K1`.

    :raises ValueError: when `code` is not an item code.
    """
    found = _CODE.fullmatch(_folded(code))
    if not found:
        raise ValueError(f"{code!r} is not the code of an item")
    return found[1] + ".".join(str(int(n)) for n in found[2].split("."))


def is_code(text: str) -> bool:
    """Whether a text has the form of a code, whatever standard has it."""
    return bool(_CODE.fullmatch(_folded(text)))


@lru_cache(maxsize=16384)
def kind_of(code: str) -> Kind:
    """The kind a code's letter and length stand for.

    :raises ValueError: when `code` is not an item code.
    """
    form = key(code)
    if form[0] == "T":
        return Kind.ACTIVITY if "." in form else Kind.TASK
    return _LETTERS[form[0]]


def _folded(code: str) -> str:
    return re.sub(r"\s+", "", clean(code)).upper().replace("-", ".").rstrip(".")


@lru_cache(maxsize=16384)
def order(code: str) -> tuple[int, tuple[int, ...]]:
    """Sort key that puts T before O, P, K, S, A and 2 before 10."""
    form = key(code)
    return "TOPKSA".index(form[0]), tuple(int(n) for n in form[1:].split("."))
