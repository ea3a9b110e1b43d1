"""Paragraphs and tables, as office and web documents have them in the place of pages → rows of cells.

A table is read as a page whose ruled grid is even, so that all that is known of pages holds for it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.errors import Unreadable
from assistant.standard.code import ICAP
from assistant.standard.model import Box, Slot

from .grid import GridCell
from .numerals import BULLET
from .page import Pages
from .printed import PrintedCell, PrintedLine, Row, ruled
from .rows import Source
from .text import clean

UNIT = 100.0
"""Width of a column and height of a row, in points of the page that a table is taken for."""
_INDENT = 10.0  # how far each level of a list is set in; like the size of all characters, in points
_SIZE = 10.0
_MOST = 20_000  # most boxes in the grid of a table, spans included


@dataclass(slots=True)
class Paragraph:
    """Lines that the author broke; `label` is the bullet or number a list gives it, `level` its depth there, from 0."""

    lines: list[str]
    label: str = ""
    level: int = 0


@dataclass(slots=True)
class Spanned:
    """A cell that spans so many rows and columns; 0 rows are all that are left."""

    blocks: list[Paragraph | PrintedTable] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class PrintedTable:
    """Rows of the cells that begin in them, from the left; what a cell above spans is left out."""

    rows: list[list[Spanned]] = field(default_factory=list)


Block = Paragraph | PrintedTable


def source(blocks: Sequence[Block], name: str, unread: Mapping[str, int], remarks: Sequence[str] = ()) -> Source:
    """The rows of a document; `unread` counts what stands in it beside its text, by name.

    :raises Unreadable: when there is no text in it, or a table of a size that no standard has.
    """
    reader = _Reader(name)
    for block in _unframed(blocks):
        reader.take(block)
    if not any(cell.lines for page in reader.pages.rows for row in page for cell in row):
        raise Unreadable("document.no_text", name=name)
    whole = reader.pages.source()
    return replace(
        whole,
        places={at: reader.slot(box) for at, box in whole.places.items() if isinstance(box, Box)},
        wrapped=frozenset(),
        remarks=(*(f"{count} {what} are not read" for what, count in unread.items()), *remarks),
    )


def _unframed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; a table that holds tables is a frame, of which these and what stands beside them are read in turn."""
    for block in blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, PrintedTable) else []
        if any(isinstance(inner, PrintedTable) for cell in cells for inner in cell.blocks):
            yield from _unframed([inner for cell in cells for inner in cell.blocks])
        else:
            yield block


class _Reader:
    """Puts blocks onto `pages`: each table with the paragraphs below it, those above the first with that."""

    def __init__(self, name: str) -> None:
        self.pages = Pages(name)
        self.pages.rows.append([])
        self.tables = self.below = 0
        self.paragraphs: dict[tuple[int, float], int] = {}

    def take(self, block: Block) -> None:
        """Put one block below those before. Raises as `source` does."""
        if isinstance(block, PrintedTable):
            self.tables += 1
            self.below = 0
            self.pages.rows += [[]] if self.tables > 1 else []
            self.pages.rows[-1] += self._ruled(block)
            return
        top = self.below * UNIT
        box = Box(len(self.pages.rows), -UNIT, top, -UNIT, top)
        if lines := list(self._lines(block, box, inside=False)):
            self.pages.rows[-1] += [(PrintedCell(line.box, (line,), free=True),) for line in lines]
            self.paragraphs[box.page, top] = len(self.paragraphs) + 1
            self.below += 1

    def slot(self, box: Box) -> Slot:
        if box.left < 0:
            return Slot(0, self.paragraphs[box.page, box.top])
        return Slot(box.page, round(box.top / UNIT) + 1)

    def _ruled(self, table: PrintedTable) -> Iterator[Row]:
        cells = _placed(table, self.pages.name)
        width = max((cell.right for cell in cells), default=0.0)
        lines = {}
        for cell, spanned in cells.items():
            inside = cell.right - cell.left < width
            box = Box(self.tables, cell.left, cell.top, cell.left, cell.bottom)
            paragraphs = (block for block in spanned.blocks if isinstance(block, Paragraph))
            lines[cell] = [line for one in paragraphs for line in self._lines(one, box, inside=inside)]
        return ruled(tuple(cells), lines, self.tables)

    def _lines(self, paragraph: Paragraph, box: Box, *, inside: bool) -> Iterator[PrintedLine]:
        """The lines of a paragraph; `inside` a cell beside others a label needs a blank, and a code no bullet."""
        label = paragraph.label
        for text in paragraph.lines:
            cleaned, replaced = clean(text)
            self.pages.counts += replaced
            line = " ".join(cleaned.split())
            if not line:
                continue
            coded = inside and label == BULLET and ICAP.printed.match(ICAP.narrow(line))
            if label and not coded:
                line = f"{' ' * inside}{label} {line}"
            level = max(paragraph.level, int(cleaned[:1].isspace()))
            label = ""
            yield PrintedLine(line, _SIZE, box._replace(left=box.left + level * _INDENT))


def _placed(table: PrintedTable, name: str) -> dict[GridCell, Spanned]:
    """The cells of a table in its grid: each at the first free column of its row."""
    taken: set[tuple[int, int]] = set()
    found = {}
    for row, beside in enumerate(table.rows):
        column = 0
        for spanned in beside:
            while (row, column) in taken:
                column += 1
            below = min(row + (spanned.rows or len(table.rows)), len(table.rows))
            end = column + 1
            while end < column + spanned.columns and (row, end) not in taken:
                end += 1
            taken |= {(r, c) for r in range(row, below) for c in range(column, end)}
            if len(taken) > _MOST:
                raise Unreadable("document.too_many_boxes", name=name, limit=_MOST)
            found[GridCell(row, below, column * UNIT, row * UNIT, end * UNIT, below * UNIT)] = spanned
            column = end
    return found
