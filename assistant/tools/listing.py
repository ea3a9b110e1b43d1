"""Tool `list`: every item of a kind under a task or activity, or in the whole standard."""

from __future__ import annotations

from pydantic import Field

from ..assistant import Assistant
from ..errors import UsageError
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Relations
from .item import ItemFound, Output, item_found


class CompleteList(Output):
    """A whole list, read off the table. Nothing is left out."""

    kind: Kind
    parent: str | None = Field(description="the task or activity it hangs on; null for the whole standard")
    count: int = Field(description="number of entries, printed duplicates included")
    items: tuple[ItemFound, ...]
    shared_by_task: str = Field(
        default="",
        description="the task whose activities all share this list, where the table goes no finer than the task",
    )


def listing(assistant: Assistant, kind: Kind, parent: str | None, standard: str | None) -> CompleteList:
    """The complete list of a kind.

    :raises UsageError: when there is no such standard, no such task or activity, or nothing of the kind hangs on one.
    """
    relations = assistant.relations(standard)
    above = _above(relations, kind, parent) if parent else None
    items = relations.children(kind, above)
    return CompleteList(
        kind=kind,
        parent=above,
        count=len(items),
        items=tuple(item_found(assistant, item, standard) for item in items),
        shared_by_task=_shared(relations, kind, above),
    )


def _above(relations: Relations, kind: Kind, parent: str) -> str:
    found = relations.find(parent)
    if not found:
        raise UsageError(
            f"職能基準 {relations.standard.code} 裡沒有 {parent}，可先用 lookup 查相近的代碼。"
            f" Standard {relations.standard.code} has no {parent}; `lookup` names the nearest codes."
        )
    if found[0].kind not in UPPER or kind in (Kind.TASK, Kind.ATTITUDE):
        raise UsageError(
            f"{kind} 不列在 {found[0].code} 之下；請改用任務或活動的代碼，職責與態度不要給 parent。"
            f" No {kind} hangs on {found[0].code}; name a task or activity, and leave out `parent` for tasks"
            " and attitudes."
        )
    return found[0].code


def _shared(relations: Relations, kind: Kind, parent: str | None) -> str:
    if parent is None or kind not in OF_CELL:
        return ""
    item = relations.get(parent)
    return item.parents[0] if item.kind is Kind.ACTIVITY and not relations.fine(parent) else ""
