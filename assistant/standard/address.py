"""The address of an item among several standards: `BGM1219-004v2:T5`; a code alone is one of the standard at hand."""

import re

MARK = ":"
"""Between the code of a standard and that of an item; neither has it."""
_STANDARD = re.compile(rf"[A-Za-z]+\d+-\d+(?:[vV]\d+)?{MARK}$")


def address(standard: str, code: str) -> str:
    """The address of an item of a standard, its code alone where none is named; without a code there is none."""
    return f"{standard}{MARK}{code}" if standard and code else code


def parted(told: str) -> tuple[str, str]:
    """The standard and the code of an address; the standard is empty where a code is told alone."""
    standard, _, code = told.rpartition(MARK)
    return standard, code


def seen(told: str, standard: str, home: str) -> str:
    """What a code told in one standard is called from another: as it is in its own, else by its address."""
    own, code = parted(told)
    owner = own or standard
    return code if owner == home else address(owner, code)


def whole(standard: str) -> str:
    """The address of a standard as such, without an item."""
    return standard + MARK


def of_another(before: str) -> bool:
    """Whether the code of a standard stands at the end of a text, so that the code behind it is an address."""
    return bool(_STANDARD.search(before))
