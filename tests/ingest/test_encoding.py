"""Bytes of a web page: read in the encoding they are in, or refused."""

from __future__ import annotations

import codecs

import pytest

from assistant.errors import Unreadable
from ingest.text import decoded

PAGE = "<html><meta charset={}><p>職能基準</p></html>"


@pytest.mark.parametrize("label", ["utf-8", "big5", "gb18030"])
def test_a_declared_encoding_is_read(label: str) -> None:
    """As the page says."""
    assert "職能基準" in decoded(PAGE.format(label).encode(label), "page.html")


def test_a_mark_comes_before_what_is_declared() -> None:
    """A page saved again keeps its old declaration."""
    assert "職能基準" in decoded(codecs.BOM_UTF8 + PAGE.format("big5").encode(), "page.html")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"  ", "empty"),
        ("<p>職能".encode("cp950"), "looks like Big5"),
        (b"<p>\0", "binary"),
        (b"<meta charset=klingon><p>\xff", "unknown encoding klingon"),
        ("<p>\ufffd".encode(), "replacement character"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, said: str) -> None:
    """The sentence names the file and what is wrong."""
    with pytest.raises(Unreadable, match=said) as caught:
        decoded(data, "page.html")
    assert "page.html" in str(caught.value)
