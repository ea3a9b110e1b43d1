"""What an answer is: blocks of words and rows, the citations they rest on, and the proof of both.

A text may hold *references*: codes between two private-use characters, which faces turn into what suits them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ..language.tag import Language
from ..question.conversation import Context
from ..question.form import Question
from ..question.reading import Token
from ..standard.address import seen
from ..standard.model import Kind, Span

_OPEN, _CLOSE = "\ue000", "\ue001"
REFERENCE = re.compile(f"{_OPEN}([^{_CLOSE}]+){_CLOSE}")

Method = Literal["table", "retrieval", "model", "none"]
"""How the answer was found: read off the table, retrieved by meaning, worded by a model, or not at all."""
Confidence = Literal["proved", "likely", "weak", "declined"]
"""Surely read and borne out; read or retrieved with fair certainty; the best guess only; a refusal: no proof."""
Role = Literal["reading", "lead", "note", "correction", "limit"]
"""What a sentence does; a face may set readings, notes and corrections apart."""


def reference(code: str) -> str:
    """Mark `code` as cited inside a text."""
    return f"{_OPEN}{code}{_CLOSE}"


def references(text: str) -> list[str]:
    """The codes a text cites, in order, with repeats."""
    return REFERENCE.findall(text)


def plain(text: str) -> str:
    """The text as a person would type it."""
    return REFERENCE.sub(r"\1", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A line of words."""

    text: str
    role: Role = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item as the source words it; `gloss` is the project's translation, never a quotation."""

    code: str
    text: str
    details: tuple[str, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Items of one kind under a title.

    With `complete` the rows claim to be every item of `kind` under `parent` (None: in the standard);
    the proof recounts them. Without it each row stands for itself.
    """

    title: str
    kind: Kind
    parent: str | None
    rows: tuple[Row, ...]
    complete: bool = False


Block = Sentence | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An item an answer rests on: printed code and wording, where it hangs, where it stands in the source."""

    standard: str
    code: str
    kind: Kind
    text: str
    parents: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


Checked = Literal[
    "exists", "wording", "relation", "complete", "count", "level", "profile", "errata", "says", "details", "read"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing the proof looked at: `claim` in words with codes, and whether the table bears it out."""

    rule: Checked
    claim: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a question was read: the form that was run, in words and as a value, and what each part was taken for.

    `probability` is how likely the form is what was meant, 0 to 1; `others` are the next best forms, in words.
    """

    form: Question
    words: str
    probability: float
    tokens: tuple[Token, ...] = ()
    others: tuple[tuple[str, Question], ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Stretches that the form does not account for."""
        return tuple(t.text for t in self.tokens if t.role == "unread")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with its evidence. `refused`: the standard does not hold it, or it is declined.

    `retrieved` lists the codes a retriever returned, best first; empty when the table answered.
    `suggestions` are questions the reader may ask next, in the language of the answer. `understood` tells how the
    question was read; `context` is what the next question of the conversation is read in the light of.
    """

    question: str
    standard: str
    language: Language
    method: Method
    confidence: Confidence
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[str, ...] = ()
    proof: tuple[Check, ...] = ()
    suggestions: tuple[str, ...] = ()
    refused: bool = False
    elapsed_ms: float = 0.0
    understood: Understanding | None = None
    context: Context = field(default_factory=Context)

    @property
    def cited_codes(self) -> tuple[str, ...]:
        """Printed codes of the citations, in order of first mention, each once; of other standards their addresses."""
        return tuple(dict.fromkeys(map(self.called, self.citations)))

    def called(self, citation: Citation) -> str:
        """What the answer calls an item that it cites: its code, of another standard its address."""
        return seen(citation.code, citation.standard, self.standard)

    @property
    def proved(self) -> bool:
        """Whether it was read surely and read off the table, which bears it out."""
        return self.method == "table" and self.confidence == "proved" and not self.refused

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The blocks that are lists."""
        return tuple(b for b in self.blocks if isinstance(b, Listing))

    @property
    def text(self) -> str:
        """The whole answer as plain text, one line an item."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for block in self.blocks:
            if isinstance(block, Sentence):
                yield plain(block.text)
                continue
            if block.title:
                yield plain(block.title)
            for row in block.rows:
                gloss = f" ({row.gloss})" if row.gloss else ""
                yield f"- {row.code} {row.text}{gloss}"
                yield from (f"  ■ {detail}" for detail in row.details)


def merged(answers: Sequence[Answer], text: str) -> Answer:
    """One or more answers one after the other; refused where all are, and as sure as the least sure of the rest."""
    open_ones = [a for a in answers if not a.refused] or list(answers)
    return replace(
        answers[0],
        question=text,
        method=open_ones[0].method,
        confidence=min((a.confidence for a in open_ones), key=("declined", "weak", "likely", "proved").index),
        blocks=tuple(b for a in answers for b in a.blocks),
        citations=tuple({(c.standard, c.code, c.text): c for a in answers for c in a.citations}.values()),
        retrieved=tuple(dict.fromkeys(c for a in answers for c in a.retrieved)),
        proof=tuple(p for a in answers for p in a.proof),
        suggestions=tuple(dict.fromkeys(s for a in answers for s in a.suggestions))[:3],
        refused=all(a.refused for a in answers),
    )
