"""The companion of a standard: the project's English glosses, kept beside the source and never cited as it.

A file `CODE.companion.toml` in the corpus holds the English name of the standard and a gloss per code; a
code printed at two places is told apart as `CODE@ACTIVITY`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import Malformed, Unreadable
from .relations import Item, Relations

SUFFIX = ".companion.toml"
NAME = ""
"""The key under which the English name of the standard is kept among the glosses."""


class _Standard(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    name: str


class Companion(BaseModel):
    """A companion file as written."""

    model_config = ConfigDict(extra="forbid")

    standard: _Standard
    gloss: dict[str, str]


def read(source: Path) -> dict[str, str]:
    """The glosses beside a source document; empty where it has no companion.

    :raises Unreadable: when the file is not TOML in UTF-8.
    :raises Malformed: when a field is missing or unknown.
    """
    file = source.with_name(source.stem + SUFFIX)
    if not file.is_file():
        return {}
    try:
        companion = Companion.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"{file.name} 不是 UTF-8 的 TOML：{error}。") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise Malformed(f"{file.name} 的 {'.'.join(map(str, first['loc']))}：{first['msg']}。") from error
    return {NAME: companion.standard.name, **companion.gloss}


def unknown(glosses: Mapping[str, str], relations: Relations) -> list[str]:
    """Keys of a companion that no item of the standard answers to."""
    known = {k for i in relations.items for k in (i.code, *(f"{i.code}@{p}" for p in i.parents))}
    return [k for k in glosses if k != NAME and k not in known]


def gloss(glosses: Mapping[str, str], item: Item) -> str:
    """The gloss of an item where it stands; empty where there is none."""
    placed = next((glosses[k] for p in item.parents if (k := f"{item.code}@{p}") in glosses), "")
    return placed or glosses.get(item.code, "")
