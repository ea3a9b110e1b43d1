"""What is seen in a document while it is read, beside the standard that it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.standard.model import Span

from .columns import Item, glued
from .rows import Piece
from .wording import Repair, Wording


@dataclass(slots=True, kw_only=True)
class Observed:
    """Kept by all who read a document.

    `repair` mends its text. `furniture` is where it prints headings, labels and dashes, which are no content, `places`
    where it prints each field of the profile and the notes. `worded` are the items of the table with their wording
    after repair, `conflicts` codes printed in several wordings, `doubled` codes that stand twice in one merged cell,
    `levels` the activities with a remark or another level beside their level, as printed, and whether it is a level;
    `empty` the labels of fields that hold nothing.
    """

    repair: Repair
    furniture: list[Span]
    places: dict[str, list[Span]] = field(default_factory=dict)
    worded: list[tuple[Item, Wording]] = field(default_factory=list)
    conflicts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    levels: list[tuple[str, str, bool]] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def place(self, target: str, spans: Iterable[Span]) -> None:
        """Note where a field, or part of it, is printed."""
        self.places.setdefault(target, []).extend(spans)

    def text(self, *pieces: Piece) -> str:
        """What pieces say that go on with one another."""
        return self.repair.plain(glued(pieces)).text
