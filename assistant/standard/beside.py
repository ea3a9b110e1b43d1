"""Files that people keep beside a document: TOML of a known form."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import Malformed, Unreadable

_Form = TypeVar("_Form", bound=BaseModel)


def read(file: Path, form: type[_Form]) -> _Form | None:
    """What a file says; None where there is none.

    :raises Unreadable: when it is not TOML in UTF-8.
    :raises Malformed: when a field is missing or unknown.
    """
    if not file.is_file():
        return None
    try:
        return form.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"{file.name} 不是 UTF-8 的 TOML：{error}。") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise Malformed(f"{file.name} 的 {'.'.join(map(str, first['loc']))}：{first['msg']}。") from error
