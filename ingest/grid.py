"""Ruled lines of a page → the cells that they bound: two boxes of their grid are one cell where no rule parts them.

So a cell may span columns and rows, and one that is open where a page ends is closed by the edge of its table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
SNAP = 3.0
"""Points within which two rules are one, and the end of a rule touches another."""
_PARTED = 0.6  # share of a side that has to be ruled to part two boxes; an underlined word is shorter
_LEAST = 8.0  # height and width in points of the smallest table; less is a stroke


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line from `start` to `end`, upright at x or level at y; from the page's upper left corner, in points."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table; it begins in row `row` of its grid, and reaches down to before row `below`."""

    row: int
    below: int
    left: float
    top: float
    right: float
    bottom: float


class Grid:
    """A table: its cells, and which of them holds a point."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.left, self.right = _reach(rules, upright=True)
        self.top, self.bottom = _reach(rules, upright=False)
        self.xs = sorted({rule.at for rule in rules if rule.upright} | {self.left, self.right})
        self._ys = sorted({rule.at for rule in rules if not rule.upright} | {self.top, self.bottom})
        self.rules = rules
        self._of = self._cells()
        self.cells = sorted(set(self._of.values()), key=lambda cell: (cell.row, cell.left))

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point; None outside the table."""
        if not (self.left <= x < self.right and self.top <= y < self.bottom):
            return None
        return self._of[bisect_right(self._ys, y) - 1, bisect_right(self.xs, x) - 1]

    def meets(self, other: Grid) -> bool:
        """Whether two tables overlap, and so are one whose rules do not touch everywhere."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > SNAP and min(self.bottom, other.bottom) - max(self.top, other.top) > SNAP

    def _cells(self) -> dict[tuple[int, int], GridCell]:
        rows, columns = len(self._ys) - 1, len(self.xs) - 1
        links = []
        for row in range(rows):
            for column in range(columns):
                if column + 1 < columns and not self._parted(True, self.xs[column + 1], *self._ys[row : row + 2]):
                    links.append(((row, column), (row, column + 1)))
                if row + 1 < rows and not self._parted(False, self._ys[row + 1], *self.xs[column : column + 2]):
                    links.append(((row, column), (row + 1, column)))
        boxes = [(row, column) for row in range(rows) for column in range(columns)]
        found = {}
        for group in _groups(boxes, links):
            high, low = min(row for row, _ in group), max(row for row, _ in group) + 1
            first, last = min(column for _, column in group), max(column for _, column in group) + 1
            cell = GridCell(high, low, self.xs[first], self._ys[high], self.xs[last], self._ys[low])
            found.update(dict.fromkeys(group, cell))
        return found

    def _parted(self, upright: bool, at: float, start: float, end: float) -> bool:
        ruled = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start))
            for rule in self.rules
            if rule.upright is upright and rule.at == at
        )
        return ruled >= _PARTED * (end - start)


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables of a page, from above."""
    whole = _merged(list(rules))
    links = [(a, b) for number, a in enumerate(whole) for b in whole[:number] if _touch(a, b)]
    found: list[Grid] = []
    for group in _groups(whole, links):
        grid = Grid(group)
        for other in [other for other in found if other.meets(grid)]:
            found.remove(other)
            grid = Grid([*grid.rules, *other.rules])
        if min(grid.right - grid.left, grid.bottom - grid.top) >= _LEAST:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.top)


def _reach(rules: Sequence[Rule], *, upright: bool) -> tuple[float, float]:
    places = [at for rule in rules for at in ((rule.at,) if rule.upright is upright else (rule.start, rule.end))]
    return min(places), max(places)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at common places, those that touch in one: borders of two cells, dashes, the two sides of a thin box."""
    found = []
    for upright in (True, False):
        lines = _snapped([rule.at for rule in rules if rule.upright is upright])
        ends = _snapped([rule.at for rule in rules if rule.upright is not upright])
        spans: dict[float, list[tuple[float, float]]] = {}
        for rule in rules:
            if rule.upright is upright:
                spans.setdefault(lines[rule.at], []).append((_near(ends, rule.start), _near(ends, rule.end)))
        for at, pieces in spans.items():
            start, end = sorted(pieces)[0]
            for low, high in sorted(pieces)[1:]:
                if low > end + SNAP:
                    found.append(Rule(upright, at, start, end))
                    start = low
                    end = high
                end = max(end, high)
            found.append(Rule(upright, at, start, end))
    return found


def _snapped(places: Sequence[float]) -> dict[float, float]:
    """Each place with the middle of its group; two groups are more than `SNAP` apart."""
    from pdfplumber.utils.clustering import cluster_list

    groups = cluster_list(list(set(places)), SNAP)
    return {place: sum(group) / len(group) for group in groups for place in group}


def _near(ends: dict[float, float], place: float) -> float:
    """The rule across that a rule ends at, or where it ends by itself."""
    nearest = min(ends, key=lambda end: abs(end - place), default=place)
    return ends[nearest] if ends and abs(nearest - place) <= SNAP else place


def _touch(a: Rule, b: Rule) -> bool:
    crossing = a.start - SNAP <= b.at <= a.end + SNAP and b.start - SNAP <= a.at <= b.end + SNAP
    return crossing and a.upright is not b.upright


def _groups(members: Sequence[T], links: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The members that links connect, group by group."""
    groups = {member: [member] for member in members}
    for a, b in links:
        if groups[a] is not groups[b]:
            smaller, larger = sorted((groups[a], groups[b]), key=len)
            larger += smaller
            groups |= dict.fromkeys(smaller, larger)
    return list({id(group): group for group in groups.values()}.values())
