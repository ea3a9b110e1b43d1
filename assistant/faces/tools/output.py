"""What tools take and give away: values that do not change, described in the schemas that a caller reads.

Items are given with their places in the table and in the source.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field

from ...answer.assistant import Assistant
from ...answer.model import Confidence, Method
from ...language.tag import Language
from ...standard.companion import gloss
from ...standard.model import Box, Kind, Slot, Span
from ...standard.relations import Item

Match = Literal["exact", "folded", "part", "gloss", "different"]


class Value(BaseModel, frozen=True):
    """What every output is made of."""


class Input(BaseModel, frozen=True, extra="forbid"):
    """What every argument of several parts is made of."""


class Printed(Value):
    """Something that the source document prints, with where it does."""

    lines: tuple[int, ...] = Field(default=(), description="lines of the source document that print it, from 1")
    pages: tuple[int, ...] = Field(default=(), description="its pages instead, from 1, where the document has pages")
    boxes: tuple[Box, ...] = Field(
        default=(),
        description="its cells: page; left, top, right and bottom edge in points from the upper left corner; whether "
        "the page is a scan, whose text a program made out",
    )
    rows: tuple[Slot, ...] = Field(
        default=(),
        description="of a document without pages: its table and row in it, from 1; for table 0, which is none, the "
        "number of the paragraph among those outside of tables",
    )


class ItemFound(Printed):
    """One coded item where it stands."""

    standard: str = Field(description="code of the standard that prints it")
    code: str = Field(description="as printed; empty where the source prints none")
    kind: Kind
    text: str = Field(description="the source's own wording, in Traditional Chinese; quote this")
    details: tuple[str, ...] = Field(default=(), description="bullets or definition printed under it")
    gloss: str = Field(default="", description="the project's English translation; never a quotation of the source")
    hangs_on: tuple[str, ...] = Field(default=(), description="codes directly above it, as fine as the table goes")
    tasks: tuple[str, ...] = Field(default=(), description="codes of the tasks it lies in")
    levels: tuple[int, ...] = Field(default=(), description="levels printed for a task, an activity or what is in one")


class Unknown(Value):
    """A code that the standard does not have."""

    code: str = Field(description="as it was asked for")
    nearest: tuple[str, ...] = Field(default=(), description="existing codes closest to it; none when it is no code")


class Lookup(Value):
    """What codes stand for."""

    found: tuple[ItemFound, ...] = Field(description="one entry for every place that prints a code asked for")
    unknown: tuple[Unknown, ...] = Field(default=(), description="codes that the standard does not have")


class CompleteList(Value):
    """A whole list, read off the table. Nothing is left out."""

    kind: Kind
    parent: str | None = Field(description="the task or activity it hangs on; null for the whole standard")
    count: int = Field(description="number of entries, printed duplicates included")
    items: tuple[ItemFound, ...]
    shared_by_task: str = Field(
        default="",
        description="the task whose activities all share this list, where the table goes no finer than the task",
    )


class Hit(Value):
    """An item and why it was found."""

    item: ItemFound
    reason: Literal["code", "words", "near"] = Field(
        description="its code was named; its wording holds the words; it is near in meaning, which proves nothing"
    )


class Search(Value):
    """What a search came to; empty when the standard holds nothing near."""

    hits: tuple[Hit, ...] = Field(description="grouped by kind, best first within a kind")
    unknown: tuple[str, ...] = Field(default=(), description="codes in the text that the standard does not have")
    left_off: int = Field(default=0, description="hits beyond the limit")


class SideAsked(Input):
    """One thing to compare: a task or activity by its code, or without one the whole standard."""

    code: str = Field(default="", max_length=20, description="a task or activity, such as T5 or T5.1")
    standard: str | None = Field(default=None, description="code of the standard; null for the default one")


class SideFound(Value):
    """One side as the table has it."""

    standard: str
    code: str
    name: str
    levels: tuple[int, ...]
    coarse: bool = Field(description="its knowledge and skills are those of its whole task; the table goes no finer")


class Requirement(Value):
    """One requirement, by wording: equal wording is one requirement, whatever its codes."""

    kind: Kind
    text: str
    codes: tuple[tuple[str, ...], ...] = Field(description="the codes that say it, one list for each side")


class Comparison(Value):
    """Everything the sides have, those that most sides share first."""

    sides: tuple[SideFound, ...]
    shared: tuple[Requirement, ...] = Field(description="on every side")
    differing: tuple[Requirement, ...] = Field(description="missing on at least one side: an empty list of codes there")


class Evidence(Printed):
    """An item that the answer rests on."""

    standard: str = Field(description="code of the standard that prints it")
    code: str
    kind: Kind
    text: str = Field(description="the source's own wording, in Traditional Chinese")
    hangs_on: tuple[str, ...] = ()


class Understood(Value):
    """How a question was read. The same form, given to `query`, gives the same answer."""

    form: dict[str, Any] = Field(description="the form of the query language that was run")
    words: str = Field(description="the form in words")
    probability: float = Field(description="how likely it is what was meant, 0 to 1")
    unread: tuple[str, ...] = Field(default=(), description="parts of the question that the form leaves out")
    others: tuple[dict[str, Any], ...] = Field(default=(), description="the next best forms, to be asked with `query`")


class Answered(Value):
    """An answer, what it rests on, and how far it was proved."""

    id: str = Field(description="of this answer in the journal, where the server keeps one")
    text: str = Field(description="the answer in the language of the question")
    standard: str
    language: Language
    method: Method = Field(description="read off the table, retrieved by meaning, worded by a model, or not found")
    confidence: Confidence = Field(
        description="proved by the table; read or retrieved with a clear score; the best match only; a refusal"
    )
    refused: bool = Field(description="the standard does not hold it, or it is declined; nothing is cited then")
    evidence: tuple[Evidence, ...]
    checks: int = Field(description="claims of the answer that were checked against the table")
    checks_held: int = Field(description="how many of them hold; an answer with one that does not is never shown")
    suggestions: tuple[str, ...] = Field(default=(), description="questions that may be asked next")
    understood: Understood | None = Field(default=None, description="how the question was read")


class CitationClaimed(Input):
    """What somebody says of the standard. Leave out what is not claimed."""

    code: str = Field(
        min_length=1, max_length=80, description="the code cited, such as K12, or its address, BGM1219-004v2:K12"
    )
    quote: str = Field(default="", max_length=2000, description="the words said to be printed under it")
    relation: str = Field(
        default="",
        max_length=400,
        description="a relation said to hold, plainly: 'K12 is required by T5', 'T5 requires K12', 「K12 屬於 T5」",
    )
    level: int | None = Field(default=None, description="the competency level said to be printed for it")


class CitationVerified(Value):
    """What the table says to one citation. A part that was not claimed, or could not be read, is null."""

    code: str = Field(description="as it was cited")
    holds: bool = Field(description="everything claimed was understood and is borne out")
    exists: bool
    says_that: bool | None = Field(description="the quoted words are the item's, whole or in part")
    match: Match | None = Field(
        default=None,
        description="how: word for word; but for width, case, blanks or Simplified characters; a part of it; the"
        " project's English translation, which is no quotation; or not at all",
    )
    stands_in_relation: bool | None
    at_level: bool | None
    reasons: tuple[str, ...] = Field(description="a sentence for each part that does not hold or needs care")
    printed: tuple[ItemFound, ...] = Field(description="what is printed under the code, for putting it right")
    nearest: tuple[str, ...] = Field(default=(), description="where the code does not exist: those closest to it")


class Verification(Value):
    """All citations, in the order they came."""

    standard: str
    all_hold: bool
    holding: int
    results: tuple[CitationVerified, ...]


class SentenceVerified(Value):
    """What the table says to one sentence. Show it only where it is proved."""

    text: str
    codes: tuple[str, ...] = Field(description="the items it names, by code or by wording")
    unknown: tuple[str, ...] = Field(default=(), description="of these the codes that the standard does not have")
    proved: bool | None = Field(
        description="all of it was read, and the table bears it out; null: it names no item, and was not looked at"
    )
    reason: str = Field(
        default="", description="why it is not proved: contradicted, not read, or saying more than is there"
    )


class AnswerVerified(Value):
    """A text, sentence by sentence."""

    standard: str
    all_proved: bool = Field(description="every sentence is proved; one that was not looked at is not")
    proved: int
    not_proved: int
    not_looked_at: int
    sentences: tuple[SentenceVerified, ...]


class StandardHeld(Value):
    """A standard that can be asked about."""

    code: str
    name: str
    version: str = Field(description="as the source prints it; empty where it prints none for this code")
    level: int | None


def standards_held(assistant: Assistant) -> list[StandardHeld]:
    """The standards that can be asked about."""
    titles = assistant.titles.items()
    return [StandardHeld(code=code, name=one.name, version=one.version, level=one.level) for code, one in titles]


def items_found(assistant: Assistant, items: Iterable[Item], standard: str | None) -> tuple[ItemFound, ...]:
    """Items of a standard, in the order given.

    :raises UsageError: when there is no such standard.
    """
    relations, glosses = assistant.relations(standard), assistant.glosses(standard)
    return tuple(
        ItemFound(
            standard=relations.standard.code,
            code=item.code,
            kind=item.kind,
            text=item.text,
            details=item.details,
            gloss=gloss(glosses, item),
            hangs_on=item.parents,
            tasks=relations.task_of(item),
            levels=item.levels,
            **printed_at(item.spans),
        )
        for item in items
    )


def printed_at(spans: Sequence[Span]) -> dict[str, Any]:
    """The fields of what is `Printed` for what stands at some spans."""
    places = dict.fromkeys(span.at for span in spans if span.at)
    boxes, slots = ([at for at in places if isinstance(at, form)] for form in (Box, Slot))
    lines = () if places else {span.line for span in spans}
    return {
        "lines": sorted(lines),
        "pages": sorted({box.page for box in boxes if isinstance(box, Box)}),
        "boxes": boxes,
        "rows": slots,
    }
