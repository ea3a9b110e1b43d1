"""Other standards, as the evaluator of one of them sees them: their items by their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...question.found import SetEvaluator, SetEvidence
from ...question.spread import local
from ...standard.address import MARK, address, parted
from ...standard.relations import Item

if TYPE_CHECKING:
    from ...question.form import Set
    from ..run import Runner

MOST_SEEN = 20_000  # items of other standards that are kept


class Elsewhere:
    """The standards beside one. Alone, it knows that one only."""

    def __init__(
        self,
        home: str,
        standards: Callable[[], Sequence[str]] = tuple,
        runner: Callable[[str], Runner | None] = lambda standard: None,
    ) -> None:
        """:param standards: the codes of all that are installed; `runner`: the evaluator of one."""
        self.home = home
        self._standards = standards
        self._runner = runner
        self._seen: dict[tuple[str, int], tuple[Item, Item]] = {}

    def standards(self) -> tuple[str, ...]:
        """All that are installed, the one at hand first."""
        return (self.home, *(s for s in self._standards() if s != self.home))

    def across(self, run: SetEvaluator, of: Set, standards: Sequence[str], evidence: SetEvidence) -> Iterator[Item]:
        """The items of a set in each of some standards, in their order; none named: in all.

        :param run: the evaluator of the standard at hand.
        """
        for standard in standards or self.standards():
            if standard == self.home:
                result = run(local(of, standard))
                evidence.merge(result.evidence)
                yield from result.items
            elif standard in self._standards() and (runner := self._runner(standard)):
                result = runner.run(local(of, standard))
                evidence.merge(result.evidence.told_from(standard))
                yield from (self._told(item, standard) for item in result.items)

    def _told(self, item: Item, standard: str) -> Item:
        """The same value for the same item, as sets compare items by what they are, not by what they say."""
        key = (standard, id(item))
        if key not in self._seen:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            parents = tuple(address(standard, parent) for parent in item.parents)
            self._seen[key] = (item, replace(item, code=address(standard, item.code), parents=parents))
        return self._seen[key][1]

    def own(self, item: Item) -> tuple[Runner, Item]:
        """The evaluator of the standard that an address names, and the item there."""
        standard, code = parted(item.code)
        runner = self._runner(standard)
        assert runner is not None  # an address comes from a standard that is there
        return runner, runner.relations.get(code)


def apart_from(items: Sequence[Item], dropped: Sequence[Item], text: Callable[[Item], str]) -> list[Item]:
    """Items that are not among others, nor worded as one of them that is of another standard."""
    same = {id(i) for i in dropped}
    left = [i for i in items if id(i) not in same]
    if not any(MARK in i.code for i in (*left, *dropped)):
        return left
    worded: dict[str, set[str]] = {}
    for item in dropped:
        worded.setdefault(text(item), set()).add(parted(item.code)[0])
    return [i for i in left if not worded.get(text(i), set()) - {parted(i.code)[0]}]
