"""The assistant as a LangChain `Runnable`: a question in, an `Answer` out, alone or as a step of a chain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Literal

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config, run_in_executor
from pydantic import BaseModel, ValidationError, field_validator, model_validator

from ..answer.assistant import Assistant
from ..answer.model import Answer
from ..answer.worded.events import Done, Found
from ..answer.worded.writer import Writer
from ..errors import UsageError
from ..language.entries import field
from ..question.conversation import Context, Turn
from ..question.form import Question

_ROLES: Mapping[str, Literal["user", "assistant"]] = {"human": "user", "ai": "assistant"}


class Request(BaseModel, frozen=True, extra="forbid"):
    """A question with what came before it, or a form of the query language in its place.

    `history` takes turns, their mappings, or LangChain messages; `context`, that of the last answer, is preferred.
    """

    question: str = ""
    form: Question | None = None
    context: Context | None = None
    history: tuple[Turn, ...] = ()
    standard: str | None = None

    @model_validator(mode="after")
    def _asked(self) -> Request:
        if (self.form is None) is ("question" not in self.model_fields_set):
            raise ValueError("question or form")
        return self

    @field_validator("history", mode="before")
    @classmethod
    def _turns(cls, value: Any) -> Any:
        if isinstance(value, str | Mapping) or not hasattr(value, "__iter__"):
            return value
        turns = (_turn(v) if isinstance(v, BaseMessage) else v for v in value)
        return tuple(turn for turn in turns if turn is not None)


Asked = str | Mapping[str, Any] | Request
"""What it takes: a question, a request, or the mapping of one."""


class AssistantRunnable(Runnable[Asked, Answer]):
    """Answers by rule over an `Assistant`, or in a model's words over a `Writer`. Safe to use from several threads.

    What it raises is what these raise, and UsageError for an input that is no question.
    """

    name = "competency-assistant"

    def __init__(self, answering: Assistant | Writer) -> None:
        self._answering = answering

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """The answer to one question."""
        return self._call_with_config(self._ask, input, config)

    def stream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Answer]:
        """Whole answers, each in the place of the one before; the last is what `invoke` returns.

        By rule there is one. With a model the rule-worded answer and its evidence come first.
        """
        yield from self.transform(iter([input]), config)

    def transform(
        self, input: Iterator[Asked], config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Answer]:
        """The same as a step of a chain that streams; the last input counts."""
        yield from self._transform_stream_with_config(input, self._answers, config)

    async def astream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Answer]:
        """`stream` without holding up the event loop."""
        config = ensure_config(config)
        answers = self.stream(input, config)
        while (answer := await run_in_executor(config, next, answers, None)) is not None:
            yield answer

    def _ask(self, input: Asked) -> Answer:
        request = _request(input)
        if request.form is not None:
            return self._answering.run(request.form, standard=request.standard, context=request.context)
        return self._answering.ask(request.question, request.history, request.standard, request.context)

    def _answers(self, inputs: Iterator[Asked]) -> Iterator[Answer]:
        *_, last = inputs
        request = _request(last)
        if not isinstance(self._answering, Writer) or request.form is not None:
            yield self._ask(request)
            return
        for event in self._answering.stream(request.question, request.history, request.standard, request.context):
            if isinstance(event, Found | Done):
                yield event.answer


def _request(input: Asked) -> Request:
    """The input as a request.

    :raises UsageError: naming the field that cannot be used.
    """
    if isinstance(input, Request):
        return input
    try:
        return Request.model_validate({"question": input} if isinstance(input, str) else input)
    except ValidationError as error:
        at = field(error, "question")
        raise UsageError(
            f"輸入的 {at} 不能用，請給問題文字，或含 question（或 form）、history、standard 的對照表。"
            f" The input's {at} cannot be used; give a question, or a mapping with question (or form), history"
            " and standard."
        ) from error


def _turn(message: BaseMessage) -> Turn | None:
    """A message as a turn; None for those of systems and tools, which no conversation here holds."""
    role = _ROLES.get(message.type)
    return Turn(role=role, content=str(message.text)) if role else None
