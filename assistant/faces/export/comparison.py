"""What stands side by side as tables: sides of a comparison, two versions, tasks, and pairs that are near in meaning.

Nearness is what retrieval finds and not in the standards: tables that show it are marked as such.
"""

from collections.abc import Callable, Sequence

from ...standard.code import order
from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item
from ..manage.difference import Change
from ..manage.overview import Block
from ..manage.shared_items import Carried, Holding, Near, Side
from .edition import Edition
from .items import columns, one_or_more
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

    shown = (
        columns(editions[0])["kind"],
        Column(word("export.text"), 52, lambda row: row.text),
        Column(word("export.details"), 40, details),
        Column(word("export.gloss"), 44, english),
        *(Column(side.label, 16, held(position)) for position, side in enumerate(sides)),
        Column(word("export.held"), 16, several),
        Column(word("export.alike"), 16, lambda row: row.equal),
    )
    return tabulate(word("export.comparison"), shown, rows)


def changed(editions: Sequence[Edition], changes: Sequence[Change]) -> Table:
    """A row for each change from the first standard to the second: codes, wording and place, before and after."""
    word = editions[0].word

    def of(side: str, cell: Callable[[Item], Cell]) -> Callable[[Change], Cell]:
        return lambda change: cell(item) if (item := getattr(change, side)) else ""

    sort = Column(word("export.change"), 14, lambda change: word(f"change.{change.sort}"))
    shown = [sort, columns(editions[0])["kind"]]
    for side, edition in zip(("before", "after"), editions, strict=True):
        code = edition.standard.code
        shown += [
            Column(word("export.code_in", code=code), 16, of(side, lambda item: item.code)),
            Column(word("export.text_in", code=code), 52, of(side, lambda item: "；".join((item.text, *item.details)))),
            Column(word("export.under_in", code=code), 16, of(side, lambda item: item.parents)),
        ]
    return tabulate(word("export.changes"), shown, changes, "changes")


def matrix(edition: Edition, blocks: Sequence[Block], kinds: Sequence[Kind]) -> Table:
    """A row for each task, how many it has of each kind, and the codes of its knowledge and skills."""
    word = edition.word

    def count(kind: Kind) -> Callable[[Block], Cell]:
        return lambda block: len(block.of_kind(kind))

    def codes(kind: Kind) -> Callable[[Block], Cell]:
        return lambda block: ", ".join(sorted((item.code for item in block.of_kind(kind)), key=order))

    coded = [(kind, word("export.codes", kind=word(f"kind.{kind}"))) for kind in kinds if kind in OF_CELL]
    shown = (
        Column(word("export.task"), 44, lambda block: f"{block.task.code} {block.task.text}"),
        Column(word("export.level"), 8, lambda block: one_or_more(block.task.levels), "number"),
        *(Column(word(f"kind.{kind}"), 12, count(kind), "number") for kind in kinds),
        *(Column(title, 40, codes(kind)) for kind, title in coded),
    )
    return tabulate(word("map.matrix"), shown, blocks)


def near(editions: Sequence[Edition], sides: Sequence[Side], pairs: Sequence[Near]) -> Table:
    """A row for each pair: where each stands, its code and wording.

    :param editions: of the standard of each side.
    """
    word = editions[0].word

    def of(end: int) -> Callable[[Near], Cell]:
        return lambda pair: _said(editions[pair.sides[end]], (pair.one, pair.other)[end], sides[pair.sides[end]].label)

    shown = (
        columns(editions[0])["kind"],
        Column(word("near.one"), 52, of(0)),
        Column(word("near.other"), 52, of(1)),
        Column(word("near.how"), 14, lambda _: word("search.near")),
    )
    return tabulate(word("near.title"), shown, pairs, "near")


def carried(own: Edition, other: Edition, rows: Sequence[Carried]) -> Table:
    """A row for each requirement of the other standard, with what the person was rated in that is like it."""
    word = own.word

    def how(row: Carried) -> str:
        return word("search.near" if row.near else "compare.alike") if row.counterpart else word("near.none")

    shown = (
        columns(own)["kind"].about(lambda row: row.item),
        Column(other.standard.code, 48, lambda row: _said(other, row.item)),
        Column(word("near.how"), 14, how),
        Column(own.standard.code, 48, lambda row: _said(own, row.counterpart) if row.counterpart else ""),
        Column(word("checklist.rating"), 10, lambda row: row.rating or "–", "rating"),
    )
    return tabulate(word("near.carried", code=other.standard.code), shown, rows, "carried")


def _said(edition: Edition, item: Item, side: str = "") -> str:
    """An item in words, as text alone: a code means nothing where two standards stand beside each other."""
    english = f" ({edition.under(item)})" if edition.under(item) else ""
    return " ".join(filter(None, (side, item.code, item.text))) + english
