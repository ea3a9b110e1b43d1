"""Words that say nothing of their own and may join what the evidence says, from `glue.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ..language.folding import fold
from .phrase import stem

FILE = Path(__file__).with_name("glue.toml")


class _File(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid")

    zh: tuple[str, ...]
    single: str
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glue:
    """Chinese pairs of characters and single characters, folded; English words, with and without their endings."""

    pairs: frozenset[str]
    single: frozenset[str]
    words: frozenset[str]


@cache
def glue() -> Glue:
    """The words of the file, read once."""
    file = _File.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    return Glue(
        pairs=frozenset(pair for phrase in file.zh for pair in pairs(fold(phrase))),
        single=frozenset(fold(file.single)),
        words=frozenset(form for word in file.en for form in (word, stem(word))),
    )


def pairs(run: str) -> Iterator[str]:
    """The pairs of neighbouring characters of a text."""
    return (run[i : i + 2] for i in range(len(run) - 1))
