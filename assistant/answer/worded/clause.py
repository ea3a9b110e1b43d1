"""One clause of a sentence: its parts, the form that fits it, and what is spoken of before it is read and after."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Claim, Group, Under, kind
from .parts import NOTHING, Context, Part, Words, marked
from .pattern import signs
from .phrases import Phrases

Claims = list[Claim] | None
"""What a form reads out of a clause; None where it is not its clause."""


@dataclass(slots=True)
class Clause:
    """A clause being read; `opens` tells that it stands before a comma at the head of a sentence.

    `symbols` are its parts by name, `marks` those and the quantifiers inside phrases.
    """

    phrases: Phrases
    context: Context
    opens: bool
    parts: list[Part] = field(init=False)
    symbols: Words = field(init=False)
    marks: Words = field(init=False)
    _form: re.Match[str] | None = None

    def __post_init__(self) -> None:
        self.parts = self.phrases.parts()
        self.symbols = tuple(p.symbol for p in self.parts)
        self.marks = (*self.symbols, *(mark for p in self.parts for mark in p.marks))

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Whether a form fits the whole clause; its groups are then known."""
        self._form = pattern.fullmatch(signs(self.symbols))
        return self._form is not None

    def _span(self, group: str) -> tuple[int, int]:
        assert self._form is not None
        return self._form.span(group) if group in self._form.re.groupindex else (0, 0)

    def part(self, group: str) -> Part:
        """The part that a group of the form has found; `NOTHING` where it is left out."""
        start, end = self._span(group)
        return self.parts[start] if start < end else NOTHING

    def several(self, group: str) -> list[Part]:
        """The parts of a group, commas and conjunctions left out."""
        return [p for p in self.parts[slice(*self._span(group))] if p.symbol not in ("and", "comma")]

    def words(self, *groups: str) -> Words:
        """The words of groups."""
        return tuple(word for group in groups for word in self.symbols[slice(*self._span(group))])

    def uppers(self) -> tuple[str, ...]:
        """The tasks and activities named, or owning what is named; else those spoken of last."""
        found = [c for p in self.parts for c in (p.items if p.symbol == "Uppers" else p.owners or ())]
        return tuple(dict.fromkeys(found)) or self.phrases.last()

    def counted(self) -> Kind | None:
        """The kind of items that hang on others which is spoken of, here or before; None where there are several."""
        named = {p.kind for p in self.parts if p.kind and p.kind not in UPPER}
        kinds: set[Kind | None] = {*named} or {self.context.kind} - {*UPPER}
        return kinds.pop() if len(kinds) == 1 else None

    def number(self) -> int | None:
        """The first number."""
        return next((p.number for p in self.parts if p.number is not None), None)

    def implied(self) -> list[Claim]:
        """What `the four skills of T5, S27 to S30` says of its items."""
        return [Under(p.items, p.owners) for p in self.parts if p.items and p.owners is not None]

    def fits(self, *items: str, of: Kind | None = None) -> bool:
        """Whether the verb goes with a kind: an output is produced, not needed, and nothing else is produced."""
        kinds = {of, *map(kind_of, items)} - {None}
        if marked(self.symbols, "needs", "needed"):
            return not kinds & {*UPPER, Kind.OUTPUT}
        return not self.produces or kinds <= {Kind.OUTPUT}

    @property
    def produces(self) -> bool:
        """Whether the verb is one of producing: `由 T3.1 產出`, but not `由五項活動組成`."""
        return marked(self.symbols, "produces", "produced") or "by" in self.symbols and "made" not in self.symbols

    def note(self, owners: tuple[str, ...], items: tuple[str, ...] = (), group: Group | None = None) -> None:
        """Remember what was spoken of; a kind goes on with new owners."""
        known = group.kind if group else self.context.kind
        if items and kind(items[0]) not in (*UPPER, None):
            known = kind(items[0])
        if group is None and known and owners and all(kind(o) is not known for o in owners):
            group = Group(owners, known)
        self.keep(owners=owners, items=items or owners, group=group, kind=known, open=True, told="")

    def keep(self, **changes: object) -> None:
        """Remember something else of what was spoken of."""
        self.context = replace(self.context, **changes)  # type: ignore[arg-type]

    def standard_or(self, part: Part) -> tuple[str, ...]:
        """The items a subject stands for, or the standard."""
        return (STANDARD,) if part.symbol == "standard" else self.phrases.subjects(part)
