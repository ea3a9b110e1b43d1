"""Files that people keep beside a document: TOML of a known form, and what an operator teaches.

Courses stand by the codes of a standard in `CODE.courses.csv`; a code may stand on several lines, and further columns
are left alone:

    code,course
    K30,標竿管理入門（4 小時）
    S27,溝通工作坊
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ..errors import Malformed, Unreadable
from .code import visible
from .relations import Relations

_Form = TypeVar("_Form", bound=BaseModel)
_LONGEST = 200


def read(file: Path, form: type[_Form]) -> _Form | None:
    """What a file of TOML says; None where there is none.

    :raises Unreadable: when it is not TOML in UTF-8.
    :raises Malformed: when a field is missing or unknown.
    """
    if not file.is_file():
        return None
    try:
        return form.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable("standard.not_toml", name=file.name, fault=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise Malformed("standard.bad_field", name=file.name, field=field, fault=first["msg"]) from error


def courses(relations: Relations, folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The courses for each code as printed; empty where there is no file.

    :raises Unreadable: when the file is not text in UTF-8.
    :raises Malformed: when a column is missing, or a line names what the standard does not have.
    """
    file = folder / f"{relations.standard.code}.courses.csv"
    if not file.is_file():
        return {}
    try:
        lines = csv.DictReader(file.read_text("utf-8-sig").splitlines())
        rows = list(lines)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable("standard.not_csv", name=file.name) from error
    if not {"code", "course"} <= set(lines.fieldnames or ()):
        raise Malformed("standard.no_columns", name=file.name)
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for number, row in enumerate(rows, 2):
        code, course = (row["code"] or "").strip(), visible(row["course"] or "").strip()[:_LONGEST]
        if not relations.find(code):
            raise Malformed("standard.no_such_code", name=file.name, line=number, code=code[:40])
        if course:
            found[relations.get(code).code][course] = None
    return {code: tuple(named) for code, named in found.items()}
