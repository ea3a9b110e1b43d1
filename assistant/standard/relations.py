"""Look-ups over one standard: what exists, what hangs on what, and at which level.

The relation graph is many-to-many and never finer than the table: where knowledge and skills stand in
a cell merged over a whole task, their parent is the task.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .code import key, kind_of, order
from .model import Activity, Kind, Span, Standard, Task
from .walk import walk

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


@dataclass(frozen=True, slots=True)
class Home:
    """The places that a list hangs on; `coarse` when that is less fine than the item it was asked for."""

    places: tuple[Item, ...]
    coarse: bool = False


class Relations:
    """The relations of one standard. Codes are matched in any written form (`code.key`)."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.items: tuple[Item, ...] = tuple(self._walk())
        self._children: dict[tuple[Kind, str | None], tuple[Item, ...]] = {}
        self._by_key: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            if item.code:
                self._by_key[key(item.code)].append(item)

    def _walk(self) -> Iterator[Item]:
        homes = self._homes()
        for printed in walk(self.standard):
            row = printed.entry if isinstance(printed.entry, Task | Activity) else printed.activity
            yield Item(
                kind=printed.kind,
                code=printed.code,
                text=printed.text,
                details=printed.details,
                parents=tuple(homes[key(printed.code)]) if printed.kind in OF_CELL else printed.above[:1],
                levels=row.levels if row else (),
                spans=printed.spans,
            )

    def _homes(self) -> defaultdict[str, dict[str, None]]:
        """Where knowledge and skills hang: on the task where all its activities share one cell, else on those of it."""
        homes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for task in self.standard.tasks:
            for block in task.blocks:
                for code in (*block[0].knowledge, *block[0].skills):
                    homes[key(code)] |= dict.fromkeys([task.code] if task.whole else [a.code for a in block])
        return homes

    @cached_property
    def _rows(self) -> dict[str, list[Activity]]:
        """The activities of each task and activity by key; a misprinted code may name two."""
        rows: defaultdict[str, list[Activity]] = defaultdict(list)
        for printed in walk(self.standard):
            if isinstance(printed.entry, Activity):
                for code in (printed.code, *printed.above):
                    rows[key(code)].append(printed.entry)
        return rows

    def find(self, code: str) -> tuple[Item, ...]:
        """Every item printed with this code; empty when the standard has none."""
        try:
            return tuple(self._by_key.get(key(code), ()))
        except ValueError:
            return ()

    def get(self, code: str) -> Item:
        """The first item with this code; :raises KeyError: when there is none."""
        if found := self.find(code):
            return found[0]
        raise KeyError(code)

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """Every item of a kind, in the order of the table."""
        return tuple(item for item in self.items if item.kind is kind)

    def children(self, kind: Kind, parent: str | None) -> tuple[Item, ...]:
        """The complete list of a kind under a task or activity (None: in the standard), in printed order.

        An activity in a merged cell has the knowledge and skills of the cell; `home` tells where they are listed.
        Anything but a task or activity has no children.
        """
        if (kind, parent) not in self._children:
            self._children[kind, parent] = self.of_kind(kind) if parent is None else self._below(kind, parent)
        return self._children[kind, parent]

    def _below(self, kind: Kind, parent: str) -> tuple[Item, ...]:
        rows = self._rows.get(key(parent), ())
        if kind in OF_CELL:
            printed = (code for row in rows for code in (row.knowledge if kind is Kind.KNOWLEDGE else row.skills))
            found = [self.get(code) for code in dict.fromkeys(map(key, printed))]
            return tuple(sorted(found, key=lambda i: order(i.code)) if kind_of(parent) is Kind.TASK else found)
        above = {key(parent)} if kind is Kind.ACTIVITY else {key(row.code) for row in rows}
        return tuple(i for i in self.of_kind(kind) if i.parents and key(i.parents[0]) in above)

    def home(self, item: Item, kind: Kind) -> Home:
        """The granularity rule: where the table lists a kind for an item, which may be less fine than was asked.

        Knowledge and skills of an output or indicator are those of its activity, and where all activities of the task
        share one cell those of the task.
        """
        if item.kind is Kind.TASK or kind is Kind.ATTITUDE:
            return Home((item,))
        tasks = tuple(self.get(code) for code in self.task_of(item))
        if item.kind is Kind.ACTIVITY:
            if kind in OF_CELL and not self.fine(item.code) and self.children(kind, item.code):
                return Home(tasks, coarse=True)
            return Home(tasks if kind is Kind.ACTIVITY else (item,))
        parents = tuple(self.get(code) for code in item.parents)
        if item.kind in OF_ACTIVITY and kind in OF_CELL:
            return Home(parents if self.fine(parents[0].code) else tasks, coarse=True)
        return Home(parents)

    def fine(self, activity: str) -> bool:
        """Whether level, knowledge and skills of an activity hang on it, not on its task as a whole."""
        form = key(activity)
        return next((not t.whole for t in self.standard.tasks if form in {key(a.code) for a in t.activities}), False)

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
        return key(item.code) == key(parent) or any(self.under(self.get(p), parent) for p in item.parents)

    def nearest(self, code: str, most: int = 3) -> tuple[str, ...]:
        """Existing codes closest to one that does not exist: same parent first, then nearest number."""
        kind, want = kind_of(code), order(code)[1]
        printed = [i.code for i in self.of_kind(kind) if i.code]

        def distance(candidate: str) -> tuple[int, int]:
            have = order(candidate)[1]
            shared = sum(a == b for a, b in zip(want[:-1], have[:-1], strict=False))
            return -shared, abs(want[-1] - have[-1]) if len(want) == len(have) else 99

        return tuple(dict.fromkeys(sorted(printed, key=distance)))[:most]
