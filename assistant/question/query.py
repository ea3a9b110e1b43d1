"""What a question asks, as far as its words say: codes, kinds, marks, phrases. No look-up is made here.

`Query` is the value that the planner and the conversation work with; `reading` fills it from a question.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..language.tag import Language
from ..standard.model import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinal:
    """`第二個`, `the third activity`, `the last one`: position from 1, -1 for the last; the kind when named."""

    position: int
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question, read.

    `codes` exist, in printed form and the order of mention; `named` are those among them recognised by
    their title; `missing` do not exist. `asked` are the kinds sought, `given` those merely mentioned,
    `strong` tells that a question word points at a kind. `marks` and `fields` are the concepts of the
    lexicon; `phrases` is what is left and has content, folded; `quoted` stood in quotation marks.
    `level` is a level named as a number, `amount` any other count with its kind, `rank` places in a ranking by
    number. `topic` is what to retrieve by when the question leans on an earlier one.
    """

    text: str
    folded: str
    language: Language
    codes: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    asked: tuple[Kind, ...] = ()
    given: tuple[Kind, ...] = ()
    marks: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    level: int | None = None
    amount: tuple[int, Kind | None] | None = None
    rank: range | None = None
    ordinals: tuple[Ordinal, ...] = ()
    outside: tuple[str, ...] = ()
    foreign: str = ""
    policy: bool = False
    small_talk: bool = False
    strong: bool = False
    topic: str = ""

    @property
    def ordinal(self) -> Ordinal | None:
        """The first position named."""
        return self.ordinals[0] if self.ordinals else None

    def has(self, *marks: str) -> bool:
        """Whether any of the marks occurs."""
        return not self.marks.isdisjoint(marks)

    def shown(self, phrase: str) -> str:
        """A phrase as the reader typed it, where the folded question still lines up with the text."""
        start = self.folded.find(phrase)
        aligned = start >= 0 and len(self.folded) == len(self.text)
        return self.text[start : start + len(phrase)] if aligned else phrase

    @property
    def sought(self) -> tuple[Kind, ...]:
        """Kinds below an activity that the question names, to be preferred when it is answered by meaning."""
        return tuple(k for k in dict.fromkeys(self.asked + self.given) if k not in (Kind.TASK, Kind.ACTIVITY))

    @property
    def content(self) -> int:
        """How much of the question is content beyond what was recognised: Chinese characters, four for a word."""
        return sum(4 * len(p.split()) if p.isascii() else len(p) for p in self.phrases)

    @property
    def empty(self) -> bool:
        """Whether nothing was recognised that a table could answer."""
        return not (self.codes or self.missing or self.asked or self.fields)
