"""Text with tabs between cells: bytes → rows that are safe to read.

The rows differ from the bytes only by what `Source.cleaned` counts, which is a byte order mark ("bom") and what `clean`
replaces; and by their line ends.
"""

from __future__ import annotations

import re

from assistant.errors import Unreadable

from .clean import clean
from .rows import Source

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = (("cp950", "Big5"), ("gb18030", "GB18030"))


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
        guess = next((label for codec, label in _OTHERS if _speaks(data, codec)), "another encoding")
        raise Unreadable(
            f"{name}: byte {error.start} is not UTF-8 and looks like {guess}; save the file as UTF-8."
        ) from error
    if (at := text.find("\ufffd")) >= 0:
        raise Unreadable(
            f"{name}: line {text.count(chr(10), 0, at) + 1} holds the replacement character, so text was lost "
            "before it came here; get the document again."
        )
    return text


def _speaks(data: bytes, codec: str) -> bool:
    """Whether the bytes make sense in another encoding, told by a word that every standard prints."""
    try:
        return "職能" in data.decode(codec) or "职能" in data.decode(codec)
    except UnicodeDecodeError:
        return False
