"""What every node of the query language is: a frozen value that works out its hash once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Node = TypeVar("Node")


class Remembered:
    """The slots that a value keeps its hash and its nodes in; forms are nested, and looked through over and over."""

    __slots__ = ("_hash", "_nodes")
    __match_args__: tuple[str, ...]
    _hash: int
    _nodes: tuple[object, ...]

    def nodes(self, inside: Callable[[object], tuple[object, ...]]) -> tuple[object, ...]:
        """Itself and every node in its fields; `inside` gives those of a field."""
        try:
            return self._nodes
        except AttributeError:
            below = (node for name in self.__match_args__ for node in inside(getattr(self, name)))
            found = (self, *below)
            object.__setattr__(self, "_nodes", found)
            return found


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
