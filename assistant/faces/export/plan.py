"""A development plan as a table: gap by gap, verbatim from the standard, with columns to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...standard.relations import Item
from ..manage.plan import Step
from .edition import Edition
from .items import columns
from .table import Column, Table, tabulate

_OPEN = {"method": 22, "owner": 12, "due": 12, "check": 22}
"""What people fill in, with the widths of its columns."""


def plan(edition: Edition, steps: tuple[Step, ...], courses: Mapping[str, tuple[str, ...]]) -> Table:
    """A row for each step; a column of courses where the operator names some for one of them."""
    word, known = edition.word, columns(edition)

    def of(name: str, width: int) -> Column:
        column = known[name]
        return replace(column, width=width, of=lambda step: column.of(step.gap.item))

    def taught(step: Step) -> str:
        return "\n".join(courses.get(step.gap.item.code, ()))

    english = [of("gloss", 24)] if edition.english else []
    named = [Column(title=word("plan.courses"), width=24, of=taught)] if any(map(taught, steps)) else []
    shown = (
        of("code", 9),
        of("text", 26),
        of("details", 24),
        *english,
        Column(title=word("export.task"), width=22, of=lambda step: _named(step.task) if step.task else ""),
        Column(title=word("checklist.rating"), width=8, kind="rating", of=lambda step: step.gap.rating),
        Column(title=word("checklist.target_or"), width=8, kind="number", of=lambda step: step.gap.target),
        Column(title=word("plan.acceptance"), width=60, of=lambda step: "\n".join(map(_named, step.acceptance))),
        *named,
        *(Column(title=word(f"plan.{name}"), width=width, of=lambda _: "") for name, width in _OPEN.items()),
    )
    return tabulate(word("plan.title"), shown, steps)


def _named(item: Item) -> str:
    return f"{item.code} {item.text}".strip()
