"""A checklist as tables: its ratings and gaps for a spreadsheet, its boxes for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import Item
from ..manage.checklist import ABOUT, COMPARED, POINTS, Checklist, rated_items
from ..manage.gaps import Gap, gaps_by_task
from ..manage.saved_checklist import mark
from .cover import Fact, View
from .edition import Edition
from .items import columns
from .table import Cell, Column, Table, tabulate

_FIRST = ("code", "kind", "text", "details", "gloss", "task", "level", "rating", "meaning", "target", "weight")
_LAST = ("remark", "place", "link")
_NAMED = 4
"""Tasks and activities that a file's name takes up."""


def view(edition: Edition, checklist: Checklist, title: str = "") -> View:
    """What the files of a checklist are called, and what their cover says of it."""
    word, chosen = edition.word, checklist.chosen
    told = (*chosen[:_NAMED], *([f"+{len(chosen) - _NAMED}"] if len(chosen) > _NAMED else []))
    said = {name: str(getattr(checklist, name)) for name in ("standard", *ABOUT)} | {"chosen": ", ".join(chosen)}
    return View(
        editions=(edition,),
        title=title or word("checklist.title"),
        narrowed=(*told, *filter(None, (checklist.person, checklist.date))),
        page="checklist",
        named={"with": ",".join(chosen)},
        facts=tuple(
            Fact(label=word(f"checklist.about_{name}"), value=value, mark=mark(name)) for name, value in said.items()
        ),
        notes=(word("checklist.scale"), points(edition), word("checklist.aims"), word("checklist.fill")),
    )


def points(edition: Edition) -> str:
    """What the four points mean, in one line."""
    word = edition.word
    return word("map.comma").join(f"{n} {word(f'checklist.point{n}')}" for n in POINTS)


def tables(edition: Edition, checklist: Checklist) -> tuple[Table, Table]:
    """The ratings, to be gone on with in a spreadsheet, and what to train for, task by task."""
    word, ratings = edition.word, checklist.ratings

    def meaning(item: Item) -> str:
        return word(f"checklist.point{ratings[item.code]}") if item.code in ratings else ""

    known = columns(edition) | {
        "task": Column(title=word("export.task"), width=14, of=edition.relations.task_of),
        "rating": Column(
            title=word("checklist.rating"), width=10, kind="rating", of=lambda item: ratings.get(item.code, "")
        ),
        "meaning": Column(title=word("checklist.meaning"), width=14, of=meaning),
        "target": _set(word("checklist.target"), lambda item: checklist.targets.get(item.code, "")),
        "weight": _set(word("checklist.weight"), lambda item: checklist.weights.get(item.code, "")),
        "remark": _remark(edition, checklist),
    }
    missing = {name: replace(column, of=_of_gap(column)) for name, column in known.items()}
    missing["task"] = replace(known["task"], of=lambda pair: pair[0].code if pair[0] else "")
    missing["target"] = _set(word("checklist.target_or"), lambda pair: pair[1].target)
    gap = Column(title=word("checklist.missing"), width=10, kind="number", of=lambda pair: pair[1].missing)
    found = ((task, one) for task, gaps in gaps_by_task(edition.relations, checklist) for one in gaps)
    offered = {"rating": tuple(POINTS), "target": tuple(POINTS)}
    filled = {
        name: replace(known[name], mark=mark(name), options=offered.get(name, ()))
        for name in ("code", "rating", "target", "weight", "remark")
    }
    # What a rating means would go stale as soon as another is chosen in the spreadsheet: the cover says it.
    first = [name for name in _FIRST if name != "meaning"]
    return (
        tabulate(
            word("checklist.title"),
            [(known | filled)[name] for name in (*first, *_LAST)],
            rated_items(edition.relations, checklist.chosen),
        ),
        tabulate(word("checklist.gaps"), [*(missing[n] for n in _FIRST), gap, *(missing[n] for n in _LAST)], found),
    )


def sections(edition: Edition, checklist: Checklist) -> list[Table]:
    """For paper: a table for each kind under each place chosen, a box for each point, and every item once."""
    word, relations, seen = edition.word, edition.relations, set[str]()
    boxes = [Column(title=str(point), width=5, kind="number", of=_box(checklist, point)) for point in POINTS]
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


def _set(title: str, of: Callable[..., Cell]) -> Column:
    """A column that the organisation sets."""
    return Column(title=title, width=14, kind="number", of=of)


def _remark(edition: Edition, checklist: Checklist) -> Column:
    title = edition.word("checklist.remark")
    return Column(title=title, width=40, of=lambda item: checklist.remarks.get(item.code, ""))


def _box(checklist: Checklist, point: int) -> Callable[[Item], Cell]:
    return lambda item: "☑" if checklist.ratings.get(item.code) == point else "☐"


def _of_gap(column: Column) -> Callable[[tuple[Item | None, Gap]], Cell]:
    """The column of an item, of a gap under a task."""
    return lambda pair: column.of(pair[1].item)
