"""Cells of a page → cells under the headings of the table, whatever borders the page draws between them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.standard.model import Box

from .form import FORM
from .grid import SNAP
from .printed import PrintedCell, Row, label

_STACKED = 3  # most rows over which a heading is split
_KNOWN = 3  # fewest known columns that make a row the heading of the table


class Columns:
    """The columns of the table that is being read; `edges` are the left and right ones of its headings."""

    def __init__(self) -> None:
        self.edges: list[tuple[float, float]] = []

    def align(self, pages: Sequence[Sequence[Row]]) -> list[Row]:
        """The rows of all pages, those of the table with a cell for each heading; an empty row where a table ends."""
        found: list[Row] = []
        for rows in pages:
            found.append(())
            begin, at = len(found), 0
            edges, loose = self.edges, list[PrintedCell]()
            while at < len(rows):
                if self._loose(rows[at]):
                    edges = self.edges
                    loose += rows[at]
                    at += 1
                    continue
                depth = self._headed(rows[at : at + _STACKED])
                row = self._heading(rows[at : at + depth]) if depth else self._placed(rows[at])
                if found[-1] and not row[0].free and _top(row) > min(cell.box.bottom for cell in found[-1]) + SNAP:
                    found.append(())
                found.append(row)
                at += depth or 1
            if loose:
                found[begin:] = _gathered(found[begin:], loose, edges)
        return found

    def _loose(self, row: Row) -> bool:
        """Whether the parts of a line outside of any border lie in columns of the table that is being read."""
        if not row[0].free or FORM.closing(label(row)):
            return False
        return all(any(a - SNAP < cell.box.left and cell.box.right < b + SNAP for a, b in self.edges) for cell in row)

    def _headed(self, rows: Sequence[Row]) -> int:
        """How many rows, from the first on, make up the heading of the table; 0 when none begins here."""
        known = {
            depth: sum(bool(column) for column in FORM.columns([cell.label for cell in _stacked(rows[:depth])]))
            for depth in range(1, len(rows) + 1)
        }
        return max(known, key=lambda depth: (known[depth], -depth)) if known[1] >= _KNOWN else 0

    def _heading(self, rows: Sequence[Row]) -> Row:
        """The heading; a blank one belongs to its neighbour."""
        cells, found = _stacked(rows), list[PrintedCell]()
        columns, apart = FORM.columns([cell.label for cell in cells]), True
        for cell, column in zip(cells, columns, strict=True):
            own = bool(cell.lines or column)
            if found and not (own and apart):
                found[-1] = _united([found[-1], cell])
            else:
                found.append(cell)
            apart = own or bool(found[-1].lines)
        self.edges = [(cell.box.left, cell.box.right) for cell in found]
        return tuple(found)

    def _placed(self, row: Row) -> Row:
        if FORM.closing(row[0].label):
            self.edges = []
        if not self.edges or len(row) < 2 or row[0].free:
            return row
        under: list[list[PrintedCell]] = [[] for _ in self.edges]
        edges = self._edges_of(row)
        for cell in row:
            shared = [min(cell.box.right, right) - max(cell.box.left, left) for left, right in edges]
            under[shared.index(max(shared))].append(cell)
        blank = replace(row[0], lines=())
        return tuple(_united(cells) if cells else blank for cells in under)

    def _edges_of(self, row: Row) -> list[tuple[float, float]]:
        """The edges of the columns on the page of a row: where they were, unless its page is moved or scaled."""
        places = {place for edge in self.edges for place in edge}
        off = [cell for cell in row if min(abs(cell.box.left - place) for place in places) > SNAP]
        if len(off) <= len(row) // 2:
            return self.edges
        if len(row) == len(self.edges):
            return [(cell.box.left, cell.box.right) for cell in row]
        first, last = self.edges[0][0], self.edges[-1][1]
        left, right = min(cell.box.left for cell in row), max(cell.box.right for cell in row)
        scale = (right - left) / (last - first)
        return [(left + (a - first) * scale, left + (b - first) * scale) for a, b in self.edges]


def _gathered(rows: list[Row], loose: Sequence[PrintedCell], edges: Sequence[tuple[float, float]]) -> list[Row]:
    """The rows of a page with its loose lines: those of a cell that has no border where the page begins or ends."""
    table = [number for number, row in enumerate(rows) if len(row) == len(edges) and not row[0].free]
    foot = max((cell.box.bottom for number in table for cell in rows[number]), default=0.0)
    ends = [[cell.box.bottom > foot - SNAP for cell in row] for row in rows]
    for line in loose:
        column = next(n for n, (_, right) in enumerate(edges) if line.box.right < right + SNAP)
        above = not table or line.box.top < _top(rows[table[0]])
        place = next((number for number in table if above or ends[number][column]), None)
        if place is None:
            rows.append((line,))
            continue
        cell = rows[place][column]
        both = _united([line, cell] if above else [cell, line])
        rows[place] = (*rows[place][:column], both, *rows[place][column + 1 :])
    return rows


def _stacked(rows: Sequence[Row]) -> list[PrintedCell]:
    """The cells of the last row, each with all that stands above it."""
    found = []
    for leaf in rows[-1]:
        middle = (leaf.box.left + leaf.box.right) / 2
        above = [cell for row in rows for cell in row if cell.box.left <= middle < cell.box.right]
        found.append(replace(leaf, lines=tuple(line for cell in above for line in cell.lines)))
    return found


def _united(cells: Sequence[PrintedCell]) -> PrintedCell:
    pages, lefts, tops, rights, bottoms, _ = zip(*(cell.box for cell in cells), strict=True)
    box = Box(pages[0], min(lefts), min(tops), max(rights), max(bottoms))
    return PrintedCell(box, tuple(line for cell in cells for line in cell.lines))


def _top(row: Row) -> float:
    return max(cell.box.top for cell in row)
