"""Look-ups over one standard: what exists, what hangs on what, and at which level.

The relation graph is many-to-many and never finer than the table: where knowledge and skills stand in
a cell merged over a whole task, their parent is the task.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .code import key, kind_of, order
from .model import Activity, Kind, Span, Standard, Task

UPPER = (Kind.TASK, Kind.ACTIVITY)
OF_ACTIVITY = (Kind.OUTPUT, Kind.INDICATOR)
OF_CELL = (Kind.KNOWLEDGE, Kind.SKILL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One coded item where it stands. A code printed at two places gives two items.

    `parents` are the codes it hangs on directly: a task for an activity, an activity for an output or
    indicator, tasks or activities for knowledge and skills (as fine as the table), none for an attitude.
    """

    kind: Kind
    code: str
    text: str
    details: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()


class Relations:
    """The relations of one standard. Codes are matched in any written form (`code.key`)."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.items: tuple[Item, ...] = tuple(self._walk())
        self._by_key: dict[str, list[Item]] = {}
        self._children: dict[tuple[Kind, str | None], tuple[Item, ...]] = {}
        for item in self.items:
            if item.code:
                self._by_key.setdefault(key(item.code), []).append(item)

    def _walk(self) -> Iterator[Item]:
        homes: dict[str, list[str]] = {}
        for task in self.standard.tasks:
            for home, codes in self._cells(task):
                for code in codes:
                    places = homes.setdefault(key(code), [])
                    if home not in places:
                        places.append(home)
        for task in self.standard.tasks:
            yield Item(kind=Kind.TASK, code=task.code, text=task.name, levels=task.levels, spans=task.spans)
            for activity in task.activities:
                level = () if activity.level is None else (activity.level,)
                yield Item(
                    kind=Kind.ACTIVITY,
                    code=activity.code,
                    text=activity.name,
                    parents=(task.code,),
                    levels=level,
                    spans=activity.spans,
                )
                for output in activity.outputs:
                    yield Item(
                        kind=Kind.OUTPUT,
                        code=output.code or "",
                        text=output.name,
                        parents=(activity.code,),
                        levels=level,
                        spans=output.spans,
                    )
                for indicator in activity.indicators:
                    yield Item(
                        kind=Kind.INDICATOR,
                        code=indicator.code or "",
                        text=indicator.text,
                        parents=(activity.code,),
                        levels=level,
                        spans=indicator.spans,
                    )
        for kind, entries in ((Kind.KNOWLEDGE, self.standard.knowledge), (Kind.SKILL, self.standard.skills)):
            for entry in entries:
                parents = tuple(homes.get(key(entry.code), ()))
                yield Item(
                    kind=kind,
                    code=entry.code,
                    text=entry.name,
                    details=entry.details,
                    parents=parents,
                    spans=entry.spans,
                )
        for attitude in self.standard.attitudes:
            yield Item(
                kind=Kind.ATTITUDE,
                code=attitude.code or "",
                text=attitude.name,
                details=(attitude.definition,) if attitude.definition else (),
                spans=attitude.spans,
            )

    @staticmethod
    def _cells(task: Task) -> Iterator[tuple[str, tuple[str, ...]]]:
        for cell in task.cells:
            activities = [task.activities[i] for i in cell]
            whole = len(cell) > 1 and len(cell) == len(task.activities)
            for home in [task.code] if whole else [a.code for a in activities]:
                yield home, activities[0].knowledge + activities[0].skills

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by key."""
        return {key(t.code): t for t in self.standard.tasks}

    @cached_property
    def activities(self) -> dict[str, list[Activity]]:
        """Activities by key; a misprinted code may name two."""
        found: dict[str, list[Activity]] = {}
        for task in self.standard.tasks:
            for activity in task.activities:
                found.setdefault(key(activity.code), []).append(activity)
        return found

    @cached_property
    def task_level(self) -> bool:
        """Whether knowledge and skills hang on whole tasks rather than on activities."""
        return any(task.merged for task in self.standard.tasks)

    def find(self, code: str) -> tuple[Item, ...]:
        """Every item printed with this code; empty when the standard has none."""
        try:
            return tuple(self._by_key.get(key(code), ()))
        except ValueError:
            return ()

    def get(self, code: str) -> Item:
        """The first item with this code.

        :raises KeyError: when there is none.
        """
        found = self.find(code)
        if not found:
            raise KeyError(code)
        return found[0]

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """Every item of a kind, in the order of the table."""
        return tuple(item for item in self.items if item.kind is kind)

    def children(self, kind: Kind, parent: str | None) -> tuple[Item, ...]:
        """The complete list of a kind under a task or activity (None: in the standard), in printed order.

        An activity in a merged cell has the knowledge and skills of the cell; `fine` tells.
        Anything but a task or activity has no children.
        """
        if (kind, parent) not in self._children:
            self._children[kind, parent] = self._found_children(kind, parent)
        return self._children[kind, parent]

    def _found_children(self, kind: Kind, parent: str | None) -> tuple[Item, ...]:
        if parent is None:
            return self.of_kind(kind)
        form = key(parent)
        if form in self.tasks:
            if kind is Kind.ACTIVITY:
                return tuple(i for i in self.of_kind(kind) if key(i.parents[0]) == form)
            activities = list(self.tasks[form].activities)
        elif form in self.activities:
            activities = self.activities[form]
        else:
            return ()
        if kind in OF_ACTIVITY:
            own = {key(a.code) for a in activities}
            return tuple(i for i in self.of_kind(kind) if key(i.parents[0]) in own)
        if kind in OF_CELL:
            codes = dict.fromkeys(
                key(c) for a in activities for c in (a.knowledge if kind is Kind.KNOWLEDGE else a.skills)
            )
            found = [self.get(c) for c in codes]
            return tuple(sorted(found, key=lambda i: order(i.code)) if form in self.tasks else found)
        return ()

    def fine(self, activity: str) -> bool:
        """Whether an activity has knowledge and skills of its own, not those of a merged cell."""
        form = key(activity)
        for task in self.standard.tasks:
            for cell in task.cells:
                if any(key(task.activities[i].code) == form for i in cell):
                    return len(cell) == 1
        return False

    def task_of(self, item: Item) -> tuple[str, ...]:
        """The tasks an item lies in: itself for a task, several for shared knowledge, none for an attitude."""
        if item.kind is Kind.TASK:
            return (item.code,)
        above = (self.get(p) for p in item.parents)
        return tuple(dict.fromkeys(code for parent in above for code in self.task_of(parent)))

    def activities_of(self, item: Item) -> tuple[str, ...]:
        """The activities an item lies in, as far as the table says; none where only the task is known."""
        if item.kind is Kind.ACTIVITY:
            return (item.code,)
        return tuple(p for p in item.parents if kind_of(p) is Kind.ACTIVITY)

    def under(self, item: Item, parent: str) -> bool:
        """Whether an item hangs on `parent`, directly or through an activity, or is it."""
        form = key(parent)
        if key(item.code) == form:
            return True
        return any(key(p) == form or self.under(self.get(p), parent) for p in item.parents)

    def nearest(self, code: str, most: int = 3) -> tuple[str, ...]:
        """Existing codes closest to one that does not exist: same parent first, then nearest number."""
        kind, want = kind_of(code), order(code)[1]
        printed = [i.code for i in self.of_kind(kind) if i.code]

        def distance(candidate: str) -> tuple[int, int]:
            have = order(candidate)[1]
            shared = sum(1 for a, b in zip(want[:-1], have[:-1], strict=False) if a == b)
            return -shared, abs(want[-1] - have[-1]) if len(want) == len(have) else 99

        return tuple(dict.fromkeys(sorted(printed, key=distance)))[:most]
