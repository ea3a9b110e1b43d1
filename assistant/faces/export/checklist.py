"""A checklist as tables: its ratings and gaps for a spreadsheet, its boxes for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import Item
from ..manage.checklist import COMPARED, POINTS, Checklist, Gap, gaps_by_task, rated_items
from .edition import Edition
from .items import columns
from .table import Cell, Column, Table, tabulate

_FIRST = ("code", "kind", "text", "gloss", "task", "level", "rating", "meaning")
_LAST = ("remark", "place", "link")


def tables(edition: Edition, checklist: Checklist) -> tuple[Table, Table]:
    """The ratings, and what to train for, task by task."""
    word, ratings = edition.word, checklist.ratings

    def meaning(item: Item) -> str:
        return word(f"checklist.point{ratings[item.code]}") if item.code in ratings else ""

    known = columns(edition) | {
        "task": Column(title=word("export.task"), width=14, of=edition.relations.task_of),
        "rating": Column(
            title=word("checklist.rating"), width=10, kind="number", of=lambda item: ratings.get(item.code, "")
        ),
        "meaning": Column(title=word("checklist.meaning"), width=18, of=meaning),
        "remark": _remark(edition, checklist),
    }
    missing = {name: replace(column, of=_of_gap(column)) for name, column in known.items()}
    missing["task"] = replace(known["task"], of=lambda pair: pair[0].code if pair[0] else "")
    gap = Column(title=word("checklist.missing"), width=10, kind="number", of=lambda pair: pair[1].missing)
    found = ((task, one) for task, gaps in gaps_by_task(edition.relations, checklist) for one in gaps)
    return (
        tabulate(
            word("checklist.title"),
            [known[name] for name in (*_FIRST, *_LAST)],
            rated_items(edition.relations, checklist.chosen),
        ),
        tabulate(word("checklist.gaps"), [*(missing[n] for n in _FIRST), gap, *(missing[n] for n in _LAST)], found),
    )


def sections(edition: Edition, checklist: Checklist) -> list[Table]:
    """For paper: a table for each kind under each place chosen, a box for each point, and every item once."""
    word, relations, seen = edition.word, edition.relations, set[str]()
    boxes = [Column(title=str(point), width=4, kind="number", of=_box(checklist, point)) for point in POINTS]
    heads = [
        Column(title=word("export.code"), width=10, of=lambda item: item.code),
        Column(title=word("export.text"), width=52, of=lambda item: item),
        *boxes,
        _remark(edition, checklist),
    ]
    made = []
    for code in (*checklist.chosen, None):
        place = f"{code} {edition.named(relations.get(code))} · " if code else ""
        for kind in COMPARED if code else (Kind.ATTITUDE,):
            items = [item for item in relations.children(kind, code) if not item.code or item.code not in seen]
            seen |= {item.code for item in items}
            made.append(tabulate(f"{place}{word(f'kind.{kind}')}", heads, items))
    return [table for table in made if table.rows]


def _remark(edition: Edition, checklist: Checklist) -> Column:
    title = edition.word("checklist.remark")
    return Column(title=title, width=40, of=lambda item: checklist.remarks.get(item.code, ""))


def _box(checklist: Checklist, point: int) -> Callable[[Item], Cell]:
    return lambda item: "☑" if checklist.ratings.get(item.code) == point else "☐"


def _of_gap(column: Column) -> Callable[[tuple[Item | None, Gap]], Cell]:
    """The column of an item, of a gap under a task."""
    return lambda pair: column.of(pair[1].item)
