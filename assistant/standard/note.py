"""What the notes at the foot of a standard explain: terms, each with the lines that say what it means here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEAD = re.compile(r"([^：:，,。、（()）]{2,30}?)\s{0,3}(?:[（(]([^（()）]{2,60})[）)]\s*[：:，,指]?|[：:])")
"""A term that opens a note, perhaps with another name in parentheses: 生成式AI（Generative AI）：…"""
_SHORT = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,}(?![A-Za-z])")
"""An English short form in a term: SEO of 搜尋引擎優化SEO."""
_ENDS = ("。", ".", "！", "？", "；")
"""What an entry ends with where its sentence does."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the terms it explains, none where it explains no term, and its entries as the source prints them."""

    terms: tuple[str, ...]
    entries: tuple[str, ...]


def explained(entries: Sequence[str]) -> tuple[Note, ...]:
    """The notes of a standard; an entry behind one that ends in the middle of a sentence goes on with it."""
    found: list[Note] = []
    for entry in entries:
        if found and not found[-1].entries[-1].endswith(_ENDS):
            found[-1] = Note(found[-1].terms, (*found[-1].entries, entry))
        else:
            found.append(Note(tuple(_terms(entry)), (entry,)))
    return tuple(found)


def _terms(entry: str) -> Iterator[str]:
    if head := _HEAD.match(entry):
        yield head[1].strip()
        yield from (part.strip() for part in re.split("[，,]", head[2] or "") if len(part.strip()) > 1)
        short = _SHORT.search(head[1])
        if short and short[0] != head[1].strip():
            yield short[0]
