"""Entries of the ledger of what is odd in a source, and the characters and words that it looks for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.language.catalogue.area import LEDGER
from assistant.language.ledger import said
from assistant.standard.model import Erratum


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    particles: str
    first_marks: str
    sentence_ends: str
    brackets: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]


WORDS = _Words.model_validate(tomllib.loads(Path(__file__).with_name("errata.toml").read_text("utf-8")))
KINDS = tuple(dict.fromkeys(kind for entry in LEDGER.texts("zh-TW") if (kind := entry.partition(".")[0]) != "kind"))
"""Every word that `Erratum.kind` may be."""


def entry(
    kind: str,
    form: str = "said",
    /,
    *,
    code: str = "",
    related: Sequence[str] = (),
    **values: int | str | tuple[str, ...],
) -> Erratum:
    """An erratum of a kind at a code (or at none), in the form of words that fits."""
    made = Erratum(code=code or None, kind=kind, message="", related=tuple(related), form=form, values=values)
    return replace(made, message=said(made, "zh-TW"))
