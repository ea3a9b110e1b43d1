"""Characters that a converter or a font put in the place of what was written."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

_INVISIBLE = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ue000-\uf8ff\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Bullets of symbol fonts, which have no character of their own: some known ones, and any that stands alone.
_BULLET = re.compile(r"[\uf06c\uf06e\uf0a7\uf0b7\uf0d8]|(?<!\S)[\uf000-\uf0ff](?=\s)")
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_RADICALS = Path(__file__).with_name("radicals.toml")
_SUPPLEMENT: dict[str, str] = dict(tomllib.loads(_RADICALS.read_text("utf-8"))["ideographs"].split())


def clean(text: str) -> tuple[str, Counter[str]]:
    """The text as it was meant, and how many characters were replaced or taken out, by kind.

    Kinds are bullets of symbol fonts ("bullet"), characters that cannot be seen ("invisible") and radicals in the
    place of ideographs ("radical").
    """
    counts: Counter[str] = Counter()
    for kind, pattern, put in (("bullet", _BULLET, "■"), ("invisible", _INVISIBLE, ""), ("radical", _RADICAL, None)):
        text, counts[kind] = pattern.subn(_ideograph if put is None else put, text)
    return text, counts


def _ideograph(found: re.Match[str]) -> str:
    """The ideograph a radical or compatibility form stands for; one character for one, so places stay."""
    folded = _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0])
    return folded if len(folded) == 1 else found[0]
