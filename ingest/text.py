"""Text with tabs between cells: bytes → rows that are safe to read.

The rows differ from the bytes only by what `Source.cleaned` counts, which is a byte order mark ("bom") and what `clean`
replaces; and by their line ends.
"""

from __future__ import annotations

import re

from assistant.errors import Unreadable

from .clean import clean
from .encoding import lossless, otherwise
from .rows import Source

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are empty, binary, or in another encoding than UTF-8.
    """
    if not data.strip():
        raise Unreadable(f"{name}: the file is empty; put the standard into it as UTF-8 text.")
    text = _strictly(data, name)
    cleaned = {"bom": int(text.startswith("\ufeff"))}
    text = re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))
    text, replaced = clean(text)
    cleaned |= replaced
    return Source(
        name=name,
        cells=tuple(tuple(line.split("\t")) for line in text.split("\n")),
        cleaned={what: count for what, count in cleaned.items() if count},
    )


def _strictly(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        raise Unreadable(f"{name}: byte 0 begins UTF-16, UTF-8 is expected; save the file as UTF-8.")
    if (at := data.find(b"\0")) >= 0:
        raise Unreadable(f"{name}: byte {at} is zero, so this is binary or UTF-16; save the text as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise Unreadable(
                f"{name}: it ends inside a character at byte {error.start}, cut off; get it again."
            ) from error
        raise otherwise(error, data, name) from error
    return lossless(text, name)
