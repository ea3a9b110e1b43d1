"""A document in the text format as authors type it into an office program: paragraphs, lists, tables of merged cells.

What is here knows the printed form only; `word.py`, `opendocument.py` and `webpage.py` write it as files of programs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from ingest.form import FORM, squeeze

_MERGED = ("工作任務", "職能級別", "職能內涵")
_BEGINS = re.compile(r"\s+(?=[TOPKS][0-9]+(?:\.[0-9]+)*\s|■)")
_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_NUMBERED = re.compile(r"- A(0?)(\d+) ")


@dataclass
class Paragraph:
    """A paragraph; a line end is a line broken by hand.

    `mark`: the "bullet" or "number" that a list draws, or none; `number` is what it then looks like.
    """

    text: str
    mark: str = ""
    level: int = 0
    number: str = ""


@dataclass
class Cell:
    """A cell as it is typed; `covered` is what another that spans it hides."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    down: int = 1
    across: int = 1
    covered: bool = False


@dataclass
class Table:
    """A full grid of cells, spanned ones included; the first `heads` rows repeat on every page it takes."""

    rows: list[list[Cell]]
    heads: int = 0


@dataclass
class Style:
    """How the author goes about it.

    `paragraphs`: items and bullets of a cell stand in paragraphs of their own, bullets drawn by lists; `broken`: share
    of paragraphs with a line broken by hand inside; `joined`: page tables are one, with headings in its midst; `split`:
    the heading has two rows; `numbered`: attitudes are numbered by a list; `boxed`: what follows the table is a table.
    """

    paragraphs: bool = True
    broken: float = 0.0
    joined: bool = False
    split: bool = False
    numbered: bool = False
    boxed: bool = False


Block = Paragraph | Table


def typed(text: str, style: Style, random: Random) -> list[Block]:
    """The blocks of a document in the text format."""
    found: list[Block] = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        rows = [line.split("\t") for line in block.split("\n")]
        label = squeeze(rows[0][0])
        if sum(bool(column) for column in FORM.columns([squeeze(cell) for cell in rows[0]])) >= 3:
            table = _table(rows, style, random)
            last = next((one for one in reversed(found) if isinstance(one, Table)), None)
            if style.joined and last and last.heads:
                last.rows += table.rows
            else:
                found.append(table)
        elif len(rows[0]) > 1:
            found.append(_form(rows))
        elif style.boxed and len(found) > 1 and not FORM.closing(label):
            found.append(Table([[Cell([_listed(row[0], style) for row in rows])]]))
        else:
            found += [_listed(row[0], style) for row in rows]
    return found


def _listed(line: str, style: Style) -> Paragraph:
    """A line behind the table: its dash is drawn by a list, whose depth its blanks tell."""
    numbered = _NUMBERED.match(line)
    if style.numbered and numbered:
        return Paragraph(line[numbered.end() :], "number", 0, numbered[0].removeprefix("- "))
    level = 1 if line[:1] == " " else 0
    bare = line.strip().removeprefix("- ")
    return Paragraph(bare, "bullet" if bare != line.strip() else "", level)


def _table(rows: Sequence[Sequence[str]], style: Style, random: Random) -> Table:
    width = len(rows[0])
    merged = [squeeze(head).startswith(_MERGED) for head in rows[0]]
    grid = [[_cell(text, style, random) for text in [*row, *[""] * (width - len(row))]] for row in rows[1:]]
    for column in range(width):
        top = None
        for row, cells in zip(rows[1:], grid, strict=True):
            blank = column >= len(row) or not row[column].strip()
            if merged[column] and blank and top:
                top.down += 1
                cells[column] = Cell(covered=True)
            else:
                top = cells[column]
    heads = _split(rows[0]) if style.split else [[Cell([Paragraph(head)]) for head in rows[0]]]
    return Table([*heads, *grid], len(heads))


def _split(heads: Sequence[str]) -> list[list[Cell]]:
    """The heading in two rows: what the last two columns share above, what is their own below."""
    shared, first = heads[-2].split(" ")[0], len(heads) - 2
    above = [Cell([Paragraph(head)], down=2) for head in heads[:first]]
    above += [Cell([Paragraph(shared)], across=2), Cell(covered=True)]
    below = [Cell(covered=True) for _ in range(first)]
    return [above, below + [Cell([Paragraph(head.removeprefix(shared).strip())]) for head in heads[first:]]]


def _form(rows: Sequence[Sequence[str]]) -> Table:
    """Labels and values: a blank cell belongs to what stands left of it, one that leads a row to the label above."""
    width = max(map(len, rows))
    grid: list[list[Cell]] = []
    history = all(rows[0])
    for row in rows:
        cells: list[Cell] = []
        for column, text in enumerate([*row, *[""] * (width - len(row))]):
            owner = next((c for c in reversed(cells) if not c.covered), None)
            if text.strip() or history or (column == 0 and not grid):
                cells.append(Cell([Paragraph(text.strip())]))
            elif column == 0:
                above = next(line[0] for line in reversed(grid) if not line[0].covered)
                above.down += 1
                cells.append(Cell(covered=True))
            elif owner and all(c.covered for c in cells[cells.index(owner) + 1 :]) and owner.down == 1:
                owner.across += 1
                cells.append(Cell(covered=True))
            else:
                cells.append(Cell([Paragraph("")]))
        grid.append(cells)
    # Two cells that go on downwards have to be as wide as each other.
    for upper, lower in zip(grid, grid[1:], strict=False):
        if lower[0].covered:
            _narrow(upper)
    return Table(grid)


def _narrow(row: list[Cell]) -> None:
    """Give back the columns beside a leading cell that spans rows."""
    if row[0].across > 1:
        row[1 : row[0].across] = [Cell([Paragraph("")]) for _ in range(row[0].across - 1)]
        row[0].across = 1


def _cell(text: str, style: Style, random: Random) -> Cell:
    parts = _BEGINS.split(text.strip()) if style.paragraphs else [text.strip()]
    found = []
    for part in parts:
        places = [place.start() for place in _HAN.finditer(part)]
        if places and random.random() < style.broken:
            at = random.choice(places)
            part = f"{part[:at]}\n{part[at:]}"
        bare = part.removeprefix("■").strip()
        # A bullet that a page end parts from its text is typed: no list has an item without any.
        listed = style.paragraphs and part.startswith("■") and bare != ""
        found.append(Paragraph(bare if listed else part, "bullet" if listed else ""))
    return Cell(found)
