"""The items of a standard as a table: one row for each, with where it stands and where it is printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ..standard.companion import gloss
from ..standard.model import Kind
from ..standard.relations import Item, Relations
from .table import Column, Table

_COLUMNS = (
    ("code", 10),
    ("kind", 12),
    ("text", 52),
    ("details", 40),
    ("gloss", 44),
    ("task", 34),
    ("activity", 34),
    ("level", 8),
    ("line", 12),
    ("link", 40),
)


def items(
    relations: Relations,
    codes: Collection[str] | None = None,
    *,
    word: Callable[[str], str],
    glosses: Mapping[str, str],
    address: Callable[[str], str],
    title: str = "",
) -> Table:
    """Items as they are printed, all of them or those of some codes.

    :param word: the word for a column (`export.code`) or a kind (`kind.skill`).
    :param glosses: the project's English by code.
    :param address: the address that opens an item in the app.
    :param title: what to call the table; by default `export.items`.
    """
    chosen = [i for i in relations.items if codes is None or i.code in codes]
    return Table(
        title=title or word("export.items"),
        columns=tuple(
            Column(name=word(f"export.{name}"), width=width, kind="link" if name == "link" else "text")
            for name, width in _COLUMNS
        ),
        rows=tuple(_row(relations, item, word, glosses, address) for item in chosen),
    )


def _row(
    relations: Relations,
    item: Item,
    word: Callable[[str], str],
    glosses: Mapping[str, str],
    address: Callable[[str], str],
) -> tuple[str | int, ...]:
    tasks = [relations.get(code) for code in relations.task_of(item)]
    activities = [] if item.kind is Kind.ACTIVITY else [relations.get(c) for c in relations.activities_of(item)]
    return (
        item.code,
        word(f"kind.{item.kind}"),
        item.text,
        "；".join(item.details),
        gloss(glosses, item),
        _named(tasks, item),
        _named(activities, item),
        level(relations, item),
        lines(item),
        address(item.code) if item.code else "",
    )


def lines(item: Item) -> str | int:
    """The source lines that print an item: a number, or several numbers in words."""
    printed = sorted({span.line for span in item.spans})
    return printed[0] if len(printed) == 1 else ", ".join(map(str, printed))


def level(relations: Relations, item: Item) -> str | int:
    """The level of an item: its own, or those of the activities it belongs to, or of its task."""
    activities = [] if item.kind is Kind.ACTIVITY else relations.activities_of(item)
    above = activities or relations.task_of(item)
    levels = item.levels or tuple(sorted({n for code in above for n in relations.get(code).levels}))
    return levels[0] if len(levels) == 1 else "、".join(map(str, levels))


def _named(above: list[Item], item: Item) -> str:
    return "；".join(f"{i.code} {i.text}" for i in above if i is not item)
