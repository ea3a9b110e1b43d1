"""The companion of a standard: the project's own words for its items, kept beside the source, never cited as it.

`CODE.companion.toml` holds the English name of the standard, a gloss per code and one for fields of the header. A code
printed at two places is told apart as `CODE@ACTIVITY`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel

from . import beside
from .code import visible
from .relations import Item, Relations

NAME = ""
"""The key under which the English name of the standard is kept among the glosses."""
Heading = Literal["description", "prerequisites", "notes", "categories", "occupations", "industries"]
"""A field of the header whose text may have a gloss, which is kept under its name."""
Words = Annotated[str, AfterValidator(visible)]
"""Words of the project: nothing in them that cannot be seen, as in the source, or a direction could be turned round."""


class Companion(BaseModel, frozen=True):
    """Everything a companion says: glosses by code and by field; empty for a standard without one."""

    glosses: dict[str, Words] = {}


class _Standard(BaseModel, extra="forbid"):
    code: str
    name: str


class _File(BaseModel, extra="forbid"):
    standard: _Standard
    gloss: dict[str, str]
    header: dict[Heading, str] = {}


def file(source: Path) -> Path:
    """Where the companion of a source document lies, if it has one."""
    return source.with_name(f"{source.stem}.companion.toml")


def read(source: Path) -> Companion:
    """The companion beside a source document; empty where it has none.

    :raises Unreadable: when a file is not TOML in UTF-8.
    :raises Malformed: when a field is missing or unknown.
    """
    found = beside.read(file(source), _File)
    return Companion(glosses={NAME: found.standard.name, **found.gloss, **found.header} if found else {})


def unknown(companion: Companion, relations: Relations) -> list[str]:
    """Keys of a companion that no item and no printed field of the standard answers to."""
    known = {k for i in relations.items for k in (i.code, *(f"{i.code}@{p}" for p in i.parents))}
    known |= {NAME, *(field for field in get_args(Heading) if getattr(relations.standard, field))}
    return [k for k in companion.glosses if k not in known]


def gloss(glosses: Mapping[str, str], item: Item) -> str:
    """The gloss of an item where it stands; empty where there is none."""
    placed = (glosses.get(f"{item.code}@{p}") for p in item.parents)
    return next((found for found in placed if found is not None), "") or glosses.get(item.code, "")
