"""The numbers of lists as they are printed: office programs and browsers draw them, and store only how to count."""

import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
BULLET = "■"
"""The label of what stands under a bullet, whichever a list gives it."""
MOST = 10_000_000
"""The highest number that a list may begin with."""


def count(counts: dict[int, int], level: int, start: int) -> None:
    """Count the next item of a list at a level, from 0; levels below it begin anew, itself begins at `start`."""
    for deeper in [at for at in counts if at > level]:
        del counts[deeper]
    counts[level] = counts.get(level, start - 1) + 1


def numeral(number: int, form: str) -> str:
    """A number in the format of a list; one in a format that is not known, or cannot show it, is in digits."""
    match way := _WORDS["formats"].get(form, "decimal"):
        case "zero":
            return f"{number:02d}"
        case "LETTER" | "letter" if number > 0:
            letters = chr(ord("A") + (number - 1) % 26) * ((number + 25) // 26)
            return letters if way.isupper() else letters.lower()
        case "ROMAN" | "roman":
            return _roman(number) if way.isupper() else _roman(number).lower()
        case "wide":
            return str(number).translate(_WIDE)
        case "circled" if 0 < number <= len(_WORDS["circled"]):
            return str(_WORDS["circled"][number - 1])
        case "chinese" if 0 < number < 100:
            tens, ones = divmod(number, 10)
            lead = (_WORDS["chinese"][tens] if tens > 1 else "") + _WORDS["ten"] if tens else ""
            return lead + (_WORDS["chinese"][ones] if ones else "")
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value and len(found) < 20:
            found += sign
            number -= value
    return found or str(number)
