"""Bytes → text in the encoding they are in and with the characters that were meant; text with tabs → rows of cells."""

import codecs
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

from assistant.errors import Unreadable

from .rows import Source

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", **dict.fromkeys(_UTF16, "utf-16")}
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_HEAD = 4096  # bytes from the start in which a page declares its encoding
_WIDER = {
    "big5": ("cp950", "big5hkscs"),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "latin-1": ("cp1252",),
    "iso8859-1": ("cp1252",),
}
"""What is meant by an encoding that pages declare by the name of a narrower one."""
_OTHERS = {"cp950": "Big5", "gb18030": "GB18030"}
_INVISIBLE = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ue000-\uf8ff\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Bullets of symbol fonts, which have no character of their own: some known ones, and any that stands alone.
_BULLET = re.compile(r"[\uf06c\uf06e\uf0a7\uf0b7\uf0d8]|(?<!\S)[\uf000-\uf0ff](?=\s)")
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_RADICALS = tomllib.loads(Path(__file__).with_name("radicals.toml").read_text("utf-8"))
_SUPPLEMENT: dict[str, str] = dict(_RADICALS["ideographs"].split())


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows. They differ from the bytes by what `Source.cleaned` counts, and by their line ends.

    :raises Unreadable: when they are empty, binary, or in another encoding than UTF-8.
    """
    if not data.strip():
        raise Unreadable("document.empty_text", name=name)
    if data.startswith(_UTF16):
        raise Unreadable("document.utf16", name=name)
    _no_zero(data, name)
    try:
        marked = _lossless(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise Unreadable("document.cut_character", name=name, at=error.start) from error
        raise _not_utf8(error, data, name) from error
    text, replaced = clean(re.sub("\r\n?", "\n", marked.removeprefix("\ufeff")))
    cleaned = {"bom": int(marked.startswith("\ufeff")), **replaced}
    return Source(
        name=name,
        cells=tuple(tuple(line.split("\t")) for line in text.split("\n")),
        cleaned={what: count for what, count in cleaned.items() if count},
    )


def decoded(data: bytes, name: str) -> str:
    """The text of a web page: by its mark, as UTF-8 where it is that, or else as it declares.

    :raises Unreadable: when it is empty, or not in any of these.
    """
    if not data.strip():
        raise Unreadable("document.empty_page", name=name)
    if codec := next((codec for mark, codec in _MARKS.items() if data.startswith(mark)), ""):
        return _in((codec,), data, name)
    _no_zero(data, name)
    declared = _DECLARED.search(data[:_HEAD])
    try:
        return _lossless(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        if not declared:
            raise _not_utf8(error, data, name) from error
    label = declared[1].decode("ascii")
    try:
        known = codecs.lookup(label).name
    except LookupError as error:
        raise Unreadable("document.unknown_encoding", name=name, encoding=label) from error
    return _in(_WIDER.get(known, (known,)), data, name)


def _in(known: tuple[str, ...], data: bytes, name: str) -> str:
    """The text in the first of some encodings that it is in."""
    try:
        return _lossless(data.decode(known[0]), name)
    except UnicodeDecodeError as error:
        if known[1:]:
            return _in(known[1:], data, name)
        raise Unreadable("document.not_as_declared", name=name, at=error.start, encoding=known[0]) from error
    except LookupError as error:  # of a codec that makes no text
        raise Unreadable("document.unknown_encoding", name=name, encoding=known[0]) from error


def _no_zero(data: bytes, name: str) -> None:
    if (at := data.find(b"\0")) >= 0:
        raise Unreadable("document.zero_byte", name=name, at=at)


def _lossless(text: str, name: str) -> str:
    """The text, unless it holds the replacement character."""
    if (at := text.find("\ufffd")) >= 0:
        raise Unreadable("document.lost_character", name=name, line=text.count("\n", 0, at) + 1)
    return text


def _not_utf8(error: UnicodeDecodeError, data: bytes, name: str) -> Unreadable:
    if guess := next((label for codec, label in _OTHERS.items() if _speaks(data, codec)), ""):
        return Unreadable("document.looks_like", name=name, at=error.start, encoding=guess)
    return Unreadable("document.not_utf8", name=name, at=error.start)


def _speaks(data: bytes, codec: str) -> bool:
    """Whether the bytes make sense in another encoding, told by a word that every standard prints."""
    try:
        return any(word in data.decode(codec) for word in ("職能", "职能"))
    except UnicodeDecodeError:
        return False


def clean(text: str) -> tuple[str, Counter[str]]:
    """The text as it was meant, and how many characters were replaced or taken out, by kind.

    Kinds are bullets of symbol fonts ("bullet"), characters that cannot be seen ("invisible") and radicals in the
    place of ideographs ("radical").
    """
    counts: Counter[str] = Counter()
    for kind, pattern, put in (("bullet", _BULLET, "■"), ("invisible", _INVISIBLE, ""), ("radical", _RADICAL, None)):
        text, counts[kind] = pattern.subn(_ideograph if put is None else put, text)
    return text, counts


def _ideograph(found: re.Match[str]) -> str:
    """The ideograph a radical or compatibility form stands for; one character for one, so places stay."""
    folded = _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0])
    return folded if len(folded) == 1 else found[0]
