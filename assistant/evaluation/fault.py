"""What is wrong with an entry of a data file, as a sentence that names its place."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from ..errors import UsageError


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The sentences by kind of fault, in Chinese and in English."""
    return tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))


def told(error: ValidationError, place: str) -> UsageError:
    """The first fault of an entry as an error that names place and field.

    :param place: the file, with the line where there are lines.
    """
    first = error.errors(include_url=False)[0]
    kind = first["type"]
    field = ".".join(map(str, first["loc"])) or ("JSON" if kind == "json_invalid" else "entry")
    entry = catalogue().get(kind) or catalogue()["other"]
    blanks = {"message": first["msg"], **first.get("ctx", {})}
    chinese, english = (entry[language].format(**blanks) for language in ("zh-TW", "en"))
    return UsageError(f"{place}，{field}：{chinese}。 {place}, {field}: {english}.")
