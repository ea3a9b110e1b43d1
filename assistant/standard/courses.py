"""What an operator teaches: courses by the codes of a standard, in a file `CODE.courses.csv` beside its document.

    code,course
    K30,標竿管理入門（4 小時）
    S27,溝通工作坊

A code may stand on several lines; further columns are left alone.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from ..errors import Malformed, Unreadable
from .code import visible
from .relations import Relations

_LONGEST = 200


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
        raise Unreadable(f"{file.name} 不是 UTF-8 的 CSV，請以 UTF-8 另存。 It is not CSV in UTF-8.") from error
    if not {"code", "course"} <= set(lines.fieldnames or ()):
        raise Malformed(f"{file.name} 的第一行要有 code 與 course。 Its first line must name code and course.")
    found: dict[str, dict[str, None]] = {}
    for number, row in enumerate(rows, 2):
        code, course = (row["code"] or "").strip(), visible(row["course"] or "").strip()[:_LONGEST]
        if not relations.find(code):
            raise Malformed(f"{file.name}:{number}：{code[:40]}？ The standard has no such code.")
        if course:
            found.setdefault(relations.get(code).code, {})[course] = None
    return {code: tuple(named) for code, named in found.items()}
