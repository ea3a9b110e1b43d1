"""What every node of the query language is, how forms are walked and changed, and the types of their fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal, Self, dataclass_transform

from pydantic import Field as Bound

Comparison = Literal["=", ">", ">=", "<", "<="]
Text = Annotated[str, Bound(min_length=1, max_length=400)]
Codes = Annotated[tuple[str, ...], Bound(min_length=1, max_length=400)]
Scope = Annotated[tuple[Annotated[str, Bound(min_length=1, max_length=60)], ...], Bound(max_length=30)]
"""Codes of standards; none: all that are installed."""
Number = Annotated[int, Bound(ge=0, le=999)]


@dataclass_transform(frozen_default=True)
class Node:
    """A frozen dataclass whose last field, `op`, is its name. Nested and looked through over and over, it keeps its
    hash and its nodes."""

    op: ClassVar[str]
    __match_args__: ClassVar[tuple[str, ...]]
    _hash: ClassVar[int]
    _nodes: ClassVar[tuple[Node, ...]]

    def __init_subclass__(cls, op: str = "") -> None:
        cls.op = op or cls.__name__.lower()
        cls.__annotations__["op"] = Literal[cls.op]
        worked_out = dataclass(frozen=True)(cls).__hash__

        def remembered(self: Self) -> int:
            try:
                return self._hash
            except AttributeError:
                object.__setattr__(self, "_hash", worked_out(self))
                return self._hash

        cls.__hash__ = remembered  # type: ignore[assignment, method-assign]

    def __reduce__(self) -> tuple[object, ...]:
        # another process hashes otherwise
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)

    def fields(self) -> dict[str, Any]:
        """Its fields by name, without `op`."""
        return {name: getattr(self, name) for name in self.__match_args__[:-1]}


def nodes(form: object) -> tuple[Node, ...]:
    """Every node of a form, or of forms, itself first."""
    if isinstance(form, tuple):
        return tuple(node for part in form for node in nodes(part))
    if not isinstance(form, Node):
        return ()
    try:
        return form._nodes
    except AttributeError:
        object.__setattr__(form, "_nodes", (form, *nodes(tuple(form.fields().values()))))
        return form._nodes


def changed(part: Any, change: Callable[[Node], Node | None]) -> Any:
    """A form with nodes exchanged, from the outside in: for those that `change` knows nothing of, their own fields."""
    if isinstance(part, tuple):
        return tuple(changed(inner, change) for inner in part)
    if not isinstance(part, Node):
        return part
    made = change(part)
    return replace(part, **{n: changed(v, change) for n, v in part.fields().items()}) if made is None else made  # type: ignore[type-var]
