"""Items as standards of many occupations print them, made up, with what people say when they need one: training data.

`phrasings/occupations.jsonl` has an item a line. No wording of a real standard is among them: the model learns from
them how the language of standards and that of people at work belong together, and carries over to one it never saw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.standard.companion import Words

from .phrasings import FOLDER

FILE = FOLDER / "occupations.jsonl"


class Item(BaseModel):
    """One item: the field of work it belongs to, its formal wording, an English gloss, and what people say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: Words
    item: Words
    en: Words
    zh: tuple[Words, ...]
    say: tuple[Words, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every way it is said: wording, gloss, everyday words."""
        return (self.item, self.en, *self.zh, *self.say)


def items(file: Path = FILE) -> Iterator[Item]:
    """The items, field by field.

    :raises ValidationError: when a line has a field too many or too few.
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        yield Item.model_validate_json(line)


def fields(file: Path = FILE) -> Mapping[str, tuple[Item, ...]]:
    """The items by field of work: those of one field are told from one another, as within one standard."""
    return {name: tuple(some) for name, some in groupby(items(file), key=lambda i: i.field)}
