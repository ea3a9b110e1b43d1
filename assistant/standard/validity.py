"""Whether a standard is still the one to go by: how old its version is, and what an operator knows of a successor.

An operator records a successor in `CODE.succession.toml` beside the document:

    [successor]
    code = "BAS1499-002v3"
    date = "2026/03/01"
    note = "勞動力發展署公告"
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, Field

from . import beside
from .model import Standard
from .version import newest, number

REVIEW = 3
"""Years within which a standard of this kind is assessed anew."""


class Successor(BaseModel, extra="forbid", frozen=True):
    """The standard that replaces another; `note` says who announced it."""

    code: str = Field(min_length=1, max_length=40)
    date: str = Field(default="", max_length=40)
    note: str = Field(default="", max_length=200)


class _File(BaseModel, extra="forbid"):
    successor: Successor


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """`dated` is the day of the version in force, None where the standard prints none; `years` since then, whole."""

    dated: date | None
    years: int
    successor: Successor | None

    @property
    def stale(self) -> bool:
        """Whether the time in which it should have been assessed anew has passed."""
        return self.dated is not None and self.years >= REVIEW


def validity(standard: Standard, folder: Path, today: date, installed: Iterable[str] = ()) -> Validity:
    """What is known of a standard's validity on a day; `folder` is where operators keep their files.

    A newer version among the codes of `installed` is its successor, where the operator names none.

    :raises Unreadable: when the operator's file is not TOML in UTF-8.
    :raises Malformed: when a field of it is missing or unknown.
    """
    dated = _day(standard.version.date) if standard.version else None
    years = today.year - dated.year - ((today.month, today.day) < (dated.month, dated.day)) if dated else 0
    file = beside.read(folder / f"{standard.code}.succession.toml", _File)
    last = newest(installed, standard.code)
    newer = Successor(code=last) if number(last) > number(standard.code) else None
    return Validity(dated=dated, years=max(0, years), successor=file.successor if file else newer)


def _day(printed: str) -> date | None:
    try:
        year, month, day = map(int, printed.replace("-", "/").split("/"))
        return date(year, month, day)
    except ValueError:
        return None
