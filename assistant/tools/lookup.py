"""Tool `lookup`: what is printed under given codes."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from ..assistant import Assistant
from ..standard.code import key
from .item import ItemFound, Output, item_found

_NEAREST = 3


class Unknown(Output):
    """A code that the standard does not have."""

    code: str = Field(description="as it was asked for")
    nearest: tuple[str, ...] = Field(default=(), description="existing codes closest to it; none when it is no code")


class Lookup(Output):
    """What codes stand for."""

    found: tuple[ItemFound, ...] = Field(description="one entry for every place that prints a code asked for")
    unknown: tuple[Unknown, ...] = Field(default=(), description="codes that the standard does not have")


def lookup(assistant: Assistant, codes: Sequence[str], standard: str | None) -> Lookup:
    """Look codes up, in any written form: `t5`, `K 39`, `Ｓ２７`.

    :raises UsageError: when there is no such standard.
    """
    relations = assistant.relations(standard)
    found, missing = [], []
    for code in dict.fromkeys(codes):
        items = relations.find(code)
        found += [item_found(assistant, item, standard) for item in items]
        if not items:
            missing.append(unknown(assistant, code, standard))
    return Lookup(found=tuple(dict.fromkeys(found)), unknown=tuple(missing))


def unknown(assistant: Assistant, code: str, standard: str | None) -> Unknown:
    """A code without an item, and which codes come close."""
    try:
        key(code)
    except ValueError:
        return Unknown(code=code)
    return Unknown(code=code, nearest=assistant.relations(standard).nearest(code, _NEAREST))
