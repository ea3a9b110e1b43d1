"""Running a form: the one evaluator. Sets become items, and what made them members is kept for the proof.

Knowledge and skills hang on what the table hangs them on (`Relations.home`), so asked of an activity in a merged cell
they are those of its task, and the result says so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ..question.form import (
    Above,
    Across,
    All,
    Amount,
    And,
    Below,
    Beside,
    Both,
    Coded,
    Detailed,
    LevelIs,
    Lies,
    Minus,
    Named,
    Not,
    Nth,
    Or,
    Says,
    Set,
    Shared,
    Such,
    Test,
    Top,
    Union,
)
from ..question.found import Evidence, Group, Result
from ..question.node import Comparison
from ..question.spread import reaches, spread
from ..retrieval.port import Resolve
from ..standard.address import MARK
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Item, Relations
from .position import beside, ordered, placed
from .several.elsewhere import Elsewhere, apart_from
from .wording import Wording

_THAN: Mapping[Comparison, Callable[[int, int], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


class Runner:
    """Evaluates sets over one standard, and what is made of sets of others, which their own evaluators run."""

    def __init__(
        self,
        relations: Relations,
        resolve: Resolve,
        texts: Mapping[int, str],
        glosses: Mapping[int, str],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """:param texts: the comparable wording of each item by its `id`; `glosses`: its English gloss."""
        self.relations = relations
        self.elsewhere = elsewhere or Elsewhere(relations.standard.code)
        self._resolve = resolve
        self._texts = texts
        self.wording = Wording(relations.items, texts, glosses)
        self.run: Callable[[Set], Result] = lru_cache(maxsize=2048)(self._run)

    def _run(self, form: Set) -> Result:
        evidence = Evidence()
        form = spread(form) if reaches(form) else form
        items = self._items(form, evidence)
        if not isinstance(form, Below | All | Union):
            evidence.groups = []
        return Result(ordered(items, form), evidence)

    def size(self, item: Item, kind: Kind) -> int:
        """How many of a kind hang on an item."""
        if kind is Kind.ATTITUDE or item.kind not in UPPER:
            return 0
        if MARK in item.code:
            return self.elsewhere.asked(item, lambda runner, own: runner.size(own, kind))
        return len(self.relations.children(kind, item.code))

    def text(self, item: Item) -> str:
        """The wording of an item in the form in which texts are compared."""
        return self._texts[id(item)] if MARK not in item.code else self.elsewhere.text(item)

    def _items(self, form: Set, evidence: Evidence) -> list[Item]:  # noqa: C901 - one case a set
        relations = self.relations
        match form:
            case All(kind):
                items = list(relations.of_kind(kind))
                evidence.groups.append(Group(None, kind, tuple(items)))
                return items
            case Coded(codes):
                return list({id(i): i for c in codes for i in relations.find(c)}.values())
            case Named(text, kinds):
                taken = self.wording.taken(text, kinds, self._resolve)
                if taken not in evidence.taken:
                    evidence.taken.append(taken)
                return list(taken.items)
            case Below(of) | Above(of) | Beside(of) | Such(of) if reaches(of):
                codes = tuple(i.code for i in self._part(of, evidence) if i.code)
                return self._items(spread(replace(form, of=Coded(codes))), evidence) if codes else []
            case Below(of, kind):
                return self._below(self._part(of, evidence), kind, evidence)
            case Above(of, kind):
                return self._above(self._part(of, evidence), kind, evidence)
            case Beside(of, which):
                return beside(self.relations, self._part(of, evidence), which)
            case Nth(Below(of, kind), n, count, True):
                places = self._part(of, evidence)
                return [i for p in places for i in placed(self._below([p], kind, Evidence()), n, count)]
            case Nth(of, n, count):
                return placed(self._part(of, evidence), n, count)
            case Such(of, test):
                tested = self._part(of, evidence)
                return [i for i in tested if self.passes(i, test, evidence)]
            case Top(of, by, most, place):
                return self._top(self._part(of, evidence), by, most == "most", place, evidence)
            case Union(parts):
                found: dict[int, Item] = {}
                for part in parts:
                    found |= {id(i): i for i in self._items(part, evidence)}
                return list(found.values())
            case Across(of, standards):
                return list(self.elsewhere.across(self.run, of, standards, evidence))
            case Both(parts):
                sets = [self._part(p, evidence) for p in self._each(parts, evidence)]
                wordings = [{self.text(i) for i in s} for s in sets]
                joint = [i for s in sets for i in s if all(self.text(i) in w for w in wordings)]
                return list({id(i): i for i in joint}.values())
            case Minus(of, without):
                dropped = self._part(without, evidence)
                return apart_from(self._part(of, evidence), dropped, self.text)
        raise TypeError(form)

    def _each(self, parts: tuple[Set, ...], evidence: Evidence) -> tuple[Set, ...]:
        """The sets that are to have something in common: of a single one what hangs on each of its places."""
        match parts:
            case (Below(of, kind),):
                return tuple(Below(Coded((place.code,)), kind) for place in self._part(of, evidence))
            case _:
                return parts

    def _part(self, form: Set, evidence: Evidence) -> list[Item]:
        """The items of a set inside another: its groups are no list of the answer."""
        result = self.run(form)
        evidence.merge(result.evidence)
        return list(result.items)

    def _below(self, of: list[Item], kind: Kind, evidence: Evidence) -> list[Item]:
        found: dict[int, Item] = {}
        if kind is Kind.ATTITUDE:
            items = self.relations.of_kind(kind)
            evidence.groups.append(Group(None, kind, items))
            return list(items)
        if kind is Kind.TASK:
            return self._above(of, kind, evidence)
        seen = {g.parent.code for g in evidence.groups if g.parent and g.kind is kind}
        for item in of:
            home = self.relations.home(item, kind)
            for place in home.places:
                if home.coarse:
                    evidence.coarse[kind, item.code, place.code] = None
                if place.code in seen:
                    found |= {id(i): i for i in self.relations.children(kind, place.code)}
                    continue
                seen.add(place.code)
                children = self.relations.children(kind, place.code)
                evidence.groups.append(Group(place, kind, children))
                evidence.counts[kind, place.code] = len(children)
                found |= {id(i): i for i in children}
        return list(found.values())

    def _above(self, of: list[Item], kind: Kind, evidence: Evidence) -> list[Item]:
        relations = self.relations
        found: dict[int, Item] = {}
        for item in of:
            codes = relations.task_of(item) if kind is Kind.TASK else relations.activities_of(item)
            for code in codes:
                above = relations.get(code)
                if above.code != item.code:
                    evidence.relations[item.code, above.code] = None
                found[id(above)] = above
            if kind is Kind.ACTIVITY and item.kind in OF_CELL:
                for activity in self._sharing(item, evidence):
                    found[id(activity)] = activity
        return list(found.values())

    def _sharing(self, item: Item, evidence: Evidence) -> Iterator[Item]:
        """The activities of the tasks for the whole of which an item is listed: a merged cell is all of theirs."""
        for parent in item.parents:
            if kind_of(parent) is Kind.TASK:
                evidence.relations[item.code, parent] = None
                evidence.coarse[Kind.ACTIVITY, item.code, parent] = None
                yield from self.relations.children(Kind.ACTIVITY, parent)

    def _top(self, of: list[Item], by: Kind | str, most: bool, place: int, evidence: Evidence) -> list[Item]:
        sizes = [(i, self._measure(i, by, evidence)) for i in of]
        known = [(i, n) for i, n in sizes if n is not None]
        numbers = sorted({n for _, n in known}, reverse=most)
        if place > len(numbers):
            return []
        return [i for i, n in known if n == numbers[place - 1]]

    def _measure(self, item: Item, by: Kind | str, evidence: Evidence) -> int | None:
        if isinstance(by, Kind) and by in UPPER and item.kind not in UPPER:
            return self.spread(item, by)
        if isinstance(by, Kind):
            evidence.counts[by, item.code] = self.size(item, by)
            return self.size(item, by)
        levels = self.levels(item)
        for level in levels:
            evidence.levels[item.code, level] = None
        return max(levels, default=None)

    def levels(self, item: Item) -> tuple[int, ...]:
        """The levels of an item, or of what it hangs on."""
        if item.levels or not item.parents:
            return item.levels
        if MARK in item.code:
            return self.elsewhere.asked(item, lambda runner, own: runner.levels(own))
        return tuple(sorted({n for p in item.parents for n in self.relations.get(p).levels}))

    def passes(self, item: Item, test: Test, evidence: Evidence) -> bool:  # noqa: C901 - one case a test
        """Whether an item passes a test; what was looked at goes into the evidence."""
        match test:
            case LevelIs(than, n):
                levels = [level for level in self.levels(item) if _THAN[than](level, n)]
                for level in levels:
                    if item.kind in UPPER:
                        evidence.levels[item.code, level] = None
                return bool(levels)
            case Amount(kind, than, n) if kind in UPPER and item.kind not in UPPER:
                return _THAN[than](self.spread(item, kind), n)
            case Amount(kind, than, n):
                size = self.size(item, kind)
                if item.code and item.kind in UPPER:
                    evidence.counts[kind, item.code] = size
                return item.kind in UPPER and _THAN[than](size, n)
            case Says(text):
                text = self.wording.meant(text)
                held_text = self.wording.says(item, text)
                evidence.texts[item.code, text, held_text] = None
                return held_text
            case Lies(on):
                return self._lies(item, self._part(on, evidence), evidence)
            case Detailed():
                evidence.details[item.code] = bool(item.details)
                return bool(item.details)
            case Shared():
                return self.spread(item, Kind.TASK) > 1
            case Not(inner):
                return not self.passes(item, inner, evidence)
            case And(tests) | Or(tests):
                held = [self.passes(item, t, evidence) for t in tests]
                return all(held) if isinstance(test, And) else any(held)
        raise TypeError(test)

    def _lies(self, item: Item, on: list[Item], evidence: Evidence) -> bool:
        for other in (o for o in on if MARK not in o.code):
            if other is item:
                return True
            for child, parent in ((item, other), (other, item)):
                if parent.code and child.code and self.relations.under(child, parent.code):
                    evidence.relations[child.code, parent.code] = None
                    return True
        return False

    def spread(self, item: Item, kind: Kind) -> int:
        """Under how many tasks, or activities, the item's wording stands."""
        if MARK in item.code:
            return self.elsewhere.asked(item, lambda runner, own: runner.spread(own, kind))
        return len({place.code for i in self.wording.worded_alike(item) for place in self.places(i, kind)})

    def places(self, item: Item, kind: Kind) -> tuple[Item, ...]:
        """The tasks, or activities, under which an item stands."""
        return tuple(self._above([item], kind, Evidence()))
