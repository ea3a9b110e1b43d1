"""What can be shown of an index without its builder: every item's wording stands where it is said to stand.

The builder publishes a document only when every character of it is accounted for; this looks again, from the stored
source and the stored standard alone.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from ...standard.model import Kind
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
    elsewhere = [item for item in relations.items if not _stands(item, lines)]
    marked: defaultdict[int, set[int]] = defaultdict(set)
    places = chain((item.spans for item in relations.items), relations.standard.places.values())
    for span in chain.from_iterable(places):
        marked[span.line].update(range(span.start, span.end))
    covered = characters = 0
    for number, line in enumerate(lines, 1):
        blank = {at for layout in _LAYOUT.finditer(line) for at in range(*layout.span())}
        written = set(range(len(line))) - blank
        characters += len(written)
        covered += len(written & marked[number])
    return Soundness(
        counts={kind: len(relations.of_kind(kind)) for kind in Kind},
        placed=len(relations.items) - len(elsewhere),
        elsewhere=tuple(item.code for item in elsewhere),
        covered=covered,
        characters=characters,
    )


def _stands(item: Item, lines: list[str]) -> bool:
    printed = "".join(lines[s.line - 1][s.start : s.end] for s in item.spans if s.line <= len(lines))
    return _letters(item.text) in _letters(printed)


def _letters(text: str) -> str:
    return "".join(c for c in _LAYOUT.sub("", text) if c.isalnum())
