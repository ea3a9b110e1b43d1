"""A format is rows of cells with their places: from any file that gives these, the same standard is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_repagination import content

from assistant.errors import Unreadable
from assistant.settings import DOCUMENTS
from assistant.standard.canonical import record
from assistant.standard.model import Box
from ingest import source
from ingest.check import check
from ingest.parse import Parsed, parse
from ingest.rows import Source
from ingest.source import LIMIT, decode, read


def _json_rows(data: bytes, name: str) -> Source:
    """A format of its own: a list of pages, each a list of rows, each a list of cells."""
    rows: list[tuple[str, ...]] = []
    boxes: dict[tuple[int, int], Box] = {}
    for number, page in enumerate(json.loads(data), 1):
        for row in page:
            rows.append(tuple(row))
            boxes |= {(len(rows), cell): Box(number, 0.0, 0.0, 1.0, 1.0) for cell in range(len(row))}
        rows.append(("",))
    return Source(name=name, cells=tuple(rows), places=boxes)


def _pages(parsed: Parsed) -> bytes:
    pages: list[list[list[str]]] = [[]]
    for row in parsed.source.cells:
        if row == ("",):
            pages.append([])
        else:
            pages[-1].append(list(row))
    return json.dumps(pages, ensure_ascii=False).encode()


def test_another_format_reads_the_same(parsed: Parsed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of the shipped document in a file of another sort give its standard, whole, and keep their boxes."""
    monkeypatch.setitem(source.FORMATS, ".json", _json_rows)
    (tmp_path / "other.json").write_bytes(_pages(parsed))
    other = parse(read(tmp_path / "other.json"))
    assert content(record(other.standard)) == content(record(parsed.standard))
    assert check(other).sound
    first = other.standard.tasks[0].spans[0]
    assert isinstance(first.at, Box) and first.at.page > 1


def test_places_are_those_of_the_rows(parsed: Parsed) -> None:
    """Every piece stands in its line where it says, and the lines make the text."""
    found = parsed.source
    for row in found.rows:
        for piece in row:
            assert found.lines[piece.line - 1][piece.start : piece.start + len(piece.text)] == piece.text
    assert found.text == "\n".join(found.lines)


def test_a_file_of_an_unknown_name_is_taken_for_text(parsed: Parsed) -> None:
    """What is no known format is read as text, with the digest of its bytes."""
    data = parsed.source.text.encode()
    assert decode(data, "standard.unknown").cells == parsed.source.cells
    assert decode(data, "standard").sha256 == decode(data, "standard.TXT").sha256


def test_the_limit_holds_for_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large never reaches its format."""
    monkeypatch.setitem(source.FORMATS, ".json", _json_rows)
    with pytest.raises(Unreadable, match="limit"):
        decode(b"[" * (LIMIT + 1), "large.json")


def test_what_is_looked_for_can_be_read() -> None:
    """The ends of names by which documents are found are those of the formats."""
    assert set(DOCUMENTS) == set(source.FORMATS)
