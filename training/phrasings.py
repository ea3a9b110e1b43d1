"""How people say items in everyday words: written for training, never searched and never cited.

`phrasings/CODE.toml` holds them for a standard by code and language; a code printed at two places is told apart as
`CODE@ACTIVITY`. `phrasings/occupations.jsonl` has made-up items as standards of many occupations print them, one a
line: from them the model learns how the language of standards and that of people at work belong together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from assistant.index.chunk import Chunk
from assistant.standard.companion import Words

FOLDER = Path(__file__).parent / "phrasings"


class Phrasings(BaseModel, frozen=True, extra="forbid"):
    """How people say one item in their own words."""

    zh: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()


class Item(BaseModel, frozen=True, extra="forbid"):
    """One made-up item: the field of work it belongs to, its wording, an English gloss, and what people say."""

    field: Words
    item: Words
    en: Words
    zh: tuple[Words, ...]
    say: tuple[Words, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every way it is said: wording, gloss, everyday words."""
        return (self.item, self.en, *self.zh, *self.say)


def read(code: str) -> Mapping[str, Phrasings]:
    """The phrasings of a standard by code; none where there is no file of them.

    :raises ValidationError: when a field is missing or unknown.
    """
    file = FOLDER / f"{code}.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))["phrasing"] if file.is_file() else {}
    return TypeAdapter(dict[str, Phrasings]).validate_python(found)


def phrased(phrasings: Mapping[str, Phrasings], chunk: Chunk) -> tuple[str, ...]:
    """The phrasings of an item where it stands, Chinese ones first."""
    found = phrasings.get(f"{chunk.code}@{chunk.activity}") or phrasings.get(chunk.code) or Phrasings()
    return (*found.zh, *found.en)


def items() -> Iterator[Item]:
    """The made-up items, field by field.

    :raises ValidationError: when a line has a field too many or too few.
    """
    for line in (FOLDER / "occupations.jsonl").read_text(encoding="utf-8").splitlines():
        yield Item.model_validate_json(line)


def fields() -> Mapping[str, tuple[Item, ...]]:
    """The items by field of work: those of one field are told from one another, as within one standard."""
    return {name: tuple(some) for name, some in groupby(items(), key=lambda i: i.field)}
