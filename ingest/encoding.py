"""Bytes → text, in the encoding they are in: read strictly, or refused with the place of the first byte that is not."""

from __future__ import annotations

import codecs
import re

from assistant.errors import Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_HEAD = 4096
"""Bytes from the start in which a page declares its encoding."""
_WIDER = {
    "big5": ("cp950", "big5hkscs"),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "latin-1": ("cp1252",),
    "iso8859-1": ("cp1252",),
}
"""What is meant by an encoding that pages declare by the name of a narrower one."""
_OTHERS = (("cp950", "Big5"), ("gb18030", "GB18030"))


def decoded(data: bytes, name: str) -> str:
    """The text of a web page: by its mark, as UTF-8 where it is that, or else as it declares.

    :raises Unreadable: when it is empty, or not in any of these.
    """
    if not data.strip():
        raise Unreadable(f"{name}: the file is empty; save the page again.")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _in(data, (codec,), name)
    if (at := data.find(b"\0")) >= 0:
        raise Unreadable(f"{name}: byte {at} is zero, so this is binary or UTF-16; save the page as UTF-8.")
    declared = _DECLARED.search(data[:_HEAD])
    try:
        return lossless(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if not declared:
            raise otherwise(error, data, name) from error
    label = declared[1].decode("ascii")
    try:
        known = codecs.lookup(label).name
    except LookupError as error:
        raise Unreadable(f"{name}: it declares the unknown encoding {label}; save the page as UTF-8.") from error
    return _in(data, _WIDER.get(known, (known,)), name)


def _in(data: bytes, known: tuple[str, ...], name: str) -> str:
    for codec in known:
        try:
            return lossless(data.decode(codec), name)
        except (UnicodeDecodeError, LookupError) as error:
            if codec == known[-1]:
                at = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "it"
                raise Unreadable(f"{name}: {at} is not {codec}, which the page declares; save it as UTF-8.") from error
    raise AssertionError


def lossless(text: str, name: str) -> str:
    """The text, unless characters of it were lost before.

    :raises Unreadable: when it holds the replacement character.
    """
    if (at := text.find("\ufffd")) >= 0:
        raise Unreadable(
            f"{name}: line {text.count(chr(10), 0, at) + 1} holds the replacement character, so text was lost "
            "before it came here; get the document again."
        )
    return text


def otherwise(error: UnicodeDecodeError, data: bytes, name: str) -> Unreadable:
    """What is said of bytes that are not UTF-8."""
    guess = next((label for codec, label in _OTHERS if _speaks(data, codec)), "another encoding")
    return Unreadable(f"{name}: byte {error.start} is not UTF-8 and looks like {guess}; save the file as UTF-8.")


def _speaks(data: bytes, codec: str) -> bool:
    """Whether the bytes make sense in another encoding, told by a word that every standard prints."""
    try:
        return "職能" in data.decode(codec) or "职能" in data.decode(codec)
    except UnicodeDecodeError:
        return False
