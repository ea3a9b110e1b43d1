"""Two runs side by side, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .cases import names
from .statistics import mcnemar
from .summary import QuestionGroup, Scored, summarize

State = Literal["right", "wrong", "fixed", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedQuestion:
    """A question in both runs."""

    before: Scored
    after: Scored

    @property
    def state(self) -> State:
        """Right or wrong in both; fixed when only the later answer is right, broken when only the earlier."""
        before, after = self.before.verdict.passed, self.after.verdict.passed
        if before == after:
            return "right" if after else "wrong"
        return "fixed" if after else "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunComparison:
    """What changed from one run to another.

    `altered` are ids whose question or expectation is not the same in both; they are not compared,
    and neither are those that only one of the runs asked.
    """

    changes: tuple[ComparedQuestion, ...]
    altered: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def fixed(self) -> tuple[ComparedQuestion, ...]:
        """Questions that went from wrong to right."""
        return tuple(change for change in self.changes if change.state == "fixed")

    @property
    def broken(self) -> tuple[ComparedQuestion, ...]:
        """Questions that went from right to wrong."""
        return tuple(change for change in self.changes if change.state == "broken")

    @property
    def unchanged(self) -> int:
        """How many questions are as right or as wrong as before."""
        return len(self.changes) - len(self.fixed) - len(self.broken)

    @property
    def p(self) -> float:
        """Two-sided p of the exact McNemar test over right and wrong."""
        return mcnemar(len(self.fixed), len(self.broken))

    @property
    def before(self) -> QuestionGroup:
        """The measures of the earlier run over the questions compared."""
        return summarize([change.before for change in self.changes]).overall

    @property
    def after(self) -> QuestionGroup:
        """The measures of the later run over the same questions."""
        return summarize([change.after for change in self.changes]).overall

    @property
    def categories(self) -> tuple[tuple[str, RunComparison], ...]:
        """The comparison of each category that both runs asked, by its name."""
        members = {name: list[ComparedQuestion]() for name in names(change.after.case for change in self.changes)}
        for change in self.changes:
            members[change.after.case.category].append(change)
        return tuple((name, RunComparison(changes=tuple(found))) for name, found in members.items())


def compare(before: Sequence[Scored], after: Sequence[Scored]) -> RunComparison:
    """Compare two runs over the questions they share."""
    old, new = {s.case.id: s for s in before}, {s.case.id: s for s in after}
    both = [name for name in new if name in old]
    return RunComparison(
        changes=tuple(ComparedQuestion(before=old[n], after=new[n]) for n in both if old[n].case == new[n].case),
        altered=tuple(name for name in both if old[name].case != new[name].case),
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
    )
