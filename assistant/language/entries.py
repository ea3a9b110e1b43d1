"""Entries of data files that people write, one JSON object a line; all that is wrong is told with its place."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import UsageError
from .catalogue.area import FAULTS

Entry = TypeVar("Entry", bound=BaseModel)


def entries(name: str, content: bytes, model: type[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry of a file with its place, which is file and line.

    :param name: what the file is called, for the message.
    :raises UsageError: when the content is not UTF-8; at the end, naming line and field of everything that is bad.
    """
    lines = enumerate(decoded(name, content).split("\n"), 1)
    return placed(((f"{name}:{number}", line) for number, line in lines if line.strip()), model)


def placed(texts: Iterable[tuple[str, str]], model: type[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry of texts that have a place.

    :raises UsageError: at the end, naming place and field of everything that is bad.
    """
    faults = []
    for place, text in texts:
        try:
            yield place, parse(text, place, model)
        except UsageError as error:
            faults.append(str(error))
    if faults:
        raise UsageError("\n".join(faults))


def decoded(name: str, content: bytes) -> str:
    """The text of a file; :raises UsageError: when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} 不是 UTF-8 文字檔（位元組 {error.start}），請另存為 UTF-8。"
            f" {name} is not UTF-8 text (byte {error.start}); save it as UTF-8."
        ) from error


def parse(text: str, place: str, model: type[Entry]) -> Entry:
    """One entry; :raises UsageError: naming the place where it stands and the field."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise fault(error, place) from error


def fault(error: ValidationError, place: str) -> UsageError:
    """Every fault of an entry, a line each, as an error that names place and field."""
    return UsageError("\n".join(_told(one, place) for one in error.errors(include_url=False)))


def field(error: ValidationError, whole: str) -> str:
    """The path of the first field at fault; `whole` where it is none in particular."""
    return _path(error.errors(include_url=False)[0]) or whole


def _told(one: ErrorDetails, place: str) -> str:
    where = _path(one) or ("JSON" if one["type"] == "json_invalid" else "entry")
    kind = f"entry.{one['type']}" if f"entry.{one['type']}" in FAULTS.texts("en") else "entry.other"
    blanks = {"message": one["msg"], **one.get("ctx", {})}
    return (
        f"{place}，{where}：{FAULTS.say(kind, 'zh-TW', **blanks)}。 "
        f"{place}, {where}: {FAULTS.say(kind, 'en', **blanks)}."
    )


def _path(one: ErrorDetails) -> str:
    return ".".join(map(str, one["loc"]))
