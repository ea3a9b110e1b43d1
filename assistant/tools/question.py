"""Tools `ask` and `query`: a question in everyday words, or a form of the query language, and the proved answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from ..answer.model import Answer, Confidence, Method
from ..assistant import Assistant
from ..language.tag import Language
from ..question.conversation import Turn
from ..question.form import Question, data
from ..standard.model import Kind
from .item import Output


class Evidence(Output):
    """An item that the answer rests on."""

    code: str
    kind: Kind
    text: str = Field(description="the source's own wording, in Traditional Chinese")
    hangs_on: tuple[str, ...] = ()
    lines: tuple[int, ...] = Field(default=(), description="lines of the source document that print it, from 1")


class Understood(Output):
    """How a question was read. The same form, given to `query`, gives the same answer."""

    form: dict[str, Any] = Field(description="the form of the query language that was run")
    words: str = Field(description="the form in words")
    probability: float = Field(description="how likely it is what was meant, 0 to 1")
    unread: tuple[str, ...] = Field(default=(), description="parts of the question that the form leaves out")
    others: tuple[dict[str, Any], ...] = Field(default=(), description="the next best forms, to be asked with `query`")


class Answered(Output):
    """An answer, what it rests on, and how far it was proved."""

    text: str = Field(description="the answer in the language of the question")
    standard: str
    language: Language
    method: Method = Field(description="read off the table, retrieved by meaning, worded by a model, or not found")
    confidence: Confidence = Field(description="proved by the table; retrieved with a clear score; the best match only")
    refused: bool = Field(description="the standard does not hold it, or it is declined; nothing is cited then")
    evidence: tuple[Evidence, ...]
    checks: int = Field(description="claims of the answer that were checked against the table")
    checks_held: int = Field(description="how many of them hold; an answer with one that does not is never shown")
    suggestions: tuple[str, ...] = Field(default=(), description="questions that may be asked next")
    understood: Understood | None = Field(default=None, description="how the question was read")


def ask(assistant: Assistant, question: str, history: Sequence[Turn], standard: str | None) -> Answered:
    """Answer a question by rule, in the light of the turns before it.

    :raises QuestionError: when it is empty or too long.
    :raises UsageError: when there is no such standard.
    """
    return _answered(assistant.ask(question, history, standard))


def query(assistant: Assistant, form: Question, language: Language, standard: str | None) -> Answered:
    """Answer a form.

    :raises UsageError: when there is no such standard, or the form names what the language does not have.
    """
    return _answered(assistant.run(form, language, standard))


def _answered(answer: Answer) -> Answered:
    return Answered(
        text=answer.text,
        standard=answer.standard,
        language=answer.language,
        method=answer.method,
        confidence=answer.confidence,
        refused=answer.refused,
        evidence=tuple(
            Evidence(
                code=c.code,
                kind=c.kind,
                text=c.text,
                hangs_on=c.parents,
                lines=tuple(sorted({span.line for span in c.spans})),
            )
            for c in answer.citations
        ),
        checks=len(answer.proof),
        checks_held=sum(check.holds for check in answer.proof),
        suggestions=answer.suggestions,
        understood=_understood(answer),
    )


def _understood(answer: Answer) -> Understood | None:
    found = answer.understood
    if found is None:
        return None
    return Understood(
        form=data(found.form),
        words=found.words,
        probability=round(found.probability, 4),
        unread=found.unread,
        others=tuple(data(form) for _, form in found.others),
    )
