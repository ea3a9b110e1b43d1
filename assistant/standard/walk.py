"""One walk over a standard: everything with a wording of its own, where it is printed, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Activity, Attitude, Competence, Indicator, Kind, Output, Span, Standard, Task

Entry = Task | Activity | Output | Indicator | Competence | Attitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An entry with the task and the activity in whose row it stands, if any; itself is not among them."""

    kind: Kind
    entry: Entry
    task: Task | None = None
    activity: Activity | None = None

    @property
    def code(self) -> str:
        """Its code, empty where none is printed."""
        return self.entry.code or ""

    @property
    def text(self) -> str:
        """What it says, without its details."""
        return self.entry.text if isinstance(self.entry, Indicator) else self.entry.name

    @property
    def details(self) -> tuple[str, ...]:
        """The bullets under it, or the definition of an attitude."""
        if isinstance(self.entry, Attitude):
            return (self.entry.definition,) if self.entry.definition else ()
        return self.entry.details if isinstance(self.entry, Competence) else ()

    @property
    def wording(self) -> str:
        """All that it says, a line for each part."""
        return "\n".join((self.text, *self.details))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is printed."""
        return self.entry.spans

    @property
    def above(self) -> tuple[str, ...]:
        """The codes of the row it stands in, the nearest first."""
        return tuple(entry.code for entry in (self.activity, self.task) if entry)

    @property
    def home(self) -> str:
        """The nearest of them, empty for what stands in no row of another."""
        return next(iter(self.above), "")


def walk(standard: Standard) -> Iterator[Printed]:
    """Go through a standard: each task with all that stands in its rows, then knowledge, skills and attitudes."""
    for task in standard.tasks:
        yield Printed(kind=Kind.TASK, entry=task)
        for activity in task.activities:
            yield Printed(kind=Kind.ACTIVITY, entry=activity, task=task)
            for kind, entries in ((Kind.OUTPUT, activity.outputs), (Kind.INDICATOR, activity.indicators)):
                for entry in entries:
                    yield Printed(kind=kind, entry=entry, task=task, activity=activity)
    catalogues = (
        (Kind.KNOWLEDGE, standard.knowledge),
        (Kind.SKILL, standard.skills),
        (Kind.ATTITUDE, standard.attitudes),
    )
    for kind, listed in catalogues:
        for item in listed:
            yield Printed(kind=kind, entry=item)
