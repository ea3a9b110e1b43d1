"""Entries → tasks, and in them the merged cells that hold level, knowledge and skills.

The first row of a page may only seem to begin a cell, where one that is merged over several rows goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.errors import Lossy, Malformed
from assistant.standard.code import key, numbers, order

from .columns import Strand, StrandItem
from .form import FORM, PrintedColumn
from .rows import where
from .table import CELL, SHAPES, TableRow


@dataclass(slots=True)
class MergedRows:
    """Entries that share one merged cell. `carried` are those, from 0, whose text goes on in it."""

    entries: list[TableRow]
    carried: set[int] = field(default_factory=set)
    highest: dict[PrintedColumn, tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    @property
    def level(self) -> int | None:
        """The level printed in it, the first where rows have their own; none where a cell prints several."""
        printed = next((entry for entry in self.entries if entry.level), None)
        return printed.level if printed and not printed.several else None

    def take(self, entry: TableRow, *, carried: bool = False) -> None:
        """Add an entry; `carried` when its text goes on in the cell."""
        if carried:
            self.carried.add(len(self.entries))
        self.entries.append(entry)
        for column in CELL:
            codes = [order(code) for code in entry.codes(column) if code]
            self.highest[column] = max([*codes, self.highest.get(column, (0, ()))])

    def rises(self, column: PrintedColumn, codes: Sequence[str | None]) -> bool:
        """Whether codes come after all that the cell holds already."""
        return all(order(code) > self.highest.get(column, (0, ())) for code in codes if code)

    def strand(self, column: PrintedColumn) -> Strand:
        return Strand(
            replace(piece, goes_on=piece.goes_on or number in self.carried)
            for number, entry in enumerate(self.entries)
            for piece in entry.cells.get(column, ())
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A task: the items that print it, once or again on each page, and its groups of entries."""

    items: tuple[StrandItem, ...]
    groups: tuple[MergedRows, ...]


def chapters(entries: Sequence[TableRow]) -> list[Chapter]:
    """Part the entries by task and merged cell.

    :raises Malformed: when the table begins without a task.
    :raises Lossy: when the task column holds text without a code.
    """
    pieces = [(n, entry, piece) for n, entry in enumerate(entries) for piece in entry.cells.get(PrintedColumn.TASK, ())]
    owners = {piece.line: number for number, _, piece in pieces}
    strand = Strand(replace(piece, goes_on=piece.goes_on or entry.first) for _, entry, piece in pieces)
    starts: list[tuple[int, list[StrandItem]]] = []
    for item in strand.items(SHAPES[PrintedColumn.TASK]):
        place = item.spans[0]
        if item.code is None:
            text, column = item.printed[:20], FORM.names[PrintedColumn.TASK]
            raise Lossy("document.no_code", where=where(place), text=text, column=column)
        if starts and key(starts[-1][1][-1].code or "") == key(item.code):
            starts[-1][1].append(item)
        else:
            starts.append((_back(entries, owners[place.line], item.code, starts[-1][0] if starts else -1), [item]))
    if not starts or starts[0][0] > 0:
        raise Malformed("document.no_first_task", where=entries[0].where)
    ends = [at for at, _ in starts[1:]] + [len(entries)]
    blocks = [list(entries[at:end]) for (at, _), end in zip(starts, ends, strict=True)]
    style = _Style(blocks)
    return [Chapter(tuple(items), tuple(style.groups(block))) for (_, items), block in zip(starts, blocks, strict=True)]


def _back(entries: Sequence[TableRow], at: int, code: str, before: int) -> int:
    """Where a task begins whose name a page end put off: at the first activity above that has its number."""

    def numbered(entry: TableRow) -> bool:
        return any(own and numbers(own)[:1] == numbers(code) for own in entry.codes(PrintedColumn.ACTIVITY))

    while entries[at].first and at - 1 > before and numbered(entries[at - 1]):
        at -= 1
    return at


class _Style:
    """How a document hangs knowledge and skills, seen in the rows where no page end blurs it."""

    def __init__(self, blocks: Sequence[Sequence[TableRow]]) -> None:
        clear = [entry for block in blocks for entry in block[1:] if not entry.first]
        self.single = any(entry.begins(*CELL) for entry in clear)
        self.merged = any(not entry.begins(*CELL, PrintedColumn.LEVEL) for entry in clear)
        self.levels = any(entry.level for block in blocks for entry in block)
        codes = [code for block in blocks for entry in block for column in CELL for code in entry.codes(column) if code]
        self.repeats = len(set(codes)) < len(codes)

    def groups(self, block: Sequence[TableRow]) -> list[MergedRows]:
        found: list[MergedRows] = []
        for entry in block:
            if found and not self._own(found[-1], entry):
                found[-1].take(entry)
            elif found and entry.first and self._carries(found[-1], entry):
                found[-1].take(entry, carried=True)
            else:
                found.append(MergedRows([]))
                found[-1].take(entry)
        return found

    def _own(self, group: MergedRows, entry: TableRow) -> bool:
        """Whether an entry has anything of a cell of its own."""
        printed = entry.level
        if entry.begins(*CELL) or printed is None:
            return entry.begins(*CELL)
        return self.single or (entry.first and self.repeats and printed != group.level)

    def _carries(self, group: MergedRows, entry: TableRow) -> bool:
        """Whether the first row of a page, though a new activity, goes on with the cell above it."""
        codes = {column: entry.codes(column) for column in CELL}
        if any(found[:1] == [None] for found in codes.values()):
            return True
        printed = entry.level
        if any(not group.rises(column, found) for column, found in codes.items()):
            return False
        if printed is not None:
            return printed == group.level and not self.single and not self.repeats
        return self.merged or not self.single or self.levels
