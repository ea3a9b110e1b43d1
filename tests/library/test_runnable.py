"""The assistant as a LangChain `Runnable`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import StringPromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda

from assistant import Answer, Assistant, Turn
from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.writer import Writer
from assistant.errors import EmptyQuestion, ModelFault, UsageError
from assistant.faces.langchain.runnable import AssistantRunnable, Request
from assistant.question.notation import loads

LIST, FOLLOW = "T5 需要哪些技能？", "那知識呢？"


class Silent:
    """A chat model that is not there."""

    name = "scripted:silent"

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """No reply."""
        raise ModelFault("unreachable")


@pytest.fixture
def runnable(rules: Assistant) -> AssistantRunnable:
    """The runnable over the assistant by rule."""
    return AssistantRunnable(rules)


def same(a: Answer, b: Answer) -> bool:
    """Whether two answers differ in the time they took alone."""
    return replace(a, elapsed_ms=0) == replace(b, elapsed_ms=0)


def test_every_way_of_asking_gives_the_assistants_own_answer(rules: Assistant, runnable: AssistantRunnable) -> None:
    """invoke, stream, batch and their asynchronous twins return what `Assistant.ask` returns."""
    own = rules.ask(LIST)

    async def asynchronous() -> list[Answer]:
        streamed = [answer async for answer in runnable.astream(LIST)]
        return [await runnable.ainvoke(LIST), *streamed, *await runnable.abatch([LIST, LIST])]

    found = [runnable.invoke(LIST), *runnable.stream(LIST), *runnable.batch([LIST, LIST]), *asyncio.run(asynchronous())]
    assert len(found) == 8
    assert all(same(answer, own) for answer in found)


@pytest.mark.parametrize(
    "history",
    [
        [Turn(role="user", content=LIST), Turn(role="assistant", content="S27–S30")],
        [{"role": "user", "content": LIST}],
        [SystemMessage("anything"), HumanMessage(LIST), AIMessage("S27–S30")],
    ],
)
def test_a_history_may_be_turns_mappings_or_messages(runnable: AssistantRunnable, history: list[object]) -> None:
    """A follow-up is understood whatever its history is made of."""
    answer = runnable.invoke({"question": FOLLOW, "history": history})
    assert "K30" in answer.cited_codes
    assert "S27" not in answer.cited_codes


def test_it_is_a_step_of_a_chain(runnable: AssistantRunnable) -> None:
    """Composed with other steps it passes its answer on, streamed or not."""
    chain = RunnableLambda(str.strip) | runnable | (lambda answer: answer.cited_codes)
    assert chain.invoke(f"  {LIST} ") == list(chain.stream(LIST))[-1] == ("T5", "S27", "S28", "S29", "S30")


PROMPT = ChatPromptTemplate.from_messages([("system", "anything"), ("human", "{said}")])


@pytest.mark.parametrize(
    "asked",
    [
        HumanMessage(LIST),
        [SystemMessage("anything"), HumanMessage(LIST)],
        [("human", LIST)],
        PROMPT.invoke({"said": LIST}),
        StringPromptValue(text=LIST),
        {"input": LIST},
        {"messages": [HumanMessage(LIST)]},
        {"messages": [{"role": "user", "content": LIST}], "standard": "BAS1499-002v2"},
    ],
)
def test_messages_and_prompts_are_questions(rules: Assistant, runnable: AssistantRunnable, asked: object) -> None:
    """What other steps of LangChain give is asked like the text itself, for which the last message stands."""
    assert same(runnable.invoke(asked), rules.ask(LIST))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["messages", "chat_history"])
def test_a_conversation_in_messages_is_remembered(runnable: AssistantRunnable, name: str) -> None:
    """What stands before the last message, or beside the input, is what a follow-up is read in the light of."""
    before = [HumanMessage(LIST), AIMessage("S27–S30")]
    asked = {name: [*before, HumanMessage(FOLLOW)]} if name == "messages" else {name: before, "input": FOLLOW}
    assert "K30" in runnable.invoke(asked).cited_codes


def test_output_parsers_take_its_messages(rules: Assistant, runnable: AssistantRunnable) -> None:
    """As a message it ends in a parser, and tells its codes beside the text; of a stream the last answer counts."""
    own = rules.ask(LIST)
    message = runnable.as_message().invoke(LIST)
    assert message.text == own.text
    assert message.response_metadata["cited_codes"] == list(own.cited_codes)
    chain = PROMPT | runnable.as_message() | StrOutputParser()
    assert chain.invoke({"said": LIST}) == "".join(chain.stream({"said": LIST})) == own.text
    writer = AssistantRunnable(Writer(finder=rules, chat=Silent(), settings=rules.settings))
    assert "".join((writer.as_message() | StrOutputParser()).stream(LIST)) == writer.invoke(LIST).text


def test_a_key_that_means_nothing_is_named(runnable: AssistantRunnable) -> None:
    """A mapping with a key too many is refused by that name, so that a misspelt `standard` is no surprise."""
    with pytest.raises(UsageError, match="input's standrad cannot be used"):
        runnable.invoke({"question": LIST, "standrad": "BAS1499-002v2"})


def test_a_model_that_fails_leaves_the_rule_worded_answer(rules: Assistant) -> None:
    """Over a writer the evidence is streamed first and the last answer is what invoke returns."""
    runnable = AssistantRunnable(Writer(finder=rules, chat=Silent(), settings=rules.settings))
    first, last = runnable.stream(LIST)
    assert same(first, rules.ask(LIST))
    assert same(last, runnable.invoke(Request(question=LIST)))
    assert last.cited_codes == first.cited_codes


def test_a_form_and_a_context_are_taken(rules: Assistant, runnable: AssistantRunnable) -> None:
    """A form is answered as `run` does, and a follow-up in the light of the last answer's context."""
    form = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}
    assert same(runnable.invoke({"form": form}), rules.run(loads(json.dumps(form))))
    followed = runnable.invoke({"question": FOLLOW, "context": rules.ask(LIST).context})
    assert "K30" in followed.cited_codes
    writer = AssistantRunnable(Writer(finder=rules, chat=Silent(), settings=rules.settings))
    assert list(writer.stream({"form": form}))[-1].listings == rules.run(loads(json.dumps(form))).listings


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": LIST, "form": {"op": "drop"}},
        {"form": {}},
        {"history": []},
        {"question": LIST, "history": "x"},
        {"question": 5},
        {"q": "x"},
        7,
        [],
        [7],
        {"messages": []},
        AIMessage(LIST),
        [HumanMessage(LIST), AIMessage("S27–S30")],
        SystemMessage(LIST),
    ],
)
def test_what_is_no_question_is_refused_in_one_sentence(runnable: AssistantRunnable, wrong: object) -> None:
    """An input of another shape raises UsageError, never a validation error of a library."""
    with pytest.raises(UsageError, match="cannot be used"):
        runnable.invoke(wrong)  # type: ignore[arg-type]


def test_errors_of_a_batch_can_be_kept_apart(runnable: AssistantRunnable) -> None:
    """One empty question does not spoil a batch when exceptions are returned."""
    good, bad = runnable.batch([LIST, " "], return_exceptions=True)
    assert isinstance(good, Answer)
    assert isinstance(bad, EmptyQuestion)
