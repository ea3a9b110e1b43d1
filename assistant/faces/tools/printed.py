"""Items as they are given to other programs: with their places in the table and in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...answer.assistant import Assistant
from ...standard.companion import gloss
from ...standard.model import Box, Slot, Span
from ...standard.relations import Item
from .output import ItemFound


def items_found(assistant: Assistant, items: Iterable[Item], standard: str | None) -> tuple[ItemFound, ...]:
    """Items of a standard, in the order given.

    :raises UsageError: when there is no such standard.
    """
    relations, glosses = assistant.relations(standard), assistant.glosses(standard)
    return tuple(
        ItemFound(
            standard=relations.standard.code,
            code=item.code,
            kind=item.kind,
            text=item.text,
            details=item.details,
            gloss=gloss(glosses, item),
            hangs_on=item.parents,
            tasks=relations.task_of(item),
            levels=item.levels,
            **printed_at(item.spans),
        )
        for item in items
    )


def printed_at(spans: Sequence[Span]) -> dict[str, Any]:
    """The fields of what is `Printed` for what stands at some spans."""
    places = dict.fromkeys(span.at for span in spans if span.at)
    boxes, slots = ([at for at in places if isinstance(at, form)] for form in (Box, Slot))
    lines = () if places else {span.line for span in spans}
    return {
        "lines": sorted(lines),
        "pages": sorted({box.page for box in boxes if isinstance(box, Box)}),
        "boxes": boxes,
        "rows": slots,
    }
