"""The names that a form may hold: matters that no table gives, fields, acts, codes. A form with others is none."""

from functools import cache

from ..errors import UsageError
from ..standard.code import key
from .form import Coded, Field, NotHeld, Question, Talk, Unknown
from .node import nodes
from .notation import MOST_NODES, oversized
from .words import tables

_MADE = ("more", "policy", "occupation")
"""Acts that no word stands for alone."""


@cache
def names() -> dict[str, tuple[str, ...]]:
    """What the language has names for, by `aspect`, `names` and `act`."""
    return {
        "aspect": tuple(tables()["notheld"]),
        "names": tuple(tables()["field"]),
        "act": tuple(dict.fromkeys((*tables()["talk"], *_MADE))),
    }


def closed(form: Question) -> Question:
    """The form itself, when every name in it is one of the language and it is no larger than any question.

    :raises UsageError: naming the first name that is not.
    """
    if oversized(form):
        raise UsageError("question.large_form", limit=MOST_NODES)
    for node in nodes(form):
        match node:
            case NotHeld(aspect):
                _known("aspect", aspect)
            case Field(fields):
                for field in fields:
                    _known("names", field)
            case Talk(act):
                _known("act", act)
            case Coded(codes) | Unknown(codes):
                for code in codes:
                    _code(code)
    return form


def _known(sort: str, name: str) -> None:
    if name not in names()[sort]:
        raise UsageError("question.no_such_name", sort=sort, name=name, known=", ".join(names()[sort]))


def _code(code: str) -> None:
    try:
        key(code)
    except ValueError as error:
        raise UsageError("question.no_code", code=code) from error
