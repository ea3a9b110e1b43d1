"""Entries that people write: each with its place, and everything that is wrong told at once."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, Field

from assistant.errors import UsageError
from assistant.language.catalogue.area import told
from assistant.language.entries import entries


class _Entry(BaseModel):
    name: str
    size: int = Field(ge=1, multiple_of=2)


def test_every_fault_is_told_with_its_place() -> None:
    """Lines that are sound are given; the others are told in both languages, a fault of no text as it came."""
    content = b'{"name": "a", "size": 2}\n\n{"size": 0}\n{"name": "b", "size": 3}\n'
    found = entries("mine.jsonl", content, _Entry)
    assert next(found) == ("mine.jsonl:1", _Entry(name="a", size=2))
    with pytest.raises(UsageError) as raised:
        list(found)
    lines = str(raised.value).splitlines()
    assert lines[0] == "mine.jsonl:3，name：缺少這個欄位。 mine.jsonl:3, name: this field is missing."
    assert lines[1] == "mine.jsonl:3，size：不能小於 1。 mine.jsonl:3, size: must not be less than 1."
    assert lines[2].startswith("mine.jsonl:4，size：這個值不能用（Input should be a multiple of 2）。")
    assert len(lines) == 3
    assert told(raised.value, "en").splitlines() == [line[line.rindex("mine.jsonl") :] for line in lines]
