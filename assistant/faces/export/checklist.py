"""A checklist as tables: ratings and gaps for a spreadsheet, boxes for paper, and the plan that follows from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from ...standard.model import Kind
from ...standard.relations import Item
from ..manage.checklist import ABOUT, COMPARED, POINTS, Checklist, rated_items
from ..manage.gaps import Step, gaps_by_task
from ..manage.saved_checklist import mark
from .cover import Fact, View
from .edition import Edition
from .items import columns, sized
from .table import Cell, Column, Table, tabulate

_FIRST = ("code", "kind", "text", "details", "gloss", "task", "level", "rating", "meaning", "target", "weight")
_LAST = ("remark", "place", "link")
_NAMED = 4
"""Tasks and activities that a file's name takes up."""
_OPEN = {"method": 22, "owner": 12, "due": 12, "check": 22}
"""What people fill in of a plan, with the widths of its columns."""


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
        facts=tuple(Fact(word(f"checklist.about_{name}"), value, mark=mark(name)) for name, value in said.items()),
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
        "task": Column(word("export.task"), 14, edition.relations.task_of),
        "rating": Column(word("checklist.rating"), 10, _of_code(ratings), "rating"),
        "meaning": Column(word("checklist.meaning"), 14, meaning),
        "target": Column(word("checklist.target"), 14, _of_code(checklist.targets), "number"),
        "weight": Column(word("checklist.weight"), 14, _of_code(checklist.weights), "number"),
        "remark": Column(word("checklist.remark"), 40, _of_code(checklist.remarks)),
    }
    missing = {name: column.about(lambda pair: pair[1].item) for name, column in known.items()} | {
        "task": replace(known["task"], of=lambda pair: pair[0].code if pair[0] else ""),
        "target": Column(word("checklist.target_or"), 14, lambda pair: pair[1].target, "number"),
    }
    gap = Column(word("checklist.missing"), 10, lambda pair: pair[1].missing, "number")
    offered = {"rating": tuple(POINTS), "target": tuple(POINTS)}
    filled = {
        name: replace(known[name], mark=mark(name), options=offered.get(name, ()))
        for name in ("code", "rating", "target", "weight", "remark")
    }
    # What a rating means would go stale as soon as another is chosen in the spreadsheet: the cover says it.
    shown = [(known | filled)[name] for name in (*_FIRST, *_LAST) if name != "meaning"]
    short = [*(missing[name] for name in _FIRST), gap, *(missing[name] for name in _LAST)]
    gaps = [(task, one) for task, own in gaps_by_task(edition.relations, checklist) for one in own]
    return (
        tabulate(word("checklist.title"), shown, rated_items(edition.relations, checklist.chosen)),
        tabulate(word("checklist.gaps"), short, gaps),
    )


def sections(edition: Edition, checklist: Checklist) -> list[Table]:
    """For paper: a table for each kind under each place chosen, a box for each point, and every item once."""
    word, relations, seen = edition.word, edition.relations, set[str]()

    def box(point: int) -> Callable[[Item], Cell]:
        return lambda item: "☑" if checklist.ratings.get(item.code) == point else "☐"

    heads = [
        *sized(edition, code=10),
        Column(word("export.text"), 52, lambda item: item),
        *(Column(str(point), 5, box(point), "number") for point in POINTS),
        Column(word("checklist.remark"), 40, _of_code(checklist.remarks)),
    ]
    made = []
    for code in (*checklist.chosen, None):
        place = f"{code} {edition.named(relations.get(code))} · " if code else ""
        for kind in COMPARED if code else (Kind.ATTITUDE,):
            items = [item for item in relations.children(kind, code) if not item.code or item.code not in seen]
            seen |= {item.code for item in items}
            made.append(tabulate(f"{place}{word(f'kind.{kind}')}", heads, items))
    return [table for table in made if table.rows]


def plan(edition: Edition, steps: Sequence[Step], courses: Mapping[str, tuple[str, ...]]) -> Table:
    """A development plan: a row for each step; a column of courses where the operator names some for one of them."""
    word = edition.word

    def taught(step: Step) -> str:
        return "\n".join(courses.get(step.gap.item.code, ()))

    shown = (
        *(column.about(attrgetter("gap.item")) for column in sized(edition, code=9, text=26, details=24, gloss=24)),
        Column(word("export.task"), 22, lambda step: _named(step.task) if step.task else ""),
        Column(word("checklist.rating"), 8, attrgetter("gap.rating"), "rating"),
        Column(word("checklist.target_or"), 8, attrgetter("gap.target"), "number"),
        Column(word("plan.acceptance"), 60, lambda step: "\n".join(map(_named, step.acceptance))),
        *([Column(word("plan.courses"), 24, taught)] if any(map(taught, steps)) else []),
        *(Column(word(f"plan.{name}"), width, lambda _: "") for name, width in _OPEN.items()),
    )
    return tabulate(word("plan.title"), shown, steps)


def _of_code(said: Mapping[str, str] | Mapping[str, int]) -> Callable[[Item], Cell]:
    return lambda item: said.get(item.code, "")


def _named(item: Item) -> str:
    return f"{item.code} {item.text}".strip()
