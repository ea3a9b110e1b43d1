"""Records: the embedded texts of an index, one for each form of a chunk, and the file that keeps them.

The vector store holds the same; reading every text out of it takes longer than opening it, so a generation keeps them
beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from ..errors import IndexDamaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One embedded text: a form of a chunk."""

    id: str
    standard: str
    kind: str
    code: str
    parents: tuple[str, ...]
    text: str
    context: str
    form: str


def write(records: Iterable[Record], file: Path) -> None:
    """Write records, one list of fields each."""
    file.write_text(json.dumps([astuple(r) for r in records], ensure_ascii=False), encoding="utf-8")


def read(file: Path) -> dict[str, Record]:
    """Read records by id.

    :raises IndexDamaged: when the file is missing or holds something else.
    """
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {
            row[0]: Record(
                id=row[0],
                standard=row[1],
                kind=row[2],
                code=row[3],
                parents=tuple(row[4]),
                text=row[5],
                context=row[6],
                form=row[7],
            )
            for row in rows
        }
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise IndexDamaged(
            f"索引裡的 {file.name} 無法讀取，請執行 python -m ingest 重建。 Run `python -m ingest` to rebuild it."
        ) from error
