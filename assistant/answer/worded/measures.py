"""Claims that set several side by side: who has more of a kind, who the most, who is at one level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..proof import Facts
from .claims import Cause, Claim, Group, Same, kind, measure


class Extreme(Same):
    """These have the most of a kind, or the fewest, and nobody else."""

    cause: ClassVar[Cause] = "number"


@dataclass(frozen=True, slots=True)
class Compared(Claim):
    """One of two has more of a kind, or is at a higher level; fewer or lower when not `more`; None: either.

    `by` says by how much, where a number is said.
    """

    cause = "number"
    one: str
    other: str
    kind: Kind | None
    more: bool | None
    by: int | None = None

    def holds(self, facts: Facts) -> bool:
        one, two = (measure(facts, code, self.kind) for code in (self.one, self.other))
        if one is None or two is None or not {kind(self.one), kind(self.other)} <= {*UPPER, None}:
            return False
        gap = abs(one - two) if self.more is None else one - two if self.more else two - one
        return gap > 0 and self.by in (None, gap)


@dataclass(frozen=True, slots=True)
class Alike(Claim):
    """Several codes are all at one level, or, when not `same`, all at different ones."""

    cause = "number"
    codes: tuple[str, ...]
    same: bool

    def holds(self, facts: Facts) -> bool:
        levels = [measure(facts, code, None) for code in self.codes]
        return None not in levels and len(levels) > 1 and len(set(levels)) == (1 if self.same else len(levels))


@dataclass(frozen=True, slots=True)
class Shared(Claim):
    """Several owners have no item of a kind in common."""

    cause = "negation"
    owners: tuple[str, ...]
    kind: Kind

    def holds(self, facts: Facts) -> bool:
        sets = [set(Group(self.owners, self.kind).members(facts, owner)) for owner in self.owners]
        return len(sets) > 1 and all(sets) and not set.intersection(*sets)


def extremes(facts: Facts, codes: Sequence[str], counted: Kind | None, *, most: bool) -> tuple[str, ...]:
    """Those of some codes that have the most of a kind (None: the highest level), or the fewest: all that tie."""
    sizes = {code: measure(facts, code, counted) or 0 for code in codes}
    best = (max if most else min)(sizes.values())
    return tuple(code for code, size in sizes.items() if size == best)
