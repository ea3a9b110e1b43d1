"""Templates of pages and paper: everything put into one is escaped, and what one asks for must be there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension


class _Joined(Extension):
    """Takes a template's line breaks out: they are for those who write it, and between words HTML shows them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return "".join(line.strip() for line in source.splitlines())


def templates(folder: Path, **known: Any) -> Environment:
    """The templates of a folder; `known` is there in each of them.

    :raises jinja2.UndefinedError: when a template is drawn without a value that it asks for.
    """
    made = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, extensions=[_Joined]
    )
    made.globals.update(known)
    return made
