"""What retrieval holds to be near in meaning as tables, marked as such: it is not in the standards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...standard.relations import Item
from ..manage.near_items import Carried, Near
from ..manage.shared_items import Side
from .edition import Edition
from .table import Cell, Column, Table, tabulate


def near(editions: Sequence[Edition], sides: Sequence[Side], pairs: Sequence[Near]) -> Table:
    """A row for each pair: where each stands, its code and wording.

    :param editions: of the standard of each side.
    """
    word = editions[0].word

    def of(end: int) -> Callable[[Near], Cell]:
        return lambda pair: _said(editions[pair.sides[end]], (pair.one, pair.other)[end], sides[pair.sides[end]].label)

    columns = (
        Column(title=word("export.kind"), width=12, of=lambda pair: word(f"kind.{pair.kind}")),
        Column(title=word("near.one"), width=52, of=of(0)),
        Column(title=word("near.other"), width=52, of=of(1)),
        Column(title=word("near.how"), width=14, of=lambda _: word("search.near")),
    )
    return tabulate(word("near.title"), columns, pairs, "near")


def carried(own: Edition, other: Edition, rows: Sequence[Carried]) -> Table:
    """A row for each requirement of the other standard, with what the person was rated in that is like it."""
    word = own.word

    def how(row: Carried) -> str:
        return word("search.near" if row.near else "compare.alike") if row.counterpart else word("near.none")

    columns = (
        Column(title=word("export.kind"), width=12, of=lambda row: word(f"kind.{row.item.kind}")),
        Column(title=other.standard.code, width=48, of=lambda row: _said(other, row.item)),
        Column(title=word("near.how"), width=14, of=how),
        Column(
            title=own.standard.code,
            width=48,
            of=lambda row: _said(own, row.counterpart) if row.counterpart else "",
        ),
        Column(title=word("checklist.rating"), width=10, kind="rating", of=lambda row: row.rating or "–"),
    )
    return tabulate(word("near.carried", code=other.standard.code), columns, rows, "carried")


def _said(edition: Edition, item: Item, side: str = "") -> str:
    """An item in words, as text alone: a code means nothing where two standards stand beside each other."""
    english = f" ({edition.under(item)})" if edition.under(item) else ""
    return " ".join(filter(None, (side, item.code, item.text))) + english
