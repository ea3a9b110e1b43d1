"""Every way a provider fails, against a real server on loopback: bounded time, a plain sentence, the rules' answer."""

from __future__ import annotations

import itertools
import json
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from stub import HANGS, KEY, Behaviour, Exchange, serve

from assistant import Assistant, Turn
from assistant.answer.model import Answer, plain
from assistant.answer.worded.events import Done, Found
from assistant.answer.worded.writer import Writer
from assistant.language.catalogue.area import MODEL

pytest.importorskip("langchain_openai")

QUESTION = "T5 需要哪些技能？"
GOOD = "T5 需要四項技能 [1]。"


def _status(code: int, **headers: str) -> Behaviour:
    body = json.dumps({"error": {"message": f"failed with key {KEY}", "type": "x", "code": None}}).encode()
    return lambda exchange: exchange.status(code, body, **headers)


def _body(data: bytes) -> Behaviour:
    return lambda exchange: exchange.status(200, data)


def _late(exchange: Exchange) -> None:
    if not exchange.wait(30):
        exchange.say(GOOD)


def _slow(exchange: Exchange) -> None:
    if not exchange.streaming:
        exchange.wait(30)
        return
    exchange.open()
    for char in GOOD * 9:
        exchange.chunk(char)
        if exchange.wait(0.6):
            return
    exchange.done()


def _cut(chunks: int) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        if not exchange.streaming:
            exchange.handler.send_response(200)
            exchange.handler.send_header("Content-Length", "900")
            exchange.handler.end_headers()
            exchange.raw(b'{"id": "c", '[: 2 * chunks])
        else:
            exchange.open()
            for _ in range(chunks):
                exchange.chunk(GOOD)
        exchange.handler.connection.shutdown(socket.SHUT_RDWR)

    return behave


def _ends_without_reason(exchange: Exchange) -> None:
    if not exchange.streaming:
        exchange.say(GOOD, finish="")
        return
    exchange.open()
    exchange.chunk(GOOD)


def _endless(exchange: Exchange) -> None:
    if not exchange.streaming:
        exchange.say("T5 需要四項技能，" * 2000)
        return
    exchange.open()
    for _ in itertools.count():
        exchange.chunk("T5 需要四項技能，")


def _events(data: bytes) -> Behaviour:
    def behave(exchange: Exchange) -> None:
        if not exchange.streaming:
            exchange.status(200, data)
            return
        exchange.open()
        exchange.raw(b"data: " + data + b"\n\n")
        exchange.done()

    return behave


FAULTS: dict[str, tuple[Behaviour, set[str], int]] = {
    "401": (_status(401), {"denied"}, 1),
    "403": (_status(403), {"denied"}, 1),
    "404": (_status(404), {"not_found"}, 1),
    "400": (_status(400), {"rejected"}, 1),
    "429": (_status(429), {"busy"}, 1),
    "429-later": (_status(429, Retry_After="1"), {"busy"}, 2),
    "429-much-later": (_status(429, Retry_After="600"), {"busy"}, 1),
    "500": (_status(500), {"server"}, 1),
    "503": (_status(503), {"server"}, 1),
    "first-token-late": (_late, {"slow"}, 1),
    "one-token-at-a-time": (_slow, {"slow"}, 1),
    **{f"cut-{n}": (_cut(n), {"interrupted", "unreachable", "unreadable", "empty", "slow"}, 2) for n in range(6)},
    "no-finish-reason": (_ends_without_reason, {"interrupted"}, 1),
    "empty": (lambda e: e.say(""), {"empty"}, 1),
    "whitespace": (lambda e: e.say(" \n \t　\n"), {"empty"}, 1),
    "not-json": (_events(b"<html>Bad gateway</html>"), {"unreadable", "interrupted", "unknown"}, 1),
    "not-utf8": (_events(b'{"id":"\xff\xfe\x80'), {"unreadable", "interrupted", "unknown"}, 1),
    "no-choices": (_events(b'{"id":"c","choices":[]}'), {"unreadable", "interrupted", "empty"}, 1),
    "error-in-stream": (
        _events(b'{"error":{"message":"overloaded","code":"x"}}'),
        {"server", "interrupted", "unreadable", "unknown"},
        1,
    ),
    "endless": (_endless, {"endless"}, 1),
    "one-megabyte": (lambda e: e.say("".join(map(str, range(180_000))), size=4000), {"endless"}, 1),
    "length": (lambda e: e.say("T5 需要", finish="length"), {"too_long"}, 1),
    "content-filter": (lambda e: e.say(GOOD, finish="content_filter"), {"filtered"}, 1),
}


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_leaves_the_answer_by_rule(
    name: str,
    streaming: bool,
    served: Callable[..., Writer],
    rules: Assistant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever the server does, the answer by rule comes in time, with a plain reason and no secret.

    Meanwhile something is heard of it in small steps, so that the page stays alive.
    """
    behaviour, reasons, most = FAULTS[name]
    caplog.set_level(logging.DEBUG)
    with serve({"m": behaviour}) as stub:
        writer = served(stub.url, "m", chat_streaming=streaming)
        start = last = time.monotonic()
        longest = 0.0
        for event in writer.stream(QUESTION):
            if not isinstance(event, Found):  # from then on the page is drawn
                longest = max(longest, time.monotonic() - last)
            last = time.monotonic()
        seconds = last - start
    assert isinstance(event, Done)
    answer = event.answer
    assert longest < HANGS
    _is_by_rule(answer, rules.ask(QUESTION), reasons)
    assert seconds < HANGS
    assert 1 <= len(stub.requests) <= most
    assert KEY not in answer.text + caplog.text
    assert not [record for record in caplog.records if record.exc_info]


def _is_by_rule(answer: Answer, expected: Answer, reasons: set[str]) -> None:
    assert answer.method == expected.method
    assert answer.citations == expected.citations
    assert answer.blocks[:-1] == expected.blocks
    told = {MODEL.say("told.instead", "zh-TW", reason=MODEL.say(f"fault.{r}", "zh-TW")): r for r in reasons}
    assert plain(answer.blocks[-1].text) in told  # type: ignore[union-attr]


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
def test_a_server_that_is_down_is_tried_once_more(
    streaming: bool, served: Callable[..., Writer], rules: Assistant
) -> None:
    """A refused connection ends within the limits and in the answer by rule."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = served(f"http://127.0.0.1:{port}/v1", "m", chat_streaming=streaming).ask(QUESTION)
    _is_by_rule(answer, rules.ask(QUESTION), {"unreachable"})


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
def test_a_name_that_does_not_resolve(
    streaming: bool, served: Callable[..., Writer], rules: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server whose name is unknown ends in the answer by rule."""

    def unknown(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    answer = served("http://stub.invalid/v1", "m", chat_streaming=streaming).ask(QUESTION)
    _is_by_rule(answer, rules.ask(QUESTION), {"unreachable"})


def test_nothing_is_asked_again_after_the_first_token(served: Callable[..., Writer]) -> None:
    """A stream cut after it had begun is not started anew."""
    with serve({"m": _cut(3)}) as stub:
        served(stub.url, "m").ask(QUESTION)
    assert len(stub.requests) == 1


def test_a_second_attempt_can_succeed(served: Callable[..., Writer]) -> None:
    """A server that asks for a short wait is asked once more, and its answer is used."""
    replies = iter([_status(429, Retry_After="0"), lambda e: e.say(GOOD)])
    with serve({"m": lambda e: next(replies)(e)}) as stub:
        answer = served(stub.url, "m").ask(QUESTION)
    assert answer.method == "model"
    assert len(stub.requests) == 2


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
def test_a_good_reply_words_the_answer(streaming: bool, served: Callable[..., Writer], rules: Assistant) -> None:
    """A reply that passes its checks words the answer; lists and citations stay the table's."""
    with serve({"m": lambda e: e.say(GOOD)}) as stub:
        answer = served(stub.url, "m", chat_streaming=streaming).ask(QUESTION)
    by_rule = rules.ask(QUESTION)
    assert answer.method == "model"
    assert answer.listings == by_rule.listings
    assert answer.citations == by_rule.citations
    read_as, worded = (plain(b.text) for b in answer.blocks[:2])  # type: ignore[union-attr]
    assert read_as == plain(by_rule.blocks[0].text)  # type: ignore[union-attr]
    assert worded.startswith("T5 需要四項技能")
    assert all(check.holds for check in answer.proof)
    request = stub.requests[0]
    assert request.get("stream", False) is streaming
    assert KEY not in json.dumps(request)
    assert stub.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
def test_whole_sentences_of_a_reply_that_was_cut_count(streaming: bool, served: Callable[..., Writer]) -> None:
    """What a model finished before its length limit is shown, the rest is left out, and the reader is told."""
    with serve({"m": lambda e: e.say(GOOD + "T5 需要「溝通", finish="length")}) as stub:
        answer = served(stub.url, "m", chat_streaming=streaming).ask(QUESTION)
    assert answer.method == "model"
    assert "T5 需要四項技能" in answer.text and "「溝通" not in answer.text
    assert MODEL.say("told.cut", "zh-TW") in answer.text


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
def test_what_a_model_thinks_aloud_is_not_said(streaming: bool, served: Callable[..., Writer]) -> None:
    """A block of thought is no part of the reply, and no sentence of it counts against the rest."""
    thought = "<think>T5 需要 S99 [1]。\nT5 很難 [1]。</think>\n"
    with serve({"m": lambda e: e.say(thought + GOOD)}) as stub:
        answer = served(stub.url, "m", chat_streaming=streaming).ask(QUESTION)
    assert answer.method == "model"
    assert "T5 需要四項技能" in answer.text and "查核不過" not in answer.text


@pytest.mark.parametrize("name", ["401", "500", "cut-3", "empty", "not-utf8", "endless", "length"])
def test_a_conversation_goes_on_after_a_fault(name: str, served: Callable[..., Writer], rules: Assistant) -> None:
    """The question after a fault is answered in the light of the turns before it."""
    with serve({"m": FAULTS[name][0]}) as stub:
        writer = served(stub.url, "m")
        first = writer.ask(QUESTION)
        history = [Turn(role="user", content=QUESTION), Turn(role="assistant", content=first.text)]
        second = writer.ask("那知識呢？", history)
    assert second.cited_codes == rules.ask("T5 需要哪些知識？").cited_codes


def test_the_wait_is_told_in_small_steps(served: Callable[..., Writer]) -> None:
    """While a server is silent an event comes at least twice a second, so that a page can be drawn or left."""
    with serve({"m": _late}) as stub:
        last, longest = None, 0.0
        for _ in served(stub.url, "m").stream(QUESTION):
            now = time.monotonic()
            longest = max(longest, now - last if last is not None else 0)
            last = now
    assert longest < HANGS
