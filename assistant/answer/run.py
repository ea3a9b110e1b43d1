"""Running a form: the one evaluator. Sets become items, and what made them members is kept for the proof.

Knowledge and skills of an activity in a merged cell are those of its task (`Relations.home`); the result says so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..question import form as forms
from ..question.form import Set, Test
from ..question.found import Result, SetEvidence, WholeList
from ..question.node import Comparison
from ..question.spread import reaches, spread
from ..retrieval.port import Resolve
from ..standard.address import MARK
from ..standard.code import kind_of, order
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Item, Relations
from .item_wording import ItemWording
from .several.elsewhere import Elsewhere, apart_from

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
        glosses: Mapping[int, str],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        """:param glosses: the English gloss of each item by its `id`."""
        self.relations = relations
        self.elsewhere = elsewhere or Elsewhere(relations.standard.code)
        self._resolve = resolve
        self.wording = ItemWording(relations.items, glosses)
        self.run: Callable[[Set], Result] = lru_cache(maxsize=2048)(self._run)

    def _run(self, form: Set) -> Result:
        evidence = SetEvidence()
        form = spread(form) if reaches(form) else form
        items = self._items(form, evidence)
        if not isinstance(form, forms.Below | forms.All | forms.Union):
            evidence.groups = []
        return Result(_ordered(items, form), evidence)

    def size(self, item: Item, kind: Kind) -> int:
        """How many of a kind hang on an item."""
        if kind is Kind.ATTITUDE or item.kind not in UPPER:
            return 0
        runner, own = self._own(item)
        return len(runner.relations.children(kind, own.code))

    def levels(self, item: Item) -> tuple[int, ...]:
        """The levels of an item, or of what it hangs on."""
        if item.levels or not item.parents:
            return item.levels
        runner, own = self._own(item)
        return tuple(sorted({n for p in own.parents for n in runner.relations.get(p).levels}))

    def spread(self, item: Item, kind: Kind) -> int:
        """Under how many tasks, or activities, the item's wording stands."""
        runner, own = self._own(item)
        return len({place.code for i in runner.wording.worded_alike(own) for place in runner.places(i, kind)})

    def places(self, item: Item, kind: Kind) -> tuple[Item, ...]:
        """The tasks, or activities, under which an item stands."""
        return tuple(self._above([item], kind, SetEvidence()))

    def reason(self, item: Item, text: str) -> tuple[str, ...]:
        """By which words an item holds a text."""
        runner, own = self._own(item)
        return runner.wording.reason(own, text)

    def _own(self, item: Item) -> tuple[Runner, Item]:
        """The evaluator of an item's own standard, and the item there."""
        return self.elsewhere.own(item) if MARK in item.code else (self, item)

    def _items(self, form: Set, evidence: SetEvidence) -> list[Item]:  # noqa: C901 - one case a set
        relations = self.relations
        match form:
            case forms.All(kind):
                evidence.groups.append(WholeList(None, kind, relations.of_kind(kind)))
                return list(relations.of_kind(kind))
            case forms.Coded(codes):
                return _once(i for c in codes for i in relations.find(c))
            case forms.Named(text, kinds):
                taken = self.wording.taken(text, kinds, self._resolve)
                if taken not in evidence.taken:
                    evidence.taken.append(taken)
                return list(taken.items)
            case forms.Below(of) | forms.Above(of) | forms.Beside(of) | forms.Such(of) if reaches(of):
                codes = tuple(i.code for i in self._part(of, evidence) if i.code)
                return self._items(spread(replace(form, of=forms.Coded(codes))), evidence) if codes else []
            case forms.Below(of, kind):
                return self._below(self._part(of, evidence), kind, evidence)
            case forms.Above(of, kind):
                return self._above(self._part(of, evidence), kind, evidence)
            case forms.Beside(of, which):
                return _beside(relations, self._part(of, evidence), which)
            case forms.Nth(forms.Below(of, kind), n, count, True):
                places = self._part(of, evidence)
                return [i for p in places for i in _placed(self._below([p], kind, SetEvidence()), n, count)]
            case forms.Nth(of, n, count):
                return _placed(self._part(of, evidence), n, count)
            case forms.Such(of, test):
                tested = self._part(of, evidence)
                return [i for i in tested if self.passes(i, test, evidence)]
            case forms.Top():
                return self._top(form, evidence)
            case forms.Union(parts):
                return _once(i for part in parts for i in self._items(part, evidence))
            case forms.Across(of, standards):
                return list(self.elsewhere.across(self.run, of, standards, evidence))
            case forms.Both((forms.Below(of, kind),)):
                each = [forms.Below(forms.Coded((p.code,)), kind) for p in self._part(of, evidence)]
                return self._both([self._part(part, evidence) for part in each])
            case forms.Both(parts):
                return self._both([self._part(part, evidence) for part in parts])
            case forms.Minus(of, without):
                dropped = self._part(without, evidence)
                return apart_from(self._part(of, evidence), dropped, self.wording.text)
        raise TypeError(form)

    def _part(self, form: Set, evidence: SetEvidence) -> list[Item]:
        """The items of a set inside another: its groups are no list of the answer."""
        result = self.run(form)
        evidence.merge(result.evidence)
        return list(result.items)

    def _both(self, sets: Sequence[Sequence[Item]]) -> list[Item]:
        """The items that each of some sets has, by wording."""
        text = self.wording.text
        wordings = [set(map(text, held)) for held in sets]
        return _once(i for held in sets for i in held if all(text(i) in w for w in wordings))

    def _below(self, of: Iterable[Item], kind: Kind, evidence: SetEvidence) -> list[Item]:
        if kind is Kind.ATTITUDE:
            items = self.relations.of_kind(kind)
            evidence.groups.append(WholeList(None, kind, items))
            return list(items)
        if kind is Kind.TASK:
            return self._above(of, kind, evidence)
        found: list[Item] = []
        seen = {g.parent.code for g in evidence.groups if g.parent and g.kind is kind}
        for item in of:
            home = self.relations.home(item, kind)
            for place in home.places:
                if home.coarse:
                    evidence.coarse[kind, item.code, place.code] = None
                children = self.relations.children(kind, place.code)
                found += children
                if place.code not in seen:
                    seen.add(place.code)
                    evidence.groups.append(WholeList(place, kind, children))
                    evidence.counts[kind, place.code] = len(children)
        return _once(found)

    def _above(self, of: Iterable[Item], kind: Kind, evidence: SetEvidence) -> list[Item]:
        relations = self.relations
        found: list[Item] = []
        for item in of:
            for code in relations.task_of(item) if kind is Kind.TASK else relations.activities_of(item):
                above = relations.get(code)
                if above.code != item.code:
                    evidence.relations[item.code, above.code] = None
                found.append(above)
            if kind is Kind.ACTIVITY and item.kind in OF_CELL:  # of a merged cell it is all activities' of the task
                for task in (p for p in item.parents if kind_of(p) is Kind.TASK):
                    evidence.relations[item.code, task] = None
                    evidence.coarse[Kind.ACTIVITY, item.code, task] = None
                    found += relations.children(Kind.ACTIVITY, task)
        return _once(found)

    def _top(self, top: forms.Top, evidence: SetEvidence) -> list[Item]:
        measured = [(i, self._measure(i, top.by, evidence)) for i in self._part(top.of, evidence)]
        numbers = sorted({n for _, n in measured if n is not None}, reverse=top.order == "most")
        if top.place > len(numbers):
            return []
        return [i for i, n in measured if n == numbers[top.place - 1]]

    def _measure(self, item: Item, by: Kind | str, evidence: SetEvidence) -> int | None:
        if not isinstance(by, Kind):
            levels = self.levels(item)
            evidence.levels |= dict.fromkeys((item.code, level) for level in levels)
            return max(levels, default=None)
        if by in UPPER and item.kind not in UPPER:
            return self.spread(item, by)
        evidence.counts[by, item.code] = self.size(item, by)
        return self.size(item, by)

    def passes(self, item: Item, test: Test, evidence: SetEvidence) -> bool:
        """Whether an item passes a test; what was looked at goes into the evidence."""
        match test:
            case forms.LevelIs(than, n):
                levels = [level for level in self.levels(item) if _THAN[than](level, n)]
                if item.kind in UPPER:
                    evidence.levels |= dict.fromkeys((item.code, level) for level in levels)
                return bool(levels)
            case forms.Amount(kind, than, n) if kind in UPPER and item.kind not in UPPER:
                return _THAN[than](self.spread(item, kind), n)
            case forms.Amount(kind, than, n):
                size = self.size(item, kind)
                if item.code and item.kind in UPPER:
                    evidence.counts[kind, item.code] = size
                return item.kind in UPPER and _THAN[than](size, n)
            case forms.Says(text):
                text = self.wording.meant(text)
                held = self.wording.says(item, text)
                evidence.texts[item.code, text, held] = None
                return held
            case forms.Lies(on):
                return self._lies(item, self._part(on, evidence), evidence)
            case forms.Detailed():
                evidence.details[item.code] = bool(item.details)
                return bool(item.details)
            case forms.Shared():
                return self.spread(item, Kind.TASK) > 1
            case forms.Not(inner):
                return not self.passes(item, inner, evidence)
            case forms.And(tests) | forms.Or(tests):
                passed = [self.passes(item, t, evidence) for t in tests]  # each leaves its evidence
                return all(passed) if isinstance(test, forms.And) else any(passed)
        raise TypeError(test)

    def _lies(self, item: Item, on: Iterable[Item], evidence: SetEvidence) -> bool:
        for other in (o for o in on if MARK not in o.code):
            if other is item:
                return True
            for child, parent in ((item, other), (other, item)):
                if parent.code and child.code and self.relations.under(child, parent.code):
                    evidence.relations[child.code, parent.code] = None
                    return True
        return False


def _once(items: Iterable[Item]) -> list[Item]:
    """Each item once, where it came first; the same code printed twice is two items."""
    return list({id(item): item for item in items}.values())


def _placed(items: list[Item], n: int, count: int) -> list[Item]:
    """So many items from a place on; -1 is the last."""
    start = n - 1 if n > 0 else max(len(items) - count, 0) if n == -1 else len(items) + n
    return items[start : start + count] if 0 <= start < len(items) else []


def _ordered(items: list[Item], form: Set) -> tuple[Item, ...]:
    """Items by code within each kind, in the order in which kinds came; what was named in an order keeps it."""
    kept = forms.Coded | forms.Nth | forms.Beside | forms.Top | forms.Union | forms.Across
    if isinstance(form, kept) or any(MARK in i.code for i in items):
        return tuple(items)
    ranks = {k: n for n, k in enumerate(dict.fromkeys(i.kind for i in items))}
    return tuple(sorted(items, key=lambda i: (ranks[i.kind], order(i.code) if i.code else (9, ()))))


def _beside(relations: Relations, of: list[Item], which: str) -> list[Item]:
    """The neighbours of items in the order of the table, or the others under the parent of the first."""
    if not of:
        return []
    first = of[0]
    if which == "others":
        own = {id(i) for i in of}
        under = relations.children(first.kind, first.parents[0]) if first.parents else relations.of_kind(first.kind)
        return [i for i in under if id(i) not in own]
    whole = relations.of_kind(first.kind)
    edge, step = (of[-1], 1) if which == "next" else (first, -1)
    place = next((n for n, i in enumerate(whole) if i is edge), 0) + step
    return [whole[place]] if 0 <= place < len(whole) else []
