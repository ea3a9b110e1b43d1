"""Two runs side by side, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cases import CATEGORIES
from .statistics import mcnemar
from .summary import Group, Scored, summarize


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A question in both runs."""

    before: Scored
    after: Scored

    @property
    def fixed(self) -> bool:
        """Wrong before, right now."""
        return self.after.verdict.passed and not self.before.verdict.passed

    @property
    def broken(self) -> bool:
        """Right before, wrong now."""
        return self.before.verdict.passed and not self.after.verdict.passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one run to another.

    `altered` are ids whose question or expectation is not the same in both; they are not compared,
    and neither are those that only one of the runs asked.
    """

    changes: tuple[Change, ...]
    altered: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def fixed(self) -> tuple[Change, ...]:
        """Questions that went from wrong to right."""
        return tuple(change for change in self.changes if change.fixed)

    @property
    def broken(self) -> tuple[Change, ...]:
        """Questions that went from right to wrong."""
        return tuple(change for change in self.changes if change.broken)

    @property
    def unchanged(self) -> int:
        """How many questions are as right or as wrong as before."""
        return len(self.changes) - len(self.fixed) - len(self.broken)

    @property
    def p(self) -> float:
        """Two-sided p of the exact McNemar test over right and wrong."""
        return mcnemar(len(self.fixed), len(self.broken))

    @property
    def before(self) -> Group:
        """The measures of the earlier run over the questions compared."""
        return summarize([change.before for change in self.changes]).overall

    @property
    def after(self) -> Group:
        """The measures of the later run over the same questions."""
        return summarize([change.after for change in self.changes]).overall

    @property
    def categories(self) -> tuple[tuple[str, Comparison], ...]:
        """The comparison of each category that both runs asked, by its name."""
        found = ((name, [c for c in self.changes if c.after.case.category == name]) for name in CATEGORIES)
        return tuple((name, _of(changes)) for name, changes in found if changes)


def compare(before: Sequence[Scored], after: Sequence[Scored]) -> Comparison:
    """Compare two runs over the questions they share."""
    old, new = {s.case.id: s for s in before}, {s.case.id: s for s in after}
    shared = [identity for identity in new if identity in old]
    same = [identity for identity in shared if old[identity].case == new[identity].case]
    return Comparison(
        changes=tuple(Change(before=old[identity], after=new[identity]) for identity in same),
        altered=tuple(identity for identity in shared if identity not in same),
        added=tuple(identity for identity in new if identity not in old),
        removed=tuple(identity for identity in old if identity not in new),
    )


def _of(changes: Sequence[Change]) -> Comparison:
    return Comparison(changes=tuple(changes), altered=(), added=(), removed=())
