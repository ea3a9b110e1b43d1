"""How people say the items of a standard in everyday words: written for training, never searched and never cited.

`phrasings/CODE.toml` holds them by code and language; a code printed at two places is told apart as `CODE@ACTIVITY`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.index.chunk import Chunk
from assistant.standard.companion import Words

FOLDER = Path(__file__).parent / "phrasings"


class Phrasings(BaseModel):
    """How people say one item in their own words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()


def read(code: str) -> Mapping[str, Phrasings]:
    """The phrasings of a standard by code; none where there is no file of them.

    :raises ValidationError: when a field is missing or unknown.
    """
    file = FOLDER / f"{code}.toml"
    if not file.is_file():
        return {}
    found = tomllib.loads(file.read_text(encoding="utf-8"))["phrasing"]
    return TypeAdapter(dict[str, Phrasings]).validate_python(found)


def phrased(phrasings: Mapping[str, Phrasings], chunk: Chunk) -> tuple[str, ...]:
    """The phrasings of an item where it stands, Chinese ones first."""
    found = phrasings.get(f"{chunk.code}@{chunk.activity}") or phrasings.get(chunk.code) or Phrasings()
    return (*found.zh, *found.en)
