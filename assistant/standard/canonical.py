"""A standard as JSON: the canonical form that is published, and the full record beside it."""

from typing import Any

from pydantic import TypeAdapter

from .model import Standard

_INNER = frozenset({"spans", "places", "cells", "related", "form", "values"})
"""What the record holds beyond the public form: where things stand, how cells are merged, what errata are made of."""


def record(standard: Standard) -> dict[str, Any]:
    """The whole standard."""
    form: dict[str, Any] = TypeAdapter(Standard).dump_python(standard, mode="json")
    return form


def canonical(standard: Standard) -> dict[str, Any]:
    """The standard in its public form, without places in the source."""
    form: dict[str, Any] = _drop(record(standard))
    return form


def _drop(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _drop(inner) for name, inner in value.items() if name not in _INNER}
    return [_drop(inner) for inner in value] if isinstance(value, list) else value
