"""A standard as JSON: the canonical form that is published, and the full record that the index keeps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from .model import Standard

Json = dict[str, Any]
_INNER = frozenset({"spans", "places", "cells", "related"})
"""What the record holds beyond the public form: where things stand in the source, and how cells are merged."""


@cache
def _adapter() -> TypeAdapter[Standard]:
    return TypeAdapter(Standard)


def canonical(standard: Standard) -> Json:
    """The standard in its public form, without places in the source."""
    form: Json = _drop(record(standard))
    return form


def record(standard: Standard) -> Json:
    """The whole standard; `from_record` gives it back."""
    form: Json = _adapter().dump_python(standard, mode="json")
    return form


def from_record(data: Mapping[str, Any]) -> Standard:
    """The standard that `record` wrote down.

    :raises pydantic.ValidationError: when a part is missing or of another type.
    """
    return _adapter().validate_python(data)


def _drop(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _drop(inner) for name, inner in value.items() if name not in _INNER}
    return [_drop(inner) for inner in value] if isinstance(value, list) else value
