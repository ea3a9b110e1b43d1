"""A file that people keep beside a document: what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.errors import Malformed, Unreadable
from assistant.standard.beside import read


class _Form(BaseModel, extra="forbid"):
    name: str


def test_a_file_is_read_as_its_form(tmp_path: Path) -> None:
    """None where there is none."""
    file = tmp_path / "x.toml"
    assert read(file, _Form) is None
    file.write_text('name = "基準"', encoding="utf-8")
    assert read(file, _Form) == _Form(name="基準")


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"\xff\xfe", Unreadable), (b"name =", Unreadable), (b'other = "a"', Malformed), (b"", Malformed)],
)
def test_what_is_wrong_is_told_with_the_file(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    """Bytes that are no TOML, and fields that are missing or unknown."""
    file = tmp_path / "x.toml"
    file.write_bytes(content)
    with pytest.raises(error, match=r"x\.toml"):
        read(file, _Form)
