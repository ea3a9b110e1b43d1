"""Text as it comes, cut into sentences, and the evidence numbers that stand in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...language.folding import fold
from .lexis import lexis

LONGEST = 600
"""A sentence longer than this is none, in characters; it is cut there and fails its check."""
ASKING = {"holds", "needs", "is", "belongs", "needed", "produces", "produced", "by", "of_whom", "and"}
"""Words behind which a number stands for a thing, not for what bears the sentence out."""
_MARK = re.compile(r"[\[［【]\s*\^?(\d{1,4}(?:\s*[,，、;；]\s*\^?\d{1,4})*)\s*[\]］】]")
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_THINKING = re.compile(r"<think>|<(?:t(?:h(?:i(?:nk?)?)?)?)?$")
_STOP = r"(?:[。！？!?]+|\.(?![\w.])|\n)"
_CLOSERS = r"[」』”’\"')）]*"
_END = re.compile(rf"{_STOP}{_CLOSERS}(?:\s*{_MARK.pattern.replace('(', '(?:', 1)})*[。.]?")
_PENDING = re.compile(r"[\s\[［【\d\^,，、;；\]］】」』”’\"')）.。]*")
_WORD = re.compile(r"\s*[^\W\d_]")
_BULLET = re.compile(r"^\s*(?:[-*+•·▪■]\s+|\d{1,2}[.)、]\s*(?!\d))")


def unthought(text: str, *, open: bool = True) -> str:
    """A text without what stands in `<think>`; what is still open at the end goes too."""
    text = _THOUGHT.sub("", text)
    return text.partition("<think>")[0] if open else text


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
            if not before or _WORD.match(after) or _asks(before):
                found += piece
    return tuple(dict.fromkeys(found))


def _asks(text: str) -> bool:
    """Whether a text ends in a word that wants an object: `需要`, `is`, `and`."""
    last = [word.symbols for _, word in lexis().cut(fold(text))][-1:]
    return bool(last) and len(last[0]) == 1 and last[0][0] in ASKING


@dataclass(slots=True)
class Sentences:
    """Collects pieces and gives up whole sentences; the numbers behind a full stop belong to what is before it."""

    _buffer: str = ""
    _heard: str = ""

    def feed(self, piece: str) -> list[str]:
        """Add a piece; return the sentences it completes. What a model thinks aloud is no part of what it says."""
        text = unthought(self._heard + piece, open=False)
        said = text[: match.start()] if (match := _THINKING.search(text)) else text
        self._buffer, self._heard = self._buffer + said, text[len(said) :]
        return self._taken(last=False)

    def close(self, *, cut: bool = False) -> list[str]:
        """The end of the text: what is left, sentence by sentence; of a reply that was cut only whole sentences."""
        self._buffer += unthought(self._heard)
        found = self._taken(last=True)
        if not cut:
            found.append(_tidy(self._buffer))
        self._buffer = self._heard = ""
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
