"""Whether an answer's text holds a phrase. No word boundaries: Chinese has none."""

import re
import unicodedata

from ..standard.code import ICAP, key

_LETTERS = ICAP.letters.lower()
_CODE = re.compile(rf"(?<![A-Za-z0-9.])([{ICAP.letters}{_LETTERS}])[ \-]?(\d+(?:[.\-]\d+)*)(?![A-Za-z0-9])")
_WHOLE_CODE = re.compile(rf"[{_LETTERS}]\d+(\.\d+)*")


def codes(text: str) -> set[str]:
    """The keys of all item codes written in a text."""
    return {key(letter + numbers) for letter, numbers in _CODE.findall(unicodedata.normalize("NFKC", text))}


def holds(text: str, phrase: str) -> bool:
    """Whether a text holds one of the alternatives of `a|b`, ignoring case, width and blanks.

    A bare number must stand alone (5 is not found in T5, P5.2.7 or 15); a code is compared as a code.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return any(_one(plain, part.strip()) for part in unicodedata.normalize("NFKC", phrase).casefold().split("|"))


def _one(plain: str, part: str) -> bool:
    if not part:
        return False
    if part.isdigit():
        return re.search(rf"(?<![0-9a-z])(?<!\d[.\-]){part}(?!\d)(?!\.\d)", plain) is not None
    if _WHOLE_CODE.fullmatch(part):
        return key(part) in codes(plain)
    return re.sub(r"\s+", "", part) in re.sub(r"\s+", "", plain)
