"""What stands side by side as tables: the sides of a comparison, and the tasks of a standard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...standard.code import order
from ...standard.model import Kind
from ...standard.relations import OF_CELL
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
