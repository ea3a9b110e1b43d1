"""What is printed on pages, cell by cell and line by line, and how it is written down as rows of text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from assistant.standard.code import ICAP
from assistant.standard.model import Box

from .columns import begins_with_code
from .form import FORM, squeeze
from .grid import GridCell
from .repair import BULLET, Repair

_INDENT = 3.0  # points from which a line is set in
_LETTER = 0.6  # width of a letter, as a share of its size
_SLACK = 2  # characters that a line falls short of being full by before that is sure
_LARGE = 1.2  # how much larger than most others the characters of a title are
_WORD_END = re.compile("[A-Za-z0-9][,.;:)]?$")
_CODE_GOES_ON = re.compile("[0-9.]")
_WORD_START = re.compile("[(]?[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line; `size` is that of its characters."""

    text: str
    size: float
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell with its lines; a line outside of any table is a cell of its own (`free`)."""

    box: Box
    lines: tuple[PrintedLine, ...]
    free: bool = False

    @property
    def label(self) -> str:
        """What it says, for comparison with headings."""
        return squeeze("".join(line.text for line in self.lines))


Row = tuple[PrintedCell, ...]
"""The cells beside one another. One that began in a row above has no lines here."""


def ruled(cells: Sequence[GridCell], lines: Mapping[GridCell, Sequence[PrintedLine]], page: int) -> Iterator[Row]:
    """The rows of a table of cells that may span rows and columns, with what stands in them."""
    for begin in sorted({cell.row for cell in cells}):
        beside = (cell for cell in cells if cell.row <= begin < cell.below)
        yield tuple(
            PrintedCell(
                Box(page, cell.left, cell.top, cell.right, cell.bottom),
                tuple(lines.get(cell, ())) if cell.row == begin else (),
            )
            for cell in sorted(beside, key=lambda cell: cell.left)
        )


def label(row: Row) -> str:
    """What a row says, for comparison with headings."""
    return "".join(cell.label for cell in row)


class Setter:
    """Writes rows as text: `cells`, `places` and `wrapped` become those of the source.

    Side by side stand the cells of a row, one by one the lines of a cell that has the whole width.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.cells: list[tuple[str, ...]] = []
        self.places: dict[tuple[int, int], Box] = {}
        self.wrapped: set[int] = set()
        self._repair = Repair("\n".join("\t".join(line.text for line in cell.lines) for row in rows for cell in row))
        cells = [cell for row in rows for cell in row if cell.lines]
        sizes = sorted(line.size for cell in cells for line in cell.lines)
        self._size = sizes[len(sizes) // 2]
        self._padding = min((line.box.left - c.box.left for c in cells if not c.free for line in c.lines), default=0.0)
        self._right = max((cell.box.right for cell in cells), default=0.0)
        self._margin = min((cell.box.left for cell in cells if cell.free), default=0.0)
        self._headline: PrintedLine | None = None
        self._above: PrintedLine | None = None
        for row in rows:
            if not row:
                self._write([("", None)])
            elif len(row) == 1 or row[0].free or FORM.closing(row[0].label):
                for cell in row:
                    self._paragraphs(cell)
            else:
                self._write([(self._joined(cell), cell.box) for cell in row])

    def _write(self, cells: Sequence[tuple[str, Box | None]]) -> None:
        self.cells.append(tuple(text for text, _ in cells))
        self.places |= {(len(self.cells), n): box for n, (_, box) in enumerate(cells) if box}

    def _paragraphs(self, cell: PrintedCell) -> None:
        if FORM.closing(cell.label):
            self._write([(self._joined(cell), cell.box)])
            return
        if cell.free and self._goes_on(cell.lines[0]):
            return
        left = self._margin if cell.free else cell.box.left + self._padding
        for line, after in zip_longest(cell.lines, cell.lines[1:]):
            indent = " " if line.box.left - left > _INDENT else ""
            blank = " " if after and self._two_words(line, after, cell) else ""
            self._write([(indent + line.text + blank, line.box)])
            if self._above and self._full(self._above, line, self._right if cell.free else cell.box.right):
                self.wrapped.add(len(self.cells))
            self._above = line

    def _full(self, above: PrintedLine, line: PrintedLine, right: float) -> bool:
        """Whether a line may only go on with the one above it, which had no room for how it begins."""
        latin = _WORD_START.match(line.text)
        begins = _LETTER * len(line.text.split(" ")[0]) if latin else 1
        return right - self._padding - above.box.right < (begins + _SLACK) * line.size

    def _goes_on(self, line: PrintedLine) -> bool:
        """Join a line to the title above that goes on in it; a title is larger than what most is printed in."""
        before, self._headline = self._headline, line if line.size > _LARGE * self._size else None
        if not (before and self._headline and abs(before.size - line.size) < 1):
            return False
        gap = " " if self._repair.apart(before.text, line.text, gap=True) else ""
        self.cells[-1] = (self.cells[-1][0] + gap + line.text,)
        return True

    def _joined(self, cell: PrintedCell) -> str:
        text = cell.lines[0].text if cell.lines else ""
        for before, line in pairwise(cell.lines):
            text += f" {line.text}" if self._apart(before, line, cell) else line.text
        return text

    def _apart(self, before: PrintedLine, line: PrintedLine, cell: PrintedCell) -> bool:
        """Whether a blank parts two lines of a cell: beside a code, before a bullet, and where the words need one."""
        if begins_with_code(line.text) or BULLET.match(line.text):
            return True
        coded = any(code.end() == len(before.text) for code in ICAP.printed.finditer(ICAP.narrow(before.text)))
        if coded and not _CODE_GOES_ON.match(line.text):
            return True
        return self._repair.apart(before.text, line.text, gap=self._two_words(before, line, cell))

    def _two_words(self, before: PrintedLine, line: PrintedLine, cell: PrintedCell) -> bool:
        """Whether a line ends and the next begins in Latin words, and had room for a letter: no word was cut then."""
        latin = _WORD_END.search(before.text) and _WORD_START.match(line.text)
        return bool(latin) and cell.box.right - self._padding - before.box.right > _LETTER * line.size
