"""Documents put together from the words of a standard: a job description and an interview sheet of some tasks.

What stands in them is the standard's, with its codes; headings and frames are this program's, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...standard.model import Kind
from ...standard.relations import OF_CELL, Item
from ..manage.checklist import POINTS, RATED, rated_items
from .edition import Edition
from .table import Cell, Column, Table, tabulate


def description(edition: Edition, tasks: Sequence[Item]) -> list[Table]:
    """What the job is about, what is done in it, and what it takes."""
    word, relations = edition.word, edition.relations
    facts = (
        Column(title=word("document.field"), width=20, of=lambda fact: fact[0]),
        Column(title=word("export.text"), width=90, of=lambda fact: fact[1]),
    )

    def listed(kind: Kind, activity: Item) -> str:
        return "\n".join(f"{one.code} {one.text}".strip() for one in relations.children(kind, activity.code))

    duties = (
        Column(title=word("export.code"), width=9, of=lambda activity: activity.code),
        Column(title=word("kind.task"), width=26, of=lambda activity: _task(edition, activity)),
        Column(title=word("kind.activity"), width=30, of=lambda activity: activity.text),
        *_english(edition),
        Column(title=word("kind.output"), width=36, of=lambda activity: listed(Kind.OUTPUT, activity)),
        Column(title=word("kind.indicator"), width=70, of=lambda activity: listed(Kind.INDICATOR, activity)),
    )
    activities = [one for task in tasks for one in relations.children(Kind.ACTIVITY, task.code)]
    needed = rated_items(relations, [task.code for task in tasks], (*OF_CELL, Kind.ATTITUDE))
    needs = (
        Column(title=word("export.code"), width=9, of=lambda item: item.code),
        Column(title=word("export.kind"), width=12, of=lambda item: word(f"kind.{item.kind}")),
        Column(title=word("export.text"), width=50, of=lambda item: item.text),
        *_english(edition),
        Column(title=word("export.details"), width=60, of=lambda item: "\n".join(item.details)),
        Column(title=word("export.task"), width=14, of=lambda item: "、".join(relations.task_of(item))),
    )
    return [
        tabulate(word("document.profile"), facts, _profile(edition)),
        tabulate(word("document.duties"), duties, activities),
        tabulate(word("document.needs"), needs, needed),
    ]


def interview(edition: Edition, tasks: Sequence[Item]) -> list[Table]:
    """A question about every indicator, knowledge, skill and attitude of some tasks, with boxes for the points."""
    word = edition.word
    shown = (
        Column(title=word("export.code"), width=9, of=lambda item: item.code),
        Column(title=word("document.question"), width=70, of=lambda item: _question(edition, item)),
        *_english(edition),
    )
    details = Column(title=word("export.details"), width=44, of=lambda item: "\n".join(item.details))
    filled = (
        *(Column(title=str(point), width=5, kind="number", of=_box) for point in POINTS),
        Column(title=word("document.answer"), width=40, of=lambda item: ""),
    )
    codes, made = [task.code for task in tasks], list[Table]()
    for kind in RATED:
        items = rated_items(edition.relations, codes, (kind,))
        pointed = [details] if any(item.details for item in items) else []
        made += [tabulate(word(f"kind.{kind}"), (*shown, *pointed, *filled), items)] if items else []
    return made


def _profile(edition: Edition) -> Iterator[tuple[str, str]]:
    """The header of the standard, a line for each field that it prints."""
    standard, word = edition.standard, edition.word
    fields = {
        "name": " ".join(filter(None, (standard.name, edition.title))),
        "code": standard.code,
        "level": "" if standard.level is None else str(standard.level),
        "about": standard.description,
        "occupations": "\n".join(f"{one.code} {one.name}".strip() for one in standard.occupations),
        "industries": "\n".join(f"{one.code} {one.name}".strip() for one in standard.industries),
        "prerequisites": "\n".join(standard.prerequisites),
        "notes": "\n".join(standard.notes),
    }
    yield from ((word(f"document.{name}"), value) for name, value in fields.items() if value)


def _english(edition: Edition) -> list[Column]:
    """The project's English beside the wording, for who reads that."""
    return [Column(title=edition.word("export.gloss"), width=36, of=edition.gloss)] if edition.english else []


def _task(edition: Edition, activity: Item) -> str:
    return "\n".join(f"{code} {edition.relations.get(code).text}" for code in edition.relations.task_of(activity))


def _question(edition: Edition, item: Item) -> str:
    """The wording within the frame of its kind."""
    return edition.word(f"document.ask_{item.kind}", text=item.text)


def _box(_: Item) -> Cell:
    return "☐"
