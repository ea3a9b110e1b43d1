"""Entries of data files that people write, one JSON object a line; what is wrong with one is said with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import UsageError

Entry = TypeVar("Entry", bound=BaseModel)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """What can be wrong, by kind of fault, in Chinese and in English."""
    return tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))


def entries(name: str, content: bytes, model: type[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry of a file with its place, which is file and line.

    :param name: what the file is called, for the message.
    :raises UsageError: when the content is not UTF-8, or naming line and field of the first bad entry.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} 不是 UTF-8 文字檔（位元組 {error.start}），請另存為 UTF-8。"
            f" {name} is not UTF-8 text (byte {error.start}); save it as UTF-8."
        ) from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{name}:{number}"
            yield place, parse(line, place, model)


def parse(text: str, place: str, model: type[Entry]) -> Entry:
    """One entry.

    :param place: where it stands, for the message.
    :raises UsageError: naming the place and the field.
    """
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise fault(error, place) from error


def fault(error: ValidationError, place: str) -> UsageError:
    """The first fault of an entry as an error that names place and field."""
    first = error.errors(include_url=False)[0]
    kind = first["type"]
    where = field(error, "JSON" if kind == "json_invalid" else "entry")
    words = catalogue().get(kind) or catalogue()["other"]
    blanks = {"message": first["msg"], **first.get("ctx", {})}
    chinese, english = (words[language].format(**blanks) for language in ("zh-TW", "en"))
    return UsageError(f"{place}，{where}：{chinese}。 {place}, {where}: {english}.")


def field(error: ValidationError, whole: str) -> str:
    """The path of the first field at fault; `whole` where it is none in particular."""
    return ".".join(map(str, error.errors(include_url=False)[0]["loc"])) or whole
