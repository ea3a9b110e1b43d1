"""The items of a standard as a table: one row for each, with where it stands and where it is printed."""

from collections.abc import Iterable
from dataclasses import replace

from ...standard.model import Kind
from ...standard.place import Place, places, told, unit
from ...standard.relations import Item
from .edition import Edition
from .table import Cell, Column, Table, tabulate


def columns(edition: Edition) -> dict[str, Column]:
    """What can be said of an item, each a column, by name; `kind` of whatever has one."""
    relations, word = edition.relations, edition.word

    def named(codes: Iterable[str], item: Item) -> str:
        return "；".join(f"{i.code} {i.text}" for i in map(relations.get, codes) if i is not item)

    def activities(item: Item) -> tuple[str, ...]:
        return () if item.kind is Kind.ACTIVITY else relations.activities_of(item)

    def printed_at(item: Item) -> Cell:
        match places(item.spans):
            case (Place(unit="page" | "line", numbers=numbers),):
                return one_or_more(numbers, ", ")
        return told(item.spans, word)

    place = unit(span for item in relations.items for span in item.spans)
    return {
        "code": Column(word("export.code"), 10, lambda item: item.code),
        "kind": Column(word("export.kind"), 12, lambda item: word(f"kind.{item.kind}")),
        "text": Column(word("export.text"), 52, lambda item: item.text),
        "details": Column(word("export.details"), 40, lambda item: "；".join(item.details)),
        "gloss": Column(word("export.gloss"), 44, edition.gloss),
        "task": Column(word("export.task"), 34, lambda item: named(relations.task_of(item), item)),
        "activity": Column(word("export.activity"), 34, lambda item: named(activities(item), item)),
        "level": Column(word("export.level"), 8, lambda item: one_or_more(edition.levels(item))),
        "place": Column(word(f"export.{place}"), 12, printed_at),
        "link": Column(word("export.link"), 40, lambda item: edition.address(item.code) if item.code else "", "link"),
    }


def sized(edition: Edition, **widths: int) -> list[Column]:
    """Some of `columns` in these widths; the project's English only for who reads that."""
    known = columns(edition)
    return [replace(known[name], width=widths[name]) for name in widths if name != "gloss" or edition.english]


def items(edition: Edition, chosen: Iterable[Item] | None = None, title: str = "") -> Table:
    """Items as they are printed and in that order, all of them or those chosen: of a code printed twice, the one.

    :param title: what to call the table; by default `export.items`.
    """
    wanted = None if chosen is None else set(chosen)
    left = (item for item in edition.relations.items if wanted is None or item in wanted)
    return tabulate(title or edition.word("export.items"), columns(edition).values(), left)


def one_or_more(numbers: tuple[int, ...], between: str = "、") -> Cell:
    """A number alone as a number, several as words."""
    return numbers[0] if len(numbers) == 1 else between.join(map(str, numbers))
