"""One walk over a standard: everything with a wording of its own, where it is printed, in the order of the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Activity, Attitude, Competence, Indicator, Kind, Output, Span, Standard, Task

Entry = Task | Activity | Output | Indicator | Competence | Attitude


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """An entry with the task and the activity in whose row it stands, if any; itself is not among them.

    `details` are the bullets under its `text`, or the definition of an attitude. `above` are the codes of its row, the
    nearest first, which is its `home`; both are empty for what stands in no row of another.
    """

    kind: Kind
    entry: Entry
    text: str
    details: tuple[str, ...] = ()
    task: Task | None = None
    activity: Activity | None = None

    @property
    def code(self) -> str:
        """Its code, empty where none is printed."""
        return self.entry.code or ""

    @property
    def wording(self) -> str:
        """All that it says, a line for each part."""
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


def walk(standard: Standard) -> Iterator[PrintedEntry]:
    """Go through a standard: each task with all that stands in its rows, then knowledge, skills and attitudes."""
    for task in standard.tasks:
        yield PrintedEntry(Kind.TASK, task, task.name)
        for activity in task.activities:
            yield PrintedEntry(Kind.ACTIVITY, activity, activity.name, task=task)
            for output in activity.outputs:
                yield PrintedEntry(Kind.OUTPUT, output, output.name, task=task, activity=activity)
            for indicator in activity.indicators:
                yield PrintedEntry(Kind.INDICATOR, indicator, indicator.text, task=task, activity=activity)
    for kind, listed in ((Kind.KNOWLEDGE, standard.knowledge), (Kind.SKILL, standard.skills)):
        for item in listed:
            yield PrintedEntry(kind, item, item.name, item.details)
    for attitude in standard.attitudes:
        yield PrintedEntry(
            Kind.ATTITUDE, attitude, attitude.name, (attitude.definition,) if attitude.definition else ()
        )
