"""A checklist in a file: saved as JSON or filled in as Excel, and read back whole or not at all.

What a browser kept of one meanwhile comes back as far as it can be read.
"""

import codecs
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from pydantic import ValidationError

from ...errors import UsageError
from ...standard.relations import UPPER, Relations
from .checklist import ABOUT, BY_CODE, HEAVIEST, HIGHEST, LONGEST, LOWEST, POINTS, RATED, Checklist

LARGEST = 1_000_000
"""Characters or bytes of a file that are read; a full checklist has some tens of thousands."""
_UNPACKED = 8_000_000
"""Bytes of an Excel file once unpacked."""
_ROWS = 5_000
"""Rows of an Excel file; no standard has as many items."""
_FACTS = ("standard", *ABOUT, "chosen")
"""What a cover says of a checklist, by the end of the names of its cells; rows have those of `BY_CODE`."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unusable(UsageError):
    """A file that is no checklist of the standard."""


def mark(name: str) -> str:
    """The name that cells of an Excel file have for what they say of a checklist."""
    return f"checklist_{name}"


def save(checklist: Checklist) -> str:
    """The file's text."""
    return checklist.model_dump_json(indent=2)


def load(content: bytes, relations: Relations) -> Checklist:
    """Read a file back: JSON in UTF-8 or UTF-16, or an Excel file of ratings.

    :raises Unusable: when it is no checklist, one of another standard or encoding, or names what there is not.
    """
    if is_zipfile(BytesIO(content)):
        read = _own(Checklist.model_validate, _said(_cells(content)), relations)
    else:
        read = _read(_text(content), relations)
    kinds = {item.code: item.kind for item in relations.items}
    strange = [c for c in read.chosen if kinds.get(c) not in UPPER]
    strange += [c for name in BY_CODE.values() for c in getattr(read, name) if kinds.get(c) not in RATED]
    if strange:
        raise Unusable("manage.checklist_code", code=strange[0][:40], own=read.standard)
    if any(point not in POINTS for point in (*read.ratings.values(), *read.targets.values())):
        raise Unusable("manage.checklist_rating", lowest=LOWEST, highest=HIGHEST)
    if any(not 0 <= weight <= HEAVIEST for weight in read.weights.values()):
        raise Unusable("manage.checklist_weight", highest=HEAVIEST)
    if any(len(words) > LONGEST for words in read.remarks.values()):
        raise Unusable("manage.checklist_remark", longest=LONGEST)
    return read


def recovered(text: str, relations: Relations) -> Checklist:
    """What can be read of a checklist that was kept; empty where the text is none of this standard.

    What the standard does not have, or no longer has, is left out.
    """
    try:
        read = _read(text, relations)
    except Unusable:
        return Checklist(standard=relations.standard.code)
    kinds = {item.code: item.kind for item in relations.items}
    allowed = {"ratings": POINTS, "targets": POINTS, "weights": range(HEAVIEST + 1)}
    left: dict[str, Any] = {"chosen": tuple(dict.fromkeys(c for c in read.chosen if kinds.get(c) in UPPER))}
    for name in BY_CODE.values():
        own = {c: said for c, said in getattr(read, name).items() if kinds.get(c) in RATED}
        left[name] = {c: said for c, said in own.items() if name not in allowed or said in allowed[name]}
    return read.model_copy(update=left)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable("manage.checklist_encoding") from error


def _read(text: str, relations: Relations) -> Checklist:
    if len(text) > LARGEST:
        raise Unusable("manage.checklist_large")
    return _own(Checklist.model_validate_json, text, relations)


def _own(validate: Callable[[Any], Checklist], said: Any, relations: Relations) -> Checklist:
    try:
        read = validate(said)
    except ValidationError as error:
        raise Unusable("manage.checklist_form", field=".".join(map(str, error.errors()[0]["loc"])) or "JSON") from error
    if read.standard != relations.standard.code:
        raise Unusable("manage.checklist_standard", other=read.standard[:40], own=relations.standard.code)
    return read


def _said(cells: dict[str, list[Any]]) -> dict[str, Any]:
    """What the named cells of an Excel file say, by the fields of a checklist; blank cells say nothing."""
    said: dict[str, Any] = {name: _plain(cells[name][0]) for name in _FACTS}
    day = said["date"].replace("/", "-").split("-")
    if len(day) == 3:  # however it was typed
        said["date"] = f"{day[0]}-{day[1]:0>2}-{day[2]:0>2}"
    said["chosen"] = tuple(said["chosen"].replace("、", " ").replace(",", " ").split())
    codes = [_plain(cell) for cell in cells["code"]]
    for name, field in BY_CODE.items():
        read = _plain if name == "remark" else _number
        given = zip(codes, cells[name], strict=False)
        said[field] = {code: read(cell) for code, cell in given if _plain(cell)}
    return said


def _number(cell: Any) -> Any:
    """A cell as a whole number, as people type it; otherwise as it is, and so refused."""
    try:
        return int(_plain(cell)) if isinstance(cell, str) else cell
    except ValueError:
        return cell


def _plain(cell: Any) -> str:
    if hasattr(cell, "strftime"):  # a day that a spreadsheet made of what was typed
        return str(cell.strftime("%Y-%m-%d"))
    return "" if cell is None else str(cell).strip()


def _cells(content: bytes) -> dict[str, list[Any]]:
    """The values of the named cells of an Excel file, by the ends of their names."""
    from openpyxl import load_workbook

    try:
        with ZipFile(BytesIO(content)) as packed:
            if len(content) > LARGEST or sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise Unusable("manage.checklist_large")
        book = load_workbook(BytesIO(content), data_only=True)
        return {name: list(_values(book, mark(name))) for name in (*_FACTS, "code", *BY_CODE)}
    except Unusable:
        raise
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        raise Unusable("manage.checklist_form", field="Excel") from error


def _values(book: Any, name: str) -> Iterator[Any]:
    from openpyxl.utils import range_boundaries

    for title, reach in book.defined_names[name].destinations:
        left, top, right, bottom = range_boundaries(reach)
        if top is None or bottom is None or bottom - top > _ROWS or left != right:
            raise Unusable("manage.checklist_large")
        for row in book[title].iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=left, values_only=True):
            yield row[0]
