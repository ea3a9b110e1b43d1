"""An item of a standard as tools give it away."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from ..assistant import Assistant
from ..standard.companion import gloss
from ..standard.model import Kind
from ..standard.relations import Item


class Output(BaseModel):
    """What every tool's output is made of: values that do not change, described in its schema."""

    model_config = ConfigDict(frozen=True)


class ItemFound(Output):
    """One coded item where it stands."""

    standard: str = Field(description="code of the standard that prints it")
    code: str = Field(description="as printed; empty where the source prints none")
    kind: Kind
    text: str = Field(description="the source's own wording, in Traditional Chinese; quote this")
    details: tuple[str, ...] = Field(default=(), description="bullets or definition printed under it")
    gloss: str = Field(default="", description="the project's English translation; never a quotation of the source")
    hangs_on: tuple[str, ...] = Field(default=(), description="codes directly above it, as fine as the table goes")
    tasks: tuple[str, ...] = Field(default=(), description="codes of the tasks it lies in")
    levels: tuple[int, ...] = Field(default=(), description="levels printed for a task, an activity or what is in one")
    lines: tuple[int, ...] = Field(default=(), description="lines of the source document that print it, from 1")


def item_found(assistant: Assistant, item: Item, standard: str | None) -> ItemFound:
    """An item with its place in the table and in the source."""
    relations = assistant.relations(standard)
    return ItemFound(
        standard=relations.standard.code,
        code=item.code,
        kind=item.kind,
        text=item.text,
        details=item.details,
        gloss=gloss(assistant.glosses(standard), item),
        hangs_on=item.parents,
        tasks=relations.task_of(item),
        levels=item.levels,
        lines=tuple(sorted({span.line for span in item.spans})),
    )
