"""Every item of a standard in the order of the table, with what all items have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.standard.model import Kind, Span, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An item as printed: `home` is the code of the task or activity it stands in, if any.

    `text` is its wording, `details` its bullets or, for an attitude, its definition.
    """

    kind: Kind
    code: str | None
    home: str
    text: str
    details: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def wording(self) -> str:
        """All that it says, a line for each part."""
        return "\n".join((self.text, *self.details))


def items(standard: Standard) -> Iterator[Printed]:
    """Go through the items: tasks with all that stands under them, then knowledge, skills, attitudes."""

    def printed(
        kind: Kind, code: str | None, home: str, text: str, spans: tuple[Span, ...], details: tuple[str, ...] = ()
    ) -> Printed:
        return Printed(kind=kind, code=code, home=home, text=text, details=details, spans=spans)

    for task in standard.tasks:
        yield printed(Kind.TASK, task.code, "", task.name, task.spans)
        for activity in task.activities:
            yield printed(Kind.ACTIVITY, activity.code, task.code, activity.name, activity.spans)
            for output in activity.outputs:
                yield printed(Kind.OUTPUT, output.code, activity.code, output.name, output.spans)
            for indicator in activity.indicators:
                yield printed(Kind.INDICATOR, indicator.code, activity.code, indicator.text, indicator.spans)
    for knowledge in standard.knowledge:
        yield printed(Kind.KNOWLEDGE, knowledge.code, "", knowledge.name, knowledge.spans, knowledge.details)
    for skill in standard.skills:
        yield printed(Kind.SKILL, skill.code, "", skill.name, skill.spans, skill.details)
    for attitude in standard.attitudes:
        details = (attitude.definition,) if attitude.definition else ()
        yield printed(Kind.ATTITUDE, attitude.code, "", attitude.name, attitude.spans, details)
