"""Versions of one standard, as codes tell them: BAS1499-002 is the first, BAS1499-002v2 the second."""

import re
from collections.abc import Iterable
from functools import lru_cache

_VERSIONED = re.compile(r"(.*?)(?:v(\d+))?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _parts(code: str) -> tuple[str, int]:
    found = _VERSIONED.fullmatch(code)
    assert found
    return found[1], int(found[2] or 1)


def family(code: str) -> str:
    """The code without its version: what all versions of a standard have in common."""
    return _parts(code)[0]


def number(code: str) -> int:
    """The version that a code tells; 1 where it tells none."""
    return _parts(code)[1]


def newest(codes: Iterable[str], of: str) -> str:
    """The code with the highest version among those of the family of another; that itself where there is none."""
    return max((code for code in codes if family(code) == family(of)), key=number, default=of)


def chosen(asked: str, codes: Iterable[str]) -> str | None:
    """The standard that is meant by a code in any case: that very one, or the newest where no version is told.

    None where there is none. `BAS1499-002v1` is the first version also where that is printed as `BAS1499-002`.
    """
    form = asked.casefold()
    kin = [code for code in codes if family(code).casefold() == family(form)]
    if exact := next((code for code in kin if code.casefold() == form), None):
        return exact
    if family(form) == form:
        return max(kin, key=number, default=None)
    return next((code for code in kin if number(code) == number(form)), None)
