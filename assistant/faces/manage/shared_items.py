"""Tasks, activities or standards side by side: what they share, what only one has, what is worded alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...language.folding import fold
from ...retrieval.words import normal
from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item, Relations


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One of the things compared: a task or activity of a standard, or (without `code`) the whole standard."""

    relations: Relations
    code: str = ""

    @property
    def label(self) -> str:
        """It in a word: its code, or that of its standard."""
        return self.code or self.relations.standard.code

    @property
    def name(self) -> str:
        """What it is called."""
        return self.relations.get(self.code).text if self.code else self.relations.standard.name

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels printed for it."""
        if self.code:
            return self.relations.get(self.code).levels
        level = self.relations.standard.level
        return () if level is None else (level,)

    @property
    def coarse(self) -> bool:
        """Whether its knowledge and skills are those of a whole task, the table going no finer."""
        if not self.code or self.relations.get(self.code).kind is not Kind.ACTIVITY:
            return False
        return not self.relations.fine(self.code)

    def items(self, kind: Kind) -> tuple[Item, ...]:
        """What it has of a kind."""
        return self.relations.children(kind, self.code or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One requirement, and the items that say it on each side; an empty tuple where a side lacks it."""

    kind: Kind
    held: tuple[tuple[Item, ...], ...]

    @property
    def text(self) -> str:
        """It as it is printed first."""
        return self.items[0].text

    @property
    def sides(self) -> tuple[int, ...]:
        """The positions of the sides that have it."""
        return tuple(position for position, items in enumerate(self.held) if items)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that say it, each once."""
        return tuple({id(item): item for items in self.held for item in items}.values())

    @property
    def equal(self) -> str:
        """The different codes that carry this wording, as `K22 = K30`; empty where there is one."""
        codes = dict.fromkeys(item.code for item in self.items)
        return " = ".join(codes) if len(codes) > 1 else ""


def kinds_of(sides: Sequence[Side]) -> tuple[Kind, ...]:
    """The kinds in which the sides can be compared, in the order of the table."""
    whole = any(not side.code for side in sides)
    inner = (Kind.OUTPUT, Kind.INDICATOR, *OF_CELL)
    return (Kind.TASK, *inner, Kind.ATTITUDE) if whole else inner


def shared(sides: Sequence[Side], kind: Kind) -> tuple[Holding, ...]:
    """Every requirement of a kind on any side, those on most sides first, else in printed order.

    Equal wording is one requirement, whatever its codes: between two standards a code means nothing.
    """
    held: dict[str, list[list[Item]]] = {}
    for position, side in enumerate(sides):
        for item in side.items(kind):
            held.setdefault(worded(item), [[] for _ in sides])[position].append(item)
    rows = [Holding(kind=kind, held=tuple(map(tuple, places))) for places in held.values()]
    return tuple(sorted(rows, key=lambda row: (-len(row.sides), row.sides)))


def worded(item: Item) -> str:
    """Its wording, by which items are told to be alike."""
    return normal(fold(item.text))


def of_several(rows: Iterable[Holding]) -> tuple[Holding, ...]:
    """What more than one side has."""
    return tuple(row for row in rows if len(row.sides) > 1)


def lacking(rows: Iterable[Holding], side: int) -> tuple[Holding, ...]:
    """What the others have and this side lacks."""
    return tuple(row for row in rows if side not in row.sides)
