"""Text as it comes, cut into sentences, and the evidence numbers that stand in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .grammar import grammar

LONGEST = 600
"""A sentence longer than this is none, in characters; it is cut there and fails its check."""
_MARK = re.compile(r"[\[［【]\s*\^?(\d{1,4}(?:\s*[,，、;；]\s*\^?\d{1,4})*)\s*[\]］】]")
_STOP = r"(?:[。！？!?]+|\.(?![\w.])|\n)"
_CLOSERS = r"[」』”’\"')）]*"
_END = re.compile(rf"{_STOP}{_CLOSERS}(?:\s*{_MARK.pattern.replace('(', '(?:', 1)})*[。.]?")
_PENDING = re.compile(r"[\s\[［【\d\^,，、;；\]］】」』”’\"')）.。]*")
_WORD = re.compile(r"\s*[^\W\d_]")
_BULLET = re.compile(r"^\s*(?:[-*+•·▪■]\s+|\d{1,2}[.)、]\s*(?!\d))")


def marks(text: str) -> tuple[int, ...]:
    """The evidence numbers in a text, in order, each once."""
    found = (int(n) for m in _MARK.finditer(text) for n in re.findall(r"\d+", m[1]))
    return tuple(dict.fromkeys(found))


def unmarked(text: str) -> str:
    """A text without its evidence numbers."""
    return re.sub(r"\s+(?=[。，、；：！？])", "", _MARK.sub("", text)).strip()


def split_marks(text: str) -> Iterator[str | tuple[int, ...]]:
    """A text and its evidence numbers in turn: words, numbers, words …"""
    at = 0
    for match in _MARK.finditer(text):
        yield text[at : match.start()]
        yield tuple(int(n) for n in re.findall(r"\d+", match[1]))
        at = match.end()
    yield text[at:]


def spoken(text: str) -> tuple[int, ...]:
    """The evidence numbers that stand in the place of words, not behind what they support: `需要 [2]、[3] 和 [4]`."""
    pieces = list(split_marks(text))
    found: list[int] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, tuple):
            before = next((p for p in reversed(pieces[:at]) if isinstance(p, str) and p.strip()), "")
            after = next((p for p in pieces[at:] if isinstance(p, str) and p.strip()), "")
            if not before or _WORD.match(after) or grammar().stream.asking.search(before):
                found += piece
    return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class Sentences:
    """Collects pieces and gives up whole sentences; the numbers behind a full stop belong to what is before it."""

    _buffer: str = ""

    def feed(self, piece: str) -> list[str]:
        """Add a piece; return the sentences it completes."""
        self._buffer += piece
        return self._taken(last=False)

    def close(self) -> list[str]:
        """The end of the text: what is left, sentence by sentence."""
        found = [*self._taken(last=True), _tidy(self._buffer)]
        self._buffer = ""
        return [text for text in found if text]

    def _taken(self, last: bool) -> list[str]:
        done: list[str] = []
        while match := _END.search(self._buffer):
            rest = self._buffer[match.end() :]
            # More closers or numbers may still belong to this sentence: wait until something else has come.
            if not last and _PENDING.fullmatch(rest) and "\n" not in match[0]:
                break
            done.append(self._buffer[: match.end()])
            self._buffer = rest
        if len(self._buffer) > LONGEST:
            done.append(self._buffer)
            self._buffer = ""
        return [clean for text in done if (clean := _tidy(text))]


def _tidy(text: str) -> str:
    """One line without a bullet or bold marks, which models add by habit and which mean nothing here."""
    return _BULLET.sub("", " ".join(text.split())).replace("**", "").strip()
