"""A word of a clause, or several that go together, and what was spoken of before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import Claim, kind

HAS = frozenset({"holds", "needs", "produces"})
"""Verbs with the owner before and what it has behind."""
UNDER = frozenset({"belongs", "needed", "produced"})
"""Verbs with the owner behind."""
Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that go together; `symbol` is a list of `lexis.toml`, `name` (of items) or `kind`.

    `owner` tells that something beside it is its own, `number` how many there are, `rank` at which level, `some` that
    there are others; `share` is a number out of `number`, `closed` that the names are all that something is true of.
    """

    symbol: str
    codes: Codes = ()
    kind: Kind | None = None
    number: int | None = None
    owner: bool = False
    rank: int | None = None
    some: bool = False
    share: int | None = None
    alike: Codes = ()
    field: str = ""
    closed: bool = False

    @property
    def height(self) -> int:
        """How high its items stand: 3 the standard, 2 a task, 1 an activity, 0 what hangs on these."""
        return height(self.codes[0]) if self.codes else tier(self.kind) if self.kind else 0

    @property
    def bare(self) -> bool:
        """Whether it says neither how many nor at which level."""
        return self.number is None and self.rank is None


def tier(of: Kind | None) -> int:
    """How high a kind stands, from 0; None is the standard, at 3."""
    return {None: 3, Kind.TASK: 2, Kind.ACTIVITY: 1}.get(of, 0)


def height(code: str) -> int:
    """The same of a code."""
    return tier(kind(code))


def kinds(codes: Iterable[str]) -> set[Kind | None]:
    """The kinds of some codes."""
    return set(map(kind, codes))


def once(codes: Iterable[str]) -> Codes:
    """Codes in their order, each once."""
    return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of last.

    `owners` are tasks and activities, `items` what was named, `kind` what was counted or listed, `listed` the items of
    the list at hand, `pair` the two set side by side, `counted` whose items or levels were told one after the other,
    `level` that those were levels, `besides` what the next clause adds to, `found` what a search has found, `among`
    that the list at hand is counted, `matched` what fits the question, `verb` the verb of the clause before, `pool`
    among whom the most or fewest were sought, `detailed` that details were counted, `said` what the sentence has named,
    `asked` what the answer is about, `last` what the clause before has claimed,
    `fields` of the profile that were told.
    """

    owners: Codes = ()
    items: Codes = ()
    kind: Kind | None = None
    listed: Codes = ()
    pair: Codes = ()
    counted: Codes = ()
    level: bool = False
    besides: Codes = ()
    found: frozenset[str] | None = None
    among: bool = False
    matched: Codes = ()
    verb: str = ""
    pool: Codes = ()
    detailed: bool = False
    said: Codes = ()
    asked: Codes = ()
    last: tuple[Claim, ...] = ()
    fields: Codes = ()

    @property
    def raised(self) -> bool:
        """Whether what was named are tasks and activities."""
        return bool(self.items) and kinds(self.items) <= {*UPPER}

    def spoken(self, of: Kind | None = None, number: int | None = None) -> Codes:
        """What was spoken of, of a kind and a number where they are given."""
        choices: tuple[Codes, ...] = (self.items, self.owners, self.listed, self.pair, self.counted, self.asked)
        if number is not None and of is None:
            choices = (self.listed, *choices)
        fitting = (c for c in choices if c and (of is None or kinds(c) == {of}))
        return next((c for c in fitting if number in (None, len(c))), ())
