"""An answer, and the reading of a question, as the JSON of the command line; and `schema`, which tells its shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, PlainSerializer

from ...answer.model import Answer, Block, Check, Citation, Confidence, Method, Row, Sentence, Understanding, plain
from ...language.tag import Language
from ...question import notation
from ...question.form import Question
from ...question.notation import data
from ...question.reading import Reading, Token
from ...settings import Settings
from ...standard.model import Kind
from .command import Argument, Command

FORMAT: Literal[4] = 4
"""Version of the JSON of an answer: 2 tells how the question was read, 3 calls a refusal's confidence `declined`, 4 has
forms over several standards, whose items are told by their addresses."""
Shape = Literal["answer", "form"]
Form = Annotated[Question, PlainSerializer(lambda form: data(form))]
"""A form, written without what has its default value."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PUBLISHED = {"assistant__question__form__Check": "assistant__question__inquiry__Check"}
"""Names of parts by the module that they stand in, and as they were published: those change with the version alone."""
_TAG = "op"
"""What tells one operation from another: named first, so that a validator that tries them in turn leaves each at once
instead of going through all that it holds."""


class Said(BaseModel, frozen=True):
    """A sentence, and what it does."""

    role: Literal["reading", "lead", "note", "correction", "limit"]
    text: str


class Listed(BaseModel, frozen=True):
    """Items of one kind; with `complete` they are every one under `parent`, null for the whole standard."""

    title: str
    kind: Kind
    parent: str | None
    rows: tuple[Row, ...]
    complete: bool
    shown: int = Field(description="number of rows")


class Other(BaseModel, frozen=True):
    """Another form that may have been meant."""

    words: str
    form: Form


class Read(BaseModel, frozen=True):
    """How the question was read: the form that was run, and what each part of the question was taken for."""

    form: Form
    words: str
    probability: float = Field(ge=0, le=1, description="how likely the form is what was meant")
    tokens: tuple[Token, ...]
    others: tuple[Other, ...]


class Transcript(BaseModel, frozen=True):
    """The whole answer: text, blocks, citations with places, proof, and how the question was read."""

    format: Literal[4] = Field(default=FORMAT, description="version of this schema")
    question: str
    standard: str = Field(description="code of the standard asked")
    language: Language
    method: Method = Field(description="read off the table, retrieved by meaning, worded by a model, or not found")
    confidence: Confidence = Field(description="`declined` for every refusal, which proves nothing")
    refused: bool = Field(description="the standard does not hold it, or it is declined")
    understood: Read | None
    text: str = Field(description="the answer as plain text")
    cited_codes: tuple[str, ...]
    retrieved_codes: tuple[str, ...] = Field(description="codes found by meaning, best first; none for a table answer")
    blocks: tuple[Said | Listed, ...]
    citations: tuple[Citation, ...]
    proof: tuple[Check, ...] = Field(description="everything that was checked against the table")
    suggestions: tuple[str, ...] = Field(description="questions that may be asked next")
    elapsed_ms: float

    @classmethod
    def of(cls, answer: Answer) -> Transcript:
        """The transcript of an answer."""
        told = ("question", "standard", "language", "method", "confidence", "refused", "text")
        same = (*told, "cited_codes", "citations", "proof", "suggestions")
        return cls(
            **{name: getattr(answer, name) for name in same},
            understood=_read(answer.understood) if answer.understood else None,
            retrieved_codes=answer.retrieved,
            blocks=tuple(map(_block, answer.blocks)),
            elapsed_ms=round(answer.elapsed_ms, 2),
        )


def as_reading(reading: Reading, words: Callable[[Question], str], most: int) -> dict[str, Any]:
    """The best forms of a question, the likeliest first, and what each part was taken for."""
    forms = [
        {"form": data(found.form), "words": words(found.form), "probability": round(found.probability, 4)}
        for found in reading.ranked[:most]
    ]
    tokens = [asdict(token) for token in reading.tokens]
    return {"format": FORMAT, "question": reading.text, "forms": forms, "tokens": tokens}


class Schema(Command):
    """print the JSON schema of an answer or of a form of the query language"""

    of: Annotated[Shape, Argument("what `ask --json` gives, or what `ask --form` takes", placed=True)]

    def run(self, settings: Settings) -> int:
        """Print it."""
        print(json.dumps(schema(self.of), ensure_ascii=False, indent=2))
        return 0


def schema(of: Shape) -> dict[str, Any]:
    """The schema with its version, which changes whenever the schema does."""
    version = FORMAT if of == "answer" else notation.VERSION
    found = Transcript.model_json_schema(mode="serialization") if of == "answer" else notation.schema()
    for name, published in _PUBLISHED.items():
        found = json.loads(json.dumps(found).replace(name, published))
    for part in found["$defs"].values():
        if properties := part.get("properties"):
            part["properties"] = {name: properties[name] for name in sorted(properties, key=lambda n: n != _TAG)}
    return {"$schema": _DIALECT, "$id": f"urn:competency-assistant:{of}:{version}", "version": version} | found


def _block(block: Block) -> Said | Listed:
    if isinstance(block, Sentence):
        return Said(role=block.role, text=plain(block.text))
    return Listed(
        title=plain(block.title),
        kind=block.kind,
        parent=block.parent,
        rows=block.rows,
        complete=block.complete,
        shown=len(block.rows),
    )


def _read(found: Understanding) -> Read:
    return Read(
        form=found.form,
        words=found.words,
        probability=round(found.probability, 4),
        tokens=found.tokens,
        others=tuple(Other(words=words, form=form) for words, form in found.others),
    )
