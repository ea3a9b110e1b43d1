"""What stands side by side as tables: the sides of a comparison, two versions, and the tasks of a standard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from ...standard.code import order
from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item
from ..manage.difference import Change
from ..manage.overview import Block
from ..manage.shared_items import Holding, Side
from .edition import Edition
from .items import one_or_more
from .table import Cell, Column, Table, tabulate


def comparison(editions: Sequence[Edition], sides: Sequence[Side], rows: Sequence[Holding]) -> Table:
    """A row for each requirement, a column of codes for each side.

    :param editions: of the standard of each side.
    """
    word = editions[0].word

    def english(row: Holding) -> str:
        found = (edition.gloss(item) for edition, held in zip(editions, row.held, strict=True) for item in held)
        return next(filter(None, found), "")

    def details(row: Holding) -> str:
        return "；".join(dict.fromkeys(point for item in row.items for point in item.details))

    def several(row: Holding) -> str:
        return word("map.comma").join(sides[n].label for n in row.sides) if len(row.sides) > 1 else ""

    def held(position: int) -> Callable[[Holding], str]:
        return lambda row: ", ".join(item.code for item in row.held[position])

    columns = (
        Column(title=word("export.kind"), width=12, of=lambda row: word(f"kind.{row.kind}")),
        Column(title=word("export.text"), width=52, of=lambda row: row.text),
        Column(title=word("export.details"), width=40, of=details),
        Column(title=word("export.gloss"), width=44, of=english),
        *(Column(title=side.label, width=16, of=held(position)) for position, side in enumerate(sides)),
        Column(title=word("export.held"), width=16, of=several),
        Column(title=word("export.alike"), width=16, of=lambda row: row.equal),
    )
    return tabulate(word("export.comparison"), columns, rows)


def changed(editions: Sequence[Edition], changes: Sequence[Change]) -> Table:
    """A row for each change from the first standard to the second: codes, wording and place, before and after."""
    word = editions[0].word

    def of(side: Literal["before", "after"], cell: Callable[[Item], Cell]) -> Callable[[Change], Cell]:
        return lambda change: cell(item) if (item := getattr(change, side)) else ""

    columns = [
        Column(title=word("export.change"), width=14, of=lambda change: word(f"change.{change.sort}")),
        Column(title=word("export.kind"), width=12, of=lambda change: word(f"kind.{change.kind}")),
    ]
    sides: tuple[tuple[Literal["before", "after"], Edition], ...] = (("before", editions[0]), ("after", editions[1]))
    for side, edition in sides:
        code = edition.standard.code
        columns += [
            Column(title=word("export.code_in", code=code), width=16, of=of(side, lambda item: item.code)),
            Column(title=word("export.text_in", code=code), width=52, of=of(side, _whole)),
            Column(title=word("export.under_in", code=code), width=16, of=of(side, lambda item: item.parents)),
        ]
    return tabulate(word("export.changes"), columns, changes, "changes")


def _whole(item: Item) -> str:
    """All that an item says, its sub-points behind it."""
    return "；".join((item.text, *item.details))


def matrix(edition: Edition, blocks: Sequence[Block], kinds: Sequence[Kind]) -> Table:
    """A row for each task, how many it has of each kind, and the codes of its knowledge and skills."""
    word = edition.word

    def count(kind: Kind) -> Callable[[Block], Cell]:
        return lambda block: len(block.of_kind(kind))

    def codes(kind: Kind) -> Callable[[Block], Cell]:
        return lambda block: ", ".join(sorted((item.code for item in block.of_kind(kind)), key=order))

    columns = (
        Column(title=word("export.task"), width=44, of=lambda block: f"{block.task.code} {block.task.text}"),
        Column(title=word("export.level"), width=8, kind="number", of=lambda block: one_or_more(block.task.levels)),
        *(Column(title=word(f"kind.{kind}"), width=12, kind="number", of=count(kind)) for kind in kinds),
        *(
            Column(title=word("export.codes", kind=word(f"kind.{kind}")), width=40, of=codes(kind))
            for kind in kinds
            if kind in OF_CELL
        ),
    )
    return tabulate(word("map.matrix"), columns, blocks)
