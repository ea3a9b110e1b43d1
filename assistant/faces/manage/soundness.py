"""What can be shown of an index without its builder: every item's wording stands where it is said to stand.

The builder publishes a document only when every character of it is accounted for; this looks again, from the stored
source and the stored standard alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...standard.model import Kind, Span
from ...standard.relations import Item, Relations

_LAYOUT = re.compile(r"</?[A-Za-z][^<>]*>|&[a-z]+;|[\s:：■●•◆▪◼*]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """`placed` of the items stand word for word at their lines, `elsewhere` names those that do not.

    `covered` of `characters` of the source, layout aside, lie within some item or field.
    """

    counts: Mapping[Kind, int]
    placed: int
    elsewhere: tuple[str, ...]
    covered: int
    characters: int

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.placed + len(self.elsewhere)


def soundness(relations: Relations, source: str) -> Soundness:
    """Look at a standard and its source again."""
    lines = source.split("\n")
    elsewhere = [i for i in relations.items if not _stands(i, lines)]
    spans = [s for i in relations.items for s in i.spans]
    spans += [s for places in relations.standard.places.values() for s in places]
    covered, characters = _coverage(spans, lines)
    return Soundness(
        counts={kind: len(relations.of_kind(kind)) for kind in Kind},
        placed=len(relations.items) - len(elsewhere),
        elsewhere=tuple(i.code for i in elsewhere),
        covered=covered,
        characters=characters,
    )


def _stands(item: Item, lines: list[str]) -> bool:
    printed = "".join(lines[s.line - 1][s.start : s.end] for s in item.spans if s.line <= len(lines))
    return _letters(item.text) in _letters(printed)


def _letters(text: str) -> str:
    return "".join(c for c in _LAYOUT.sub("", text) if c.isalnum())


def _coverage(spans: list[Span], lines: list[str]) -> tuple[int, int]:
    marked = [bytearray(len(line)) for line in lines]
    for span in spans:
        if span.line <= len(lines):
            row = marked[span.line - 1]
            row[span.start : span.end] = b"\x01" * (min(span.end, len(row)) - span.start)
    covered = characters = 0
    for line, row in zip(lines, marked, strict=True):
        blank = {i for m in _LAYOUT.finditer(line) for i in range(*m.span())}
        characters += len(line) - len(blank)
        covered += sum(row[i] for i in range(len(line)) if i not in blank)
    return covered, characters
