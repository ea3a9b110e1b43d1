"""Simplified Chinese out of Traditional, with the phrases of the mainland; `simplified.toml` says where that errs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import opencc
from pydantic import BaseModel, ConfigDict


class Corrections(BaseModel):
    """What replaces words of a derived text, in this order, for `all` areas and then for one; entries written out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, str]


@cache
def corrections() -> Corrections:
    """Those that are shipped, read once."""
    file = Path(__file__).with_name("simplified.toml")
    return Corrections.model_validate(tomllib.loads(file.read_text("utf-8")))


def simplified(area: str, entry: str, text: str) -> str:
    """The Simplified text of an entry whose Traditional text is given, with its blanks."""
    known = corrections()
    if written := known.entries.get(f"{area}.{entry}"):
        return written
    derived = str(_converter().convert(text))
    for terms in (known.terms["all"], known.terms.get(area, {})):
        for wrong, right in terms.items():
            derived = derived.replace(wrong, right)
    return derived


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2sp")
