"""What every node of the query language is: a frozen value that works out its hash once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Node = TypeVar("Node")


class Remembered:
    """The slot that a value keeps its hash in; forms are nested, and a chart looks them up over and over."""

    __slots__ = ("_hash",)
    __match_args__: tuple[str, ...]
    _hash: int


@dataclass_transform(frozen_default=True)
def value(cls: type[Node]) -> type[Node]:
    """A frozen dataclass with slots, for a class that derives from `Remembered`."""
    made = dataclass(frozen=True, slots=True)(cls)
    worked_out = made.__hash__

    def remembered(self: Remembered) -> int:
        try:
            return self._hash
        except AttributeError:
            found = worked_out(self)
            object.__setattr__(self, "_hash", found)
            return found

    made.__hash__ = remembered  # type: ignore[assignment]
    return made
