"""The assistant as a LangChain `Runnable`: a question in, an `Answer` out, alone or as a step of a chain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Literal

from langchain_core.messages import AIMessage, BaseMessage, convert_to_messages
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langchain_core.runnables.config import ensure_config, run_in_executor
from pydantic import AliasChoices, BaseModel, Field, ValidationError, field_validator, model_validator

from ...answer.assistant import Assistant
from ...answer.model import Answer
from ...answer.worded.events import Done, Found
from ...answer.worded.writer import Writer
from ...errors import UsageError
from ...language.entries import field
from ...question.conversation import Context, Turn
from ...question.form import Question

_ROLES: Mapping[str, Literal["user", "assistant"]] = {"human": "user", "ai": "assistant"}


class Request(BaseModel, frozen=True, extra="forbid"):
    """A question with what came before it, or a form of the query language in its place.

    `history` takes turns, their mappings, or LangChain messages; `context`, that of the last answer, is preferred.
    `input` and `chat_history` are LangChain's own names for `question` and `history`. `messages` stands for both: the
    last of them, a person's, is the question; those of systems and tools are left out.
    """

    question: str = Field(default="", validation_alias=AliasChoices("question", "input"))
    form: Question | None = None
    context: Context | None = None
    history: tuple[Turn, ...] = Field(default=(), validation_alias=AliasChoices("history", "chat_history"))
    standard: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"question": value}
        if isinstance(value, PromptValue):
            value = value.to_messages()
        if isinstance(value, BaseMessage):
            value = [value]
        if isinstance(value, list | tuple):
            value = {"messages": value}
        if isinstance(value, Mapping) and "messages" in value and not {"question", "input", "form"} & value.keys():
            kept = dict(value)
            turns = _turns(kept.pop("messages"))
            if not turns or turns[-1].role != "user":
                raise ValueError("the last message is not a person's")
            return {"history": turns[:-1], **kept, "question": turns[-1].content}
        return value

    @model_validator(mode="after")
    def _asked(self) -> Request:
        if (self.form is None) is ("question" not in self.model_fields_set):
            raise ValueError("question or form")
        return self

    @field_validator("history", mode="before")
    @classmethod
    def _history(cls, value: Any) -> Any:
        if isinstance(value, Sequence) and any(isinstance(said, BaseMessage) for said in value):
            return _turns(value)
        return value


Asked = str | BaseMessage | PromptValue | Sequence[Any] | Mapping[str, Any] | Request
"""What it takes: a question, messages, a prompt, a request, or the mapping of one."""


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

    def as_message(self) -> Runnable[Asked, AIMessage]:
        """The same giving a chat model's message, which output parsers take: the text, and what it rests on.

        Of a stream it gives the last answer alone.
        """
        return self | RunnableLambda(_message)

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
        return Request.model_validate(input)
    except ValidationError as error:
        raise UsageError("langchain.unusable_input", at=field(error, "question")) from error


def _turns(messages: Any) -> list[Turn]:
    """Messages as turns, without those of systems and tools, which no conversation here holds.

    :raises ValueError: when they are no messages.
    """
    try:
        said = convert_to_messages([messages] if isinstance(messages, BaseMessage | str) else messages)
    except (TypeError, NotImplementedError) as error:
        raise ValueError("messages") from error
    return [Turn(role=_ROLES[m.type], content=str(m.text)) for m in said if m.type in _ROLES]


def _message(answer: Answer) -> AIMessage:
    kept = {name: getattr(answer, name) for name in ("standard", "language", "method", "confidence", "refused")}
    return AIMessage(answer.text, response_metadata=kept | {"cited_codes": list(answer.cited_codes)})
