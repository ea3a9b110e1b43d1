"""The chat where a chat model is configured: its switch, its badge, and what remains when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from double import Double
from sample_answers import SKILLS, by_meaning, doubtful, surely_read
from streamlit.testing.v1 import AppTest
from test_chat import ask, cited, text

from assistant import Settings
from assistant.answer.worded.chat import Prompt
from assistant.answer.worded.events import Done, Event, Found
from assistant.errors import ModelFault, QuestionTooCostly
from assistant.faces.manage import limits
from assistant.faces.pages import reading, session
from assistant.question.conversation import Context

Open = Callable[..., AppTest]


class Model:
    """Says what it is told to, or fails."""

    name = "scripted:model"
    reply_text = "任務 T5 需要四項技能 [1]。"
    fault: ModelFault | None = None

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """The reply, a character at a time."""
        self.prompts.append(prompt)
        if self.fault:
            raise self.fault
        yield from self.reply_text


@pytest.fixture
def model(double: Double, monkeypatch: pytest.MonkeyPatch) -> Model:
    """A configured chat model."""
    standing = Model()
    monkeypatch.setattr(session, "configured", lambda settings: standing)
    monkeypatch.setattr(session, "load", lambda: Settings(chat_model="scripted:model"))
    return standing


def test_without_a_model_there_is_no_switch(open_app: Open) -> None:
    """Nothing about a model is on the page when none is configured."""
    assert not open_app().toggle


def test_the_switch_is_off_until_it_is_turned(model: Model, open_app: Open) -> None:
    """A configured model is asked nothing until the reader wants it."""
    app = ask(open_app(), "T5 需要哪些技能？")
    assert [toggle.value for toggle in app.toggle] == [False]
    assert model.prompts == []
    assert "查表" in text(app)


def test_a_worded_answer_has_its_badge_and_the_whole_list(model: Model, open_app: Open) -> None:
    """The model's sentence stands above the list of the table, marked as worded by a model."""
    app = open_app()
    app.toggle[0].set_value(True).run()
    app = ask(app, "T5 需要哪些技能？")
    assert not app.exception
    assert "生成" in text(app) and "需要四項技能" in text(app)
    assert [c for c in cited(app) if c.startswith("S")][:4] == ["S27", "S28", "S29", "S30"]
    assert len(model.prompts) == 1


def test_the_switch_belongs_to_the_conversation(model: Model, open_app: Open) -> None:
    """Turned off again, the next answer is by rule and the one before stays as it was."""
    app = open_app()
    app.toggle[0].set_value(True).run()
    app = ask(app, "T5 需要哪些技能？")
    app.toggle[0].set_value(False).run()
    app = ask(app, "T5 需要哪些技能呢？")
    assert len(model.prompts) == 1
    assert "生成" in text(app) and "查表" in text(app)


@pytest.mark.parametrize("reason", ["denied", "slow", "interrupted", "empty", "unknown"])
def test_a_fault_is_a_sentence_on_the_page(model: Model, open_app: Open, reason: str) -> None:
    """When the model fails the answer by rule is shown with the reason, and the conversation goes on."""
    model.fault = ModelFault(reason)
    app = open_app()
    app.toggle[0].set_value(True).run()
    app = ask(app, "T5 需要哪些技能？")
    assert not app.exception
    assert "因此顯示依規則組成的答案" in text(app) and "查表" in text(app)
    model.fault = None
    app = ask(app, "T5 需要哪些技能呢？")
    assert "生成" in text(app)


def test_a_lie_is_not_shown_and_is_told(model: Model, open_app: Open) -> None:
    """A sentence that does not pass is not on the page; the answer says that one was left out."""
    model.reply_text = "任務 T5 需要四項技能 [1]。T5 也需要 S99 [1]。"
    app = open_app()
    app.toggle[0].set_value(True).run()
    app = ask(app, "T5 需要哪些技能？")
    assert "S99" not in text(app)
    assert "1 句話查核不過（代碼不在所註明的依據裡）" in text(app)


def test_questions_in_a_minute_are_limited(double: Double, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """One question too many within a minute gets a plain sentence, and nothing is asked."""
    monkeypatch.setattr(session, "load", lambda: Settings(questions_per_minute=2))
    app = open_app()
    for number in range(3):
        app = ask(app, f"T{number + 1} 需要哪些技能？")
    assert len(double.asked) == 2
    assert "一分鐘內最多問 2 題" in text(app)


def test_questions_of_all_readers_are_limited(double: Double, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another session is told so in its own language, and nothing is asked."""
    monkeypatch.setattr(session, "load", lambda: Settings(questions_per_minute_all=1))
    ask(open_app(), "T1 需要哪些技能？")
    assert "Many people are asking just now" in text(ask(open_app("en"), "what skills does T5 require"))
    assert len(double.asked) == 1


def test_a_question_waits_for_its_turn(double: Double, open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """While all places are taken, one sentence; once there is one, the next question is answered."""
    monkeypatch.setattr(session, "load", lambda: Settings(questions_at_once=1))
    monkeypatch.setattr(limits, "WAIT", 0)
    app = open_app()
    with session.limits().place():
        app = ask(app, "T5 需要哪些技能？")
        assert "現在發問的人很多" in text(app) and not double.asked
    assert "S27" in text(ask(app, "T5 需要哪些技能？"))


def test_a_question_that_costs_too_much_is_told(double: Double, open_app: Open) -> None:
    """In a sentence that says what to do, without a number: nothing is broken."""
    double.replies["技能"] = QuestionTooCostly("…")
    app = ask(open_app(), "T5 需要哪些技能？")
    assert "請分成幾題來問" in text(app) and "編號" not in text(app)


def test_a_long_conversation_says_what_is_remembered(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the turns taken into account the page says how many they are."""
    monkeypatch.setattr(session, "load", lambda: Settings(history_limit=2))
    app = ask(open_app(), "T1 需要哪些技能？")
    assert "最近 2 則" not in text(app)
    assert "最近 2 則" in text(ask(app, "T2 需要哪些技能？"))


class Rereading:
    """Stands for a writer whose model reads a question otherwise than the rules."""

    def __init__(self) -> None:
        self.contexts: list[Context | None] = []

    def stream(
        self, question: str, history: Sequence[object], standard: str | None, context: Context | None = None
    ) -> Iterator[Event]:
        """Two findings, the later in place of the first."""
        self.contexts.append(context)
        meant = replace(doubtful(question), method="model")
        yield Found(answer=by_meaning(question))
        yield Found(answer=meant)
        yield Done(answer=meant)


def test_what_the_model_read_is_shown_and_remembered(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The later finding stays, its reading is what is open, and its context goes to the next question."""
    standing = Rereading()
    monkeypatch.setattr(session, "writer", lambda: standing)
    app = open_app()
    app.toggle[0].set_value(True).run()
    app = ask(app, "T5 的技能那塊")
    assert not app.exception
    assert "生成" in text(app) and "讀法不確定" in text(app) and "依據可能相關" not in text(app)
    ask(app, "那知識呢")
    assert [c.last.form if c and c.last else None for c in standing.contexts] == [None, SKILLS]


def test_what_is_open_is_named() -> None:
    """The reading of what the table gives, the evidence of what is found by meaning, whoever words it."""
    assert reading.doubts(surely_read("?")) == []
    assert reading.doubts(replace(surely_read("?"), method="model", confidence="likely")) == ["reading.mostly"]
    assert reading.doubts(doubtful("?")) == ["reading.unsure"]
    assert reading.doubts(by_meaning("?")) == ["answer.likely"]
    assert reading.doubts(replace(by_meaning("?"), method="model", confidence="weak")) == ["answer.weak"]
