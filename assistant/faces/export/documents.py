"""Documents put together from the words of a standard: a job description and an interview sheet of some tasks.

What stands in them is the standard's, with its codes; headings and frames are this program's, and said to be.
"""

from collections.abc import Iterable, Iterator, Sequence

from ...standard.model import Classified, Kind
from ...standard.relations import OF_CELL, Item
from ..manage.checklist import POINTS, RATED, rated_items
from .edition import Edition
from .items import sized
from .table import Column, Table, tabulate


def description(edition: Edition, tasks: Sequence[Item]) -> list[Table]:
    """What the job is about, what is done in it, and what it takes."""
    word, relations = edition.word, edition.relations
    facts = (
        Column(word("document.field"), 20, lambda fact: fact[0]),
        Column(word("export.text"), 90, lambda fact: fact[1]),
    )
    duties = (
        *sized(edition, code=9),
        Column(word("kind.task"), 26, lambda activity: _lines(map(relations.get, relations.task_of(activity)))),
        Column(word("kind.activity"), 30, lambda activity: activity.text),
        *sized(edition, gloss=36),
        Column(word("kind.output"), 36, lambda own: _lines(relations.children(Kind.OUTPUT, own.code))),
        Column(word("kind.indicator"), 70, lambda own: _lines(relations.children(Kind.INDICATOR, own.code))),
    )
    needs = (
        *sized(edition, code=9, kind=12, text=50, gloss=36),
        Column(word("export.details"), 60, lambda item: "\n".join(item.details)),
        Column(word("export.task"), 14, lambda item: "、".join(relations.task_of(item))),
    )
    codes = [task.code for task in tasks]
    activities = [activity for code in codes for activity in relations.children(Kind.ACTIVITY, code)]
    return [
        tabulate(word("document.profile"), facts, _profile(edition)),
        tabulate(word("document.duties"), duties, activities),
        tabulate(word("document.needs"), needs, rated_items(relations, codes, (*OF_CELL, Kind.ATTITUDE))),
    ]


def interview(edition: Edition, tasks: Sequence[Item]) -> list[Table]:
    """A question about every indicator, knowledge, skill and attitude of some tasks, with boxes for the points."""
    word = edition.word
    shown = (
        *sized(edition, code=9),
        Column(word("document.question"), 70, lambda item: word(f"document.ask_{item.kind}", text=item.text)),
        *sized(edition, gloss=36),
    )
    details = Column(word("export.details"), 44, lambda item: "\n".join(item.details))
    filled = (
        *(Column(str(point), 5, lambda _: "☐", "number") for point in POINTS),
        Column(word("document.answer"), 40, lambda _: ""),
    )
    codes, made = [task.code for task in tasks], []
    for kind in RATED:
        if items := rated_items(edition.relations, codes, (kind,)):
            pointed = [details] if any(item.details for item in items) else []
            made.append(tabulate(word(f"kind.{kind}"), (*shown, *pointed, *filled), items))
    return made


def _profile(edition: Edition) -> Iterator[tuple[str, str]]:
    standard, word = edition.standard, edition.word
    fields = {
        "name": " ".join(filter(None, (standard.name, edition.title))),
        "code": standard.code,
        "level": "" if standard.level is None else str(standard.level),
        "about": standard.description,
        "occupations": _classes(standard.occupations),
        "industries": _classes(standard.industries),
        "prerequisites": "\n".join(standard.prerequisites),
        "notes": "\n".join(standard.notes),
    }
    yield from ((word(f"document.{name}"), value) for name, value in fields.items() if value)


def _lines(items: Iterable[Item]) -> str:
    return "\n".join(f"{item.code} {item.text}".strip() for item in items)


def _classes(printed: Iterable[Classified]) -> str:
    return "\n".join(f"{one.code} {one.name}".strip() for one in printed)
