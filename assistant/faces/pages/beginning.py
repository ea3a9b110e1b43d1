"""Questions to begin with, made from what the chosen standard says, in everyday words: none needs a code."""

from collections.abc import Iterator, Sequence

from ...standard.model import Kind
from ...standard.relations import Item
from ..export.edition import Edition


def questions(shown: Edition) -> list[tuple[str, str]]:
    """A question for each thing the standard has something to say about, six at the most, each under a short name."""
    return [(shown.word(f"begin.{name}"), shown.word(f"begin.{name}_ask", name=said)) for name, said in _told(shown)]


def _told(shown: Edition) -> Iterator[tuple[str, str]]:
    """What can be asked, each with the name it is asked about; nothing that the reader's language has no name for."""
    relations = shown.relations
    tasks = relations.of_kind(Kind.TASK)
    highest = max((level for task in tasks for level in task.levels), default=0)
    for name, items in (
        ("how", [a for a in _middle(relations.of_kind(Kind.ACTIVITY)) if relations.children(Kind.INDICATOR, a.code)]),
        ("skills", [task for task in tasks if highest in task.levels and relations.children(Kind.SKILL, task.code)]),
        ("origin", _middle(relations.of_kind(Kind.OUTPUT))),
    ):
        if said := next(filter(None, (_named(shown, item) for item in reversed(items))), ""):
            yield name, said
    if highest:
        yield "level", ""
    if relations.of_kind(Kind.ATTITUDE):
        yield "attitudes", ""
    if shown.standard.prerequisites:
        yield "background", ""


def _middle(items: Sequence[Item]) -> Sequence[Item]:
    return items[: len(items) // 2 + 1]


def _named(shown: Edition, item: Item) -> str:
    return shown.under(item) if shown.english else item.text
