"""The JSON form of the query language."""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..errors import UsageError
from .form import Question
from .node import Node, nodes

MOST_NODES = 60
"""Nodes that a form may have; no question of a person comes near it."""
VERSION = 2
"""Of the JSON schema of the language; changes whenever the schema does."""


@cache
def _adapter() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


def schema() -> dict[str, Any]:
    """The JSON schema of the language."""
    return _adapter().json_schema()


def dumps(form: Question) -> str:
    """The JSON form, without what has its default value."""
    return json.dumps(data(form), ensure_ascii=False)


def data(form: object) -> Any:
    """The JSON form as a value."""
    if isinstance(form, tuple):
        return [data(part) for part in form]
    if not isinstance(form, Node):
        return form
    told = {name: value for name, value in form.fields().items() if value is not None and value is not False}
    return {"op": form.op} | {name: data(value) for name, value in told.items() if value != ()}


def loads(text: str | bytes) -> Question:
    """Read a form from JSON.

    :raises UsageError: when it is no form of the language, or is larger than any question.
    """
    try:
        form = _adapter().validate_json(text)
    except ValidationError as error:
        raise UsageError("question.no_form", fault=error.errors()[0]["msg"]) from error
    except RecursionError as error:
        raise UsageError("question.deep_form") from error
    if unknown := _unknown(json.loads(text), form):
        raise UsageError("question.no_such_part", name=unknown)
    if oversized(form):
        raise UsageError("question.large_form", limit=MOST_NODES)
    return form


def oversized(form: object) -> bool:
    """Whether a form has more nodes than any question of a person comes to."""
    return len(nodes(form)) > MOST_NODES


def _unknown(raw: object, form: object) -> str:
    """The name of a part that the language does not have where it stands; empty where there is none."""
    if isinstance(raw, dict) and isinstance(form, Node):
        known = {"op": form.op} | form.fields()
        inner = (_unknown(value, known[name]) for name, value in raw.items() if name in known)
        return next((name for name in raw if name not in known), "") or next(filter(None, inner), "")
    if isinstance(raw, list) and isinstance(form, tuple):
        return next(filter(None, (_unknown(r, f) for r, f in zip(raw, form, strict=False))), "")
    return ""
