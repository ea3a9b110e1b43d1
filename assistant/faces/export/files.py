"""Tables as files to take along: CSV, an archive of several, a page to print; and what files are called."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from ...language.delimited import delimited as rows_delimited
from .table import Table, flat

_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 80
"""Characters of a file's name; some systems take no more than 255 bytes, and a Chinese character has three."""


class _Joined(Extension):
    """Takes a template's line breaks out: they are for those who write it, and between words HTML shows them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return "".join(line.strip() for line in source.splitlines())


def templates(folder: Path, **known: Any) -> Environment:
    """The templates of a folder, which escape whatever is put into them; `known` is there in each.

    :raises jinja2.UndefinedError: when a template is drawn without a value that it asks for.
    """
    loader = FileSystemLoader(folder)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, extensions=[_Joined])
    made.globals.update(known)
    return made


_PAPER = templates(Path(__file__).with_name("templates"))


def stem(*words: str) -> str:
    """A file's name without its ending that says what is in it, of nothing that a file system refuses."""
    return _UNSAFE.sub("-", " ".join(filter(None, words))).strip("-.")[:_LONGEST].rstrip("-.")


def writable(text: str) -> str:
    """A text without the characters that no XML can hold, and so no Excel and no Word file."""
    return _NO_XML.sub("", text)


def delimited(table: Table) -> bytes:
    """The table as CSV."""
    heads = [column.title for column in table.columns]
    return rows_delimited([heads, *(list(map(flat, row)) for row in table.rows)]).encode()


def archive(tables: Sequence[Table]) -> bytes:
    """A zip of the tables, a CSV file each, in their order and named by their titles."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        for number, table in enumerate(tables, 1):
            packed.writestr(f"{number}-{stem(table.title)}.csv", delimited(table))
    return written.getvalue()


def printed(tables: Sequence[Table], **around: object) -> bytes:
    """A page of its own to print or keep, with each table under its title.

    :param around: what else the template asks for: `title`, `lead`, `language` (for browsers), the lines to
        `sign` on, and `under`, which gives what stands under an item's wording.
    """
    return _PAPER.get_template("print.html").render(tables=tables, **around).encode()
