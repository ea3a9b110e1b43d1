"""Entries of a file that people write: lines of JSON, or the rows of a CSV or Excel file as the JSON they stand for.

Columns are called as the fields. A list is separated by blanks or semicolons, phrases by semicolons alone; what is more
than a list is JSON in its cell. An empty cell is a field that is not given.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from ..errors import UsageError
from ..language import entries as lines_of_json
from ..language.delimited import formula
from ..language.entries import Entry, decoded

ENDINGS = (".csv", ".xlsx")
_LARGEST = 50_000_000  # bytes of an Excel file once unpacked
_WORDS = ("gold_codes", "acceptable_codes", "tags")
_PHRASES = ("must_include",)
_JSON = ("history", "form")


def entries(name: str, content: bytes, model: type[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry with its place; the name of the file tells whether it is a spreadsheet.

    :raises UsageError: naming place and field of everything that is bad.
    """
    if PurePath(name).suffix.lower() in ENDINGS:
        return lines_of_json.placed(lines(name, content), model)
    return lines_of_json.entries(name, content, model)


def lines(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Each row of a spreadsheet as a line of JSON, with its place: file and row. Rows without a value are left out.

    :raises UsageError: when it is none, or a column has no name.
    """
    rows = _excel(name, content) if name.lower().endswith(".xlsx") else csv.reader(StringIO(decoded(name, content)))
    heads: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        if not any(cells):
            continue
        if not heads:
            heads = cells
            continue
        if any(cells[len(heads) :]) or any(cell and not head for head, cell in zip(heads, cells, strict=False)):
            raise UsageError("evaluation.no_heading", file=name, row=number)
        given = {head: _value(head, cell) for head, cell in zip(heads, cells, strict=False) if cell}
        yield f"{name}:{number}", json.dumps(given, ensure_ascii=False)


def _value(field: str, cell: str) -> Any:
    """A cell as its field has it; one that should be JSON and is not stays text, which its field then refuses."""
    if field in _JSON:
        with suppress(ValueError):
            return json.loads(cell)
    plain = cell.replace("；", ";")
    if field in _WORDS:
        return plain.replace(";", " ").split()
    return [part.strip() for part in plain.split(";") if part.strip()] if field in _PHRASES else cell


def _excel(name: str, content: bytes) -> Iterable[Sequence[Any]]:
    from openpyxl import load_workbook  # slow to import, and most sets are JSON

    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise ValueError("too large")
        return list(load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0].values)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        raise UsageError("evaluation.unreadable_sheet", file=name) from error


def _text(cell: Any) -> str:
    """A cell as it was typed: days without a time, whole numbers without a point, the apostrophe of a formula off."""
    if hasattr(cell, "strftime"):
        return str(cell.strftime("%Y-%m-%d"))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text.startswith("'") and formula(text[1:]) else text
