"""The whole table in the shape people know, and what is left of it under a filter of tasks, levels, kinds and words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ...language.folding import fold
from ...retrieval.words import normal
from ...standard.code import key
from ...standard.companion import gloss
from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, OF_CELL, Item, Relations

COLUMNS = (*OF_ACTIVITY, *OF_CELL)
"""The kinds that stand in columns of their own beside task and activity."""


class _TablePart:
    """A part of the table; `items` is everything in it, each once."""

    @property
    def items(self) -> tuple[Item, ...]:
        raise NotImplementedError

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        """What it has of a kind, in printed order."""
        return tuple(item for item in self.items if item.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow(_TablePart):
    """An activity with the outputs and indicators that are printed in its row."""

    activity: Item
    held: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return (self.activity, *self.held)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCell(_TablePart):
    """The rows that share one merged cell of knowledge and skills; no rows when only the cell fits a filter."""

    rows: tuple[ActivityRow, ...] = ()
    shared: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return (*(item for row in self.rows for item in row.items), *self.shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(_TablePart):
    """A task and its cells, as high as they are printed."""

    task: Item
    cells: tuple[MergedCell, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        below = (item for cell in self.cells for item in cell.items)
        return tuple({id(item): item for item in (self.task, *below)}.values())

    @property
    def height(self) -> int:
        """Rows it takes up."""
        return sum(max(1, len(cell.rows)) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
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
    """The whole table, from the items as they are printed, so that a code printed twice keeps its two places."""
    printed, blocks = iter(relations.items), []
    for task in relations.standard.tasks:
        own, cells = next(printed), []
        rows = [
            ActivityRow(activity=next(printed), held=tuple(islice(printed, len(a.outputs) + len(a.indicators))))
            for a in task.activities
        ]
        for cell in task.cells or [(position,) for position in range(len(rows))]:
            first = task.activities[cell[0]]
            shared = tuple(map(relations.get, (*first.knowledge, *first.skills)))
            cells.append(MergedCell(rows=tuple(rows[position] for position in cell), shared=shared))
        blocks.append(Block(task=own, cells=tuple(cells)))
    return tuple(blocks)


def narrowed(blocks: Sequence[Block], wanted: Filter, glosses: Mapping[str, str]) -> tuple[Block, ...]:
    """What is left of the table under a filter. A row belongs to a task or activity whose own name fits the words."""
    sought = Sought(wanted.words, glosses)
    kept = (_narrow(block, wanted, sought) for block in blocks if not wanted.tasks or block.task.code in wanted.tasks)
    return tuple(block for block in kept if block.cells)


class Sought:
    """Whether an item holds all of some words, in wording, details or gloss, or as (the head of) its code."""

    def __init__(self, words: str, glosses: Mapping[str, str]) -> None:
        self._glosses = glosses
        self._words = tuple(normal(word) for word in fold(words).split())

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


def _narrow(block: Block, wanted: Filter, sought: Sought) -> Block:
    whole = sought.fits(block.task)

    def left(items: Iterable[Item], own: bool) -> tuple[Item, ...]:
        return tuple(i for i in items if i.kind in wanted.shown and (own or sought.fits(i)))

    cells = []
    for cell in block.cells:
        rows = [row for row in cell.rows if not wanted.levels or wanted.levels & set(row.activity.levels)]
        if not rows and (wanted.levels or cell.rows):
            continue
        own = [whole or sought.fits(row.activity) for row in rows]
        alone = whole or (len(cell.rows) == 1 and own == [True])
        kept = [(replace(row, held=left(row.held, fits)), fits) for row, fits in zip(rows, own, strict=True)]
        narrow = MergedCell(rows=tuple(row for row, fits in kept if fits or row.held), shared=left(cell.shared, alone))
        cells += [narrow] if narrow.items else []
    return replace(block, cells=tuple(cells))
