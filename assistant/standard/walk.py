"""One walk over a standard: everything with a wording of its own, where it is printed, in the order of the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Activity, Attitude, Competence, Indicator, Kind, Output, Span, Standard, Task

Entry = Task | Activity | Output | Indicator | Competence | Attitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An entry with the task and the activity in whose row it stands, if any; itself is not among them.

    `code` is empty where none is printed; `details` are the bullets under it, or the definition of an attitude;
    `wording` is text and details, a line each; `above` the codes of its row, the nearest first, of which `home` is one.
    """

    kind: Kind
    entry: Entry
    task: Task | None = None
    activity: Activity | None = None

    @property
    def code(self) -> str:
        return self.entry.code or ""

    @property
    def text(self) -> str:
        return self.entry.text if isinstance(self.entry, Indicator) else self.entry.name

    @property
    def details(self) -> tuple[str, ...]:
        if isinstance(self.entry, Attitude):
            return (self.entry.definition,) if self.entry.definition else ()
        return self.entry.details if isinstance(self.entry, Competence) else ()

    @property
    def wording(self) -> str:
        return "\n".join((self.text, *self.details))

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.entry.spans

    @property
    def above(self) -> tuple[str, ...]:
        return tuple(entry.code for entry in (self.activity, self.task) if entry)

    @property
    def home(self) -> str:
        return next(iter(self.above), "")


def walk(standard: Standard) -> Iterator[Printed]:
    """Go through a standard: each task with all that stands in its rows, then knowledge, skills and attitudes."""
    for task in standard.tasks:
        yield Printed(kind=Kind.TASK, entry=task)
        for activity in task.activities:
            yield Printed(kind=Kind.ACTIVITY, entry=activity, task=task)
            for output in activity.outputs:
                yield Printed(kind=Kind.OUTPUT, entry=output, task=task, activity=activity)
            for indicator in activity.indicators:
                yield Printed(kind=Kind.INDICATOR, entry=indicator, task=task, activity=activity)
    yield from (Printed(kind=Kind.KNOWLEDGE, entry=knowledge) for knowledge in standard.knowledge)
    yield from (Printed(kind=Kind.SKILL, entry=skill) for skill in standard.skills)
    yield from (Printed(kind=Kind.ATTITUDE, entry=attitude) for attitude in standard.attitudes)
