"""The assistant as a LangChain `Runnable`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableLambda

from assistant import Answer, Assistant, Turn
from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.writer import Writer
from assistant.errors import EmptyQuestion, ModelFault, UsageError
from assistant.faces.langchain import AssistantRunnable, Request
from assistant.question.form import loads

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
