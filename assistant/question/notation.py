"""The JSON form of the query language, and the nodes of a form."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..errors import UsageError
from .inquiry import Question
from .value import Remembered

MOST_NODES = 60
"""Nodes that a form may have; no question of a person comes near it."""
VERSION = 2
"""Of the JSON schema of the language; changes whenever the schema does."""


def nodes(form: object) -> tuple[object, ...]:
    """Every node of a form, itself first."""
    if isinstance(form, tuple):
        return tuple(node for part in form for node in nodes(part))
    return form.nodes(nodes) if isinstance(form, Remembered) else ()


@cache
def _adapter() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


def schema() -> dict[str, Any]:
    """The JSON schema of the language."""
    return _adapter().json_schema()


def dumps(form: Question) -> str:
    """The JSON form, without what has its default value."""
    return json.dumps(_plain(form), ensure_ascii=False)


def data(form: Question) -> Any:
    """The JSON form as a value."""
    return _plain(form)


def loads(text: str | bytes) -> Question:
    """Read a form from JSON.

    :raises UsageError: when it is no form of the language, or is larger than any question.
    """
    try:
        form = _adapter().validate_json(text)
    except (ValidationError, RecursionError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "too deep"
        raise UsageError(f"這不是查詢語言的式子：{told}。 This is no form of the query language: {told}.") from error
    if unknown := _unknown(json.loads(text), form):
        raise UsageError(f"式子裡沒有「{unknown}」這個部分。 A form has no part named “{unknown}” there.")
    if oversized(form):
        raise UsageError(f"式子超過 {MOST_NODES} 個節點。 The form has more than {MOST_NODES} nodes.")
    return form


def oversized(form: object) -> bool:
    """Whether a form has more nodes than any question of a person comes to."""
    return sum(1 for _ in nodes(form)) > MOST_NODES


def _unknown(raw: object, form: object) -> str:
    """The name of a part that the language does not have where it stands; empty where there is none."""
    if isinstance(raw, dict) and is_dataclass(form):
        known = {f.name for f in fields(form)}
        inner = (_unknown(v, getattr(form, n)) for n, v in raw.items() if n in known)
        return next((n for n in raw if n not in known), "") or next(filter(None, inner), "")
    if isinstance(raw, list) and isinstance(form, tuple):
        return next(filter(None, (_unknown(r, f) for r, f in zip(raw, form, strict=False))), "")
    return ""


def _plain(value: object) -> Any:
    if is_dataclass(value):
        entries = {f.name: getattr(value, f.name) for f in fields(value)}
        kept = {n: v for n, v in entries.items() if n != "op" and (v is None or v == () or v is False) is False}
        return {"op": entries["op"]} | {n: _plain(v) for n, v in kept.items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
