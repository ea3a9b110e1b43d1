"""What a clause is made of: words, noun phrases, and what was spoken of before."""

from __future__ import annotations

from dataclasses import dataclass

from ...standard.model import Kind
from .claims import Group

Words = tuple[str, ...]
"""Words of `forms.toml`, in order."""


class Unread(Exception):
    """A clause that makes no claim the grammar knows."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of last: owners, the subject's items, the group that was counted or listed, and its kind.

    `open` tells that no items of the group were named yet, `told` whether levels or details were told, `counted` whose
    items were counted one after the other, `besides` what the next clause adds to; `found` are the codes that a search
    has found for the question, None where the table answered.
    """

    owners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    group: Group | None = None
    kind: Kind | None = None
    open: bool = True
    told: str = ""
    counted: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    found: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A word between phrases, or a phrase; `symbol` is what it is called in the forms of clauses.

    A phrase names items or a kind, with its owners, level and number, or only a level, details or texts of the profile.
    `marks` are the quantifiers in it; with `closed` there are no other items like these; `share` is a number out of
    `number`, `14 of the 32 skills`, `counted` the kind of which they have the most or the fewest; `told` are the items
    whose details it names, or the field and its texts.
    """

    symbol: str
    items: tuple[str, ...] = ()
    owners: tuple[str, ...] | None = None
    kind: Kind | None = None
    rank: int | None = None
    number: int | None = None
    marks: Words = ()
    closed: bool = False
    share: int | None = None
    counted: Kind | None = None
    told: tuple[tuple[str, ...], ...] = ()

    @property
    def some(self) -> bool:
        """Whether it is an example, or a part of what there is."""
        return marked(self.marks, "example", "others")


NOTHING = Part("")
"""An elided phrase."""


def marked(marks: Words, *words: str) -> bool:
    """Whether any of the words is among the marks."""
    return not {*marks}.isdisjoint(words)
