"""The words with which readers are told what a chat model did, from `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ...language.tag import Language


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word(entry: str, language: Language, count: int | None = None, **values: object) -> str:
    """The entry `section.name` in one language, filled; `count` chooses between the forms `one` and `many`.

    :raises KeyError: when there is no such entry: a defect, found by a test.
    """
    section, name = entry.split(".")
    template = _entries()[section][name][language]
    if isinstance(template, Mapping):
        template = template["one" if count == 1 else "many"]
    return str(template).format(count=count, **values)
