"""The whole table in the shape people know, and what is left of it under a choice of tasks, levels, kinds and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..language.folding import fold
from ..retrieval.words import normal
from ..standard.code import key
from ..standard.companion import gloss
from ..standard.model import Kind, Task
from ..standard.relations import OF_CELL, Item, Relations

COLUMNS = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
"""The kinds that stand in columns of their own beside task and activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An activity with what is printed in its row."""

    activity: Item
    outputs: tuple[Item, ...] = ()
    indicators: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything printed in the row."""
        return (self.activity, *self.outputs, *self.indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The rows that share one merged cell of knowledge and skills; no rows when only the cell fits a choice."""

    rows: tuple[Row, ...] = ()
    knowledge: tuple[Item, ...] = ()
    skills: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything in the rows and the cell."""
        return (*(item for row in self.rows for item in row.items), *self.knowledge, *self.skills)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A task and its cells, as high as they are printed."""

    task: Item
    cells: tuple[Cell, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The task and all below it, each once."""
        below = (item for cell in self.cells for item in cell.items)
        return tuple({id(item): item for item in (self.task, *below)}.values())

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """What the block has of a kind, each once, in printed order."""
        return tuple(item for item in self.items if item.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a reader wants to see; an empty part leaves everything. `words` must all stand in an item."""

    tasks: frozenset[str] = frozenset()
    levels: frozenset[int] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    words: str = ""

    @property
    def shown(self) -> tuple[Kind, ...]:
        """The kinds shown in columns, in the order of the table."""
        return tuple(kind for kind in COLUMNS if not self.kinds or kind in self.kinds)


def overview(relations: Relations) -> tuple[Block, ...]:
    """The whole table."""
    printed = iter(_printed(relations))
    return tuple(_block(relations, task, *next(printed)) for task in relations.standard.tasks)


def narrowed(blocks: Sequence[Block], choice: Choice, glosses: Mapping[str, str]) -> tuple[Block, ...]:
    """What is left of the table under a choice. A row belongs to a task or activity whose own name fits the words."""
    search = Search(choice.words, glosses)
    kept = (_narrow(block, choice, search) for block in blocks)
    return tuple(block for block in kept if block.cells)


class Search:
    """Whether an item holds all of some words, in wording, details or gloss, or as (the head of) its code."""

    def __init__(self, words: str, glosses: Mapping[str, str]) -> None:
        self._glosses = glosses
        self._words = tuple(normal(word) for word in fold(words).split())

    def __bool__(self) -> bool:
        return bool(self._words)

    def fits(self, item: Item) -> bool:
        """Whether all words stand in the item; nothing asked for fits everything."""
        text = normal(fold("\n".join((item.text, *item.details, gloss(self._glosses, item)))))
        return all(word in text or _heads(word, item.code) for word in self._words)


def _heads(word: str, code: str) -> bool:
    try:
        wanted, own = key(word), key(code)
    except ValueError:
        return False
    return own == wanted or own.startswith(f"{wanted}.")


def _printed(relations: Relations) -> Iterator[tuple[Item, list[Row]]]:
    """Tasks and their rows by position, so that a code printed twice keeps its two places."""
    task: Item | None = None
    rows: list[Row] = []
    for item in relations.items:
        if item.kind is Kind.TASK:
            if task:
                yield task, rows
            task, rows = item, []
        elif item.kind is Kind.ACTIVITY:
            rows.append(Row(activity=item))
        elif item.kind is Kind.OUTPUT:
            rows[-1] = replace(rows[-1], outputs=(*rows[-1].outputs, item))
        elif item.kind is Kind.INDICATOR:
            rows[-1] = replace(rows[-1], indicators=(*rows[-1].indicators, item))
    if task:
        yield task, rows


def _block(relations: Relations, printed: Task, task: Item, rows: list[Row]) -> Block:
    cells = (
        Cell(
            rows=tuple(rows[position] for position in cell),
            knowledge=tuple(relations.get(code) for code in printed.activities[cell[0]].knowledge),
            skills=tuple(relations.get(code) for code in printed.activities[cell[0]].skills),
        )
        for cell in printed.cells or [(position,) for position in range(len(rows))]
    )
    return Block(task=task, cells=tuple(cells))


def _narrow(block: Block, choice: Choice, search: Search) -> Block:
    if choice.tasks and block.task.code not in choice.tasks:
        return replace(block, cells=())
    whole = not search or search.fits(block.task)
    cells = (_narrow_cell(cell, choice, search, whole=whole) for cell in block.cells)
    return replace(block, cells=tuple(cell for cell in cells if cell.items))


def _narrow_cell(cell: Cell, choice: Choice, search: Search, *, whole: bool) -> Cell:
    rows = [row for row in cell.rows if not choice.levels or choice.levels & set(row.activity.levels)]
    if not rows and (choice.levels or cell.rows):
        return Cell()
    own = whole or (len(cell.rows) == 1 and search.fits(cell.rows[0].activity))
    below = {
        kind: tuple(i for i in items if own or search.fits(i)) if kind in choice.shown else ()
        for kind, items in zip(OF_CELL, (cell.knowledge, cell.skills), strict=True)
    }
    kept = tuple(found for row in rows if (found := _narrow_row(row, choice, search, whole=whole)))
    return Cell(rows=kept, knowledge=below[Kind.KNOWLEDGE], skills=below[Kind.SKILL])


def _narrow_row(row: Row, choice: Choice, search: Search, *, whole: bool) -> Row | None:
    own = whole or search.fits(row.activity)
    outputs = tuple(i for i in row.outputs if own or search.fits(i)) if Kind.OUTPUT in choice.shown else ()
    indicators = tuple(i for i in row.indicators if own or search.fits(i)) if Kind.INDICATOR in choice.shown else ()
    return replace(row, outputs=outputs, indicators=indicators) if own or outputs or indicators else None
