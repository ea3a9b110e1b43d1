"""What a clause is made of: words, noun phrases, and what was spoken of before."""

from __future__ import annotations

from dataclasses import dataclass

from ...standard.model import Kind
from .claims import Group
from .statement import Token


class Unread(Exception):
    """A clause that makes no claim the grammar knows."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of last: owners, the subject's items, the group that was counted or listed, and its kind.

    `open` tells that no items of the group were named yet, `told` whether levels or details were told (`l`, `D`),
    `counted` whose items were counted one after the other; `found` are the codes that a search has found for the
    question, None where the table answered.
    """

    owners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    group: Group | None = None
    kind: Kind | None = None
    open: bool = True
    told: str = ""
    counted: tuple[str, ...] = ()
    found: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A word between phrases, or a phrase; `symbol` says which.

    A phrase names items (`W` tasks and activities, `X` others) or a kind (`A` of tasks and activities, `X` others) with
    its owners, level and number, or only a number (`n`), a level (`R`), details (`d`) or texts of the profile (`V`).
    `marks` are the quantifiers in it; with `closed` there are no other items like these; `share` is a number out of
    `number`, `14 of the 32 skills`, `counted` the kind of which they have the most or the fewest.
    """

    symbol: str
    items: tuple[str, ...] = ()
    owners: tuple[str, ...] | None = None
    kind: Kind | None = None
    rank: int | None = None
    number: int | None = None
    marks: str = ""
    closed: bool = False
    share: int | None = None
    counted: Kind | None = None
    tokens: tuple[Token, ...] = ()

    @property
    def some(self) -> bool:
        """Whether it is an example, or a part of what there is."""
        return bool(set(self.marks) & set("gG"))


NOTHING = Part("")
"""An elided phrase."""
