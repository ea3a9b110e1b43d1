"""How often a page of the chat is drawn, and what of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from test_chat import ask, cited

from assistant.faces.pages import chat

Open = Callable[..., AppTest]


def test_an_answer_by_rule_takes_one_drawing(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question is answered before the page is drawn, so that the conversation is not drawn twice."""
    app, drawn = open_app(), list[str]()
    draw = chat.titlebar
    monkeypatch.setattr(chat, "titlebar", lambda *told: (drawn.append(""), draw(*told))[1])
    assert "S27" in cited(ask(app, "T5 需要哪些技能？")) and len(drawn) == 1


def test_older_answers_are_drawn_when_they_are_opened(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long conversation costs no more than its last answers."""
    monkeypatch.setattr(chat, "SHOWN", 2)
    app = open_app()
    for question in ("T5 需要哪些技能？", "T1 呢？", "那知識呢？"):
        ask(app, question)
    assert len(app.chat_message) == 4 and not app.exception
    app.session_state["earlier"] = True
    assert len(app.run().chat_message) == 6
