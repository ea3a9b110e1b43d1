"""Tool `compare`: tasks, activities or whole standards side by side."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from ..assistant import Assistant
from ..errors import UsageError
from ..manage.shared_items import Side, kinds_of, shared
from ..standard.model import Kind
from ..standard.relations import UPPER
from .item import Output


class SideAsked(BaseModel):
    """One thing to compare: a task or activity by its code, or without one the whole standard."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(default="", max_length=20, description="a task or activity, such as T5 or T5.1")
    standard: str | None = Field(default=None, description="code of the standard; null for the default one")


class SideFound(Output):
    """One side as the table has it."""

    standard: str
    code: str
    name: str
    levels: tuple[int, ...]
    coarse: bool = Field(description="its knowledge and skills are those of its whole task; the table goes no finer")


class Requirement(Output):
    """One requirement, by wording: equal wording is one requirement, whatever its codes."""

    kind: Kind
    text: str
    codes: tuple[tuple[str, ...], ...] = Field(description="the codes that say it, one list for each side")


class Comparison(Output):
    """Everything the sides have, those that most sides share first."""

    sides: tuple[SideFound, ...]
    shared: tuple[Requirement, ...] = Field(description="on every side")
    differing: tuple[Requirement, ...] = Field(description="missing on at least one side: an empty list of codes there")


def compare(assistant: Assistant, asked: Sequence[SideAsked], kinds: Sequence[Kind] | None) -> Comparison:
    """Put sides beside each other, in some kinds or all that can be compared.

    :raises UsageError: when a side is neither a task, an activity nor a standard.
    """
    sides = [_side(assistant, side) for side in asked]
    wanted = [kind for kind in kinds_of(sides) if not kinds or kind in kinds]
    rows = [
        Requirement(kind=kind, text=row.text, codes=tuple(tuple(i.code for i in items) for items in row.held))
        for kind in wanted
        for row in shared(sides, kind)
    ]
    return Comparison(
        sides=tuple(
            SideFound(standard=s.relations.standard.code, code=s.code, name=s.name, levels=s.levels, coarse=s.coarse)
            for s in sides
        ),
        shared=tuple(row for row in rows if all(row.codes)),
        differing=tuple(row for row in rows if not all(row.codes)),
    )


def _side(assistant: Assistant, asked: SideAsked) -> Side:
    relations = assistant.relations(asked.standard)
    if not asked.code:
        return Side(relations=relations)
    found = relations.find(asked.code)
    if not found or found[0].kind not in UPPER:
        raise UsageError(
            f"{asked.code} 不是 {relations.standard.code} 的任務或活動，不能比較。"
            f" {asked.code} is no task or activity of {relations.standard.code} and cannot be compared."
        )
    return Side(relations=relations, code=found[0].code)
