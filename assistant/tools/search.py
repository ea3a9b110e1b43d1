"""Tool `search`: items by code, by words of the source, or by meaning."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..assistant import Assistant
from ..manage.found_items import search as find
from .item import ItemFound, Output, item_found


class Hit(Output):
    """An item and why it was found."""

    item: ItemFound
    reason: Literal["code", "words", "near"] = Field(
        description="its code was named; its wording holds the words; it is near in meaning, which proves nothing"
    )


class Search(Output):
    """What a search came to; empty when the standard holds nothing near."""

    hits: tuple[Hit, ...] = Field(description="grouped by kind, best first within a kind")
    unknown: tuple[str, ...] = Field(default=(), description="codes in the text that the standard does not have")
    left_off: int = Field(default=0, description="hits beyond the limit")


def search(assistant: Assistant, text: str, limit: int, standard: str | None) -> Search:
    """Look for codes or words.

    :raises UsageError: when there is no such standard.
    :raises EmbeddingError: when the search model cannot be loaded.
    """
    found = find(text, assistant.relations(standard), assistant.glosses(standard), assistant.retrieve(standard))
    return Search(
        hits=tuple(Hit(item=item_found(assistant, e.item, standard), reason=e.reason) for e in found.found[:limit]),
        unknown=found.unknown,
        left_off=max(len(found.found) - limit, 0),
    )
