"""Matters that no occupational standard holds, as people ask about them, from `language/beyond.toml`.

They are embedded beside the items. A question nearer to one of them than to what the standard says is declined.
"""

import tomllib
from functools import cache

from pydantic import BaseModel, TypeAdapter

from ..index.chunk import Chunk
from ..language.lexicon import FOLDER

FILE = FOLDER / "beyond.toml"
KIND = "beyond"
"""The kind of their chunks; they belong to no standard and have no code."""


class _Matter(BaseModel, extra="forbid", frozen=True):
    zh: tuple[str, ...]
    en: tuple[str, ...]
    occupations: bool = False
    """Whether it is what other occupations do; a standard for one of these holds it after all."""


@cache
def matters() -> dict[str, _Matter]:
    """Everyday questions by matter and language."""
    return TypeAdapter(dict[str, _Matter]).validate_python(tomllib.loads(FILE.read_text("utf-8")))


def occupations() -> frozenset[str]:
    """The names of matters that are what other occupations do."""
    return frozenset(name for name, matter in matters().items() if matter.occupations)


def chunks() -> tuple[Chunk, ...]:
    """One chunk a question; its context is the name of the matter."""
    return tuple(
        Chunk(id=f"beyond:{name}.{number}", standard="", kind=KIND, code="", text=text, context=name)
        for name, matter in matters().items()
        for number, text in enumerate((*matter.zh, *matter.en), 1)
    )
