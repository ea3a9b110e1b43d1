"""Entries of data files that people write, one JSON object a line; all that is wrong is told with its place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import UsageError
from .catalogue.area import ERRORS, FAULTS, told
from .tag import Language

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
            faults.append(error)
    if faults:
        raise all_of(faults)


def all_of(faults: Sequence[UsageError]) -> UsageError:
    """The faults of one file as one error, a line each."""
    return UsageError("language.faults", faults=lambda language: "\n".join(told(one, language) for one in faults))


def decoded(name: str, content: bytes) -> str:
    """The text of a file; :raises UsageError: when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("language.not_utf8", name=name, byte=error.start) from error


def parse(text: str, place: str, model: type[Entry]) -> Entry:
    """One entry; :raises UsageError: naming the place where it stands and the field."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise fault(error, place) from error


def fault(error: ValidationError, place: str) -> UsageError:
    """Every fault of an entry, a line each, as an error that names place and field."""
    found = error.errors(include_url=False)
    return UsageError(
        "language.faults", faults=lambda language: "\n".join(_said(one, place, language) for one in found)
    )


def field(error: ValidationError, whole: str) -> str:
    """The path of the first field at fault; `whole` where it is none in particular."""
    return _path(error.errors(include_url=False)[0]) or whole


def _said(one: ErrorDetails, place: str, language: Language) -> str:
    where = _path(one) or ("JSON" if one["type"] == "json_invalid" else "entry")
    kind = f"entry.{one['type']}" if f"entry.{one['type']}" in FAULTS.texts("en") else "entry.other"
    blanks = {"message": one["msg"], **one.get("ctx", {})}
    said = FAULTS.say(kind, language, **blanks)
    return ERRORS.say("language.fault", language, place=place, field=where, fault=said)


def _path(one: ErrorDetails) -> str:
    return ".".join(map(str, one["loc"]))
