"""Entries of the ledger of what is odd in a source. Its words stand in `errata.toml`, not here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.standard.model import Erratum, Kind


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    particles: str
    first_marks: str
    sentence_ends: str
    brackets: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]
    kinds: dict[Kind, str]


_TABLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("errata.toml").read_text("utf-8"))
WORDS = _Words.model_validate(_TABLES.pop("words"))
"""The characters and words that the ledger looks for, and what it calls the kinds."""
KINDS = tuple(_TABLES)
"""Every word that `Erratum.kind` may be; the language files hold a name for each."""


def entry(
    kind: str, form: str = "said", /, *, code: str = "", related: Sequence[str] = (), **fields: object
) -> Erratum:
    """An erratum of a kind at a code (or at none), in the form of words that fits."""
    return Erratum(code=code or None, kind=kind, message=said(kind, form, code=code, **fields), related=tuple(related))


def said(kind: str, form: str, /, **fields: object) -> str:
    """A form of words of a kind, filled in."""
    words: str = _TABLES[kind][form]
    return words.format(**fields)


def listed(parts: Iterable[str]) -> str:
    """Codes or other parts one after another."""
    return "、".join(parts)
