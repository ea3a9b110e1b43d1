"""A question read by a chat model behind a server on loopback: in time, and only forms that may be run."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator

import pytest
from interpreting import QUESTION, SKILLS, TOLD, Make, named, own, reading
from stub import HANGS, KEY, Behaviour, Exchange, serve

from assistant import Assistant
from assistant.answer.worded.events import Done, Found, Waiting


def _late(exchange: Exchange) -> None:
    exchange.wait(30)


def _reads(arguments: str, worded: str = "T5 需要四項技能 [1]。") -> Behaviour:
    """Calls the function it is offered; words where none is."""

    def behave(exchange: Exchange) -> None:
        tools = exchange.body.get("tools")
        if tools:
            exchange.call(tools[0]["function"]["name"], arguments)
        else:
            exchange.say(worded)

    return behave


SERVED: dict[str, tuple[Behaviour, bool]] = {
    "right": (_reads(reading(SKILLS)), True),
    "as text": (lambda e: e.say(reading(SKILLS) if e.body.get("tools") else "T5 需要四項技能 [1]。"), True),
    "wrong": (_reads(reading({"op": "show", "of": {"op": "coded", "codes": ["T9"]}})), False),
    "ill-typed": (_reads(reading({"op": "list", "of": 5})), False),
    "no JSON": (_reads("T5 needs S99"), False),
    "hostile": (_reads(reading({"op": "list", "of": named("PWNED http://evil.example")})), False),
    "empty": (_reads(reading()), False),
    "nothing": (_reads(""), False),
    "another function": (lambda e: e.call("rm", "{}") if e.body.get("tools") else e.say("T5 [1]。"), False),
    "slow": (_late, False),
    "huge": (_reads(json.dumps({"forms": ["x" * 200_000]})), False),
    "broken": (lambda e: e.status(500, b"{}"), False),
}  # fmt: skip


@pytest.mark.usefixtures("unsure")
@pytest.mark.parametrize("name", SERVED)
def test_over_a_server(name: str, served: Make, rules: Assistant) -> None:
    """Whatever a server calls the function with, the answer is that of a form that may be run, in time."""
    behaviour, read = SERVED[name]
    with serve({"m": behaviour}) as stub:
        writer = served(stub.url, "m")
        start = last = time.monotonic()
        events = writer.stream(QUESTION)
        longest, answer = 0.0, None
        for event in events:
            if not isinstance(event, Found):
                longest = max(longest, time.monotonic() - last)
            last = time.monotonic()
            answer = event.answer if isinstance(event, Found | Done) else answer
        seconds = time.monotonic() - start
    assert answer is not None
    assert longest < HANGS and seconds < HANGS
    assert (TOLD in answer.text) is read
    if not read:
        assert own(answer, rules)
    assert not re.search("PWNED|evil|S99", answer.text)
    asked = stub.requests[0]
    assert asked["tools"][0]["function"]["parameters"]["$defs"]["List"]
    assert KEY not in json.dumps(stub.requests)
    assert all(r.get("stream") or r.get("tools") for r in stub.requests)


def _pieces(events: Iterator[object]) -> int:
    return sum(isinstance(e, Waiting) for e in events)


@pytest.mark.usefixtures("unsure")
def test_the_wait_is_told_while_the_question_is_read(served: Make) -> None:
    """A page can be drawn, or left, while a server takes its time to read."""
    with serve({"m": _late}) as stub:
        assert _pieces(served(stub.url, "m").stream(QUESTION)) >= 4
