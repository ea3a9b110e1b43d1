"""How a question was read, as the chat shows it: above the answer, in its badges, on request, and to exchange."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from double import Double
from sample_answers import NUMBER, PLACE, SKILLS, by_meaning, doubtful, greeting, not_held, partly_read, surely_read
from streamlit.testing.v1 import AppTest
from test_chat import ask, text

from assistant import Settings
from assistant.answer.model import Answer
from assistant.faces.pages import reading, session
from assistant.faces.pages.message import way
from assistant.question.conversation import Context

Open = Callable[..., AppTest]


def badges(app: AppTest) -> str:
    """The words of the badges under the last question."""
    return " ".join(m.value for m in app.chat_message[-1].markdown if m.value.startswith(":") and "badge[" in m.value)


def readings(app: AppTest) -> list[str]:
    """The buttons that offer another reading."""
    return [b.label for b in app.button if b.key.startswith("reread_")]


def explained(app: AppTest) -> str:
    """What the expander about the reading holds."""
    opened = next(e for e in app.expander if e.label in ("怎麼讀這個問題", "How the question was read"))
    parts = [e.proto.body for e in opened.get("html")]
    return "\n".join([*parts, *(m.value for m in (*opened.markdown, *opened.caption))])


@pytest.fixture
def reply(double: Double) -> Callable[[Callable[[str], Answer]], None]:
    """Have every question answered so."""

    def answers(made: Callable[[str], Answer]) -> None:
        double.replies[""] = made

    return answers


def test_the_reading_stands_above_the_answer(open_app: Open, reply: Callable[..., None]) -> None:
    """It comes before badges and words, once, and is no aside."""
    reply(surely_read)
    app = ask(open_app(), "T5 的技能")
    shown = [m.value for m in app.chat_message[1].markdown]
    assert shown[0] == "讀作：T5 的技能。" and shown.count(shown[0]) == 1
    assert "已驗證 5 項" in badges(app) and ":green-badge" in badges(app) and "不確定" not in badges(app)
    assert readings(app) == []


def test_a_doubtful_reading_is_not_called_proved(open_app: Open, reply: Callable[..., None]) -> None:
    """Nothing is green, and the badge says that the reading is open, not the evidence."""
    reply(doubtful)
    app = ask(open_app(), "T5 那塊")
    assert "讀法不確定" in badges(app) and "完整 4/4" in badges(app)
    assert "已驗證" not in badges(app) and "green" not in badges(app) and "依據" not in badges(app)
    assert ":blue-badge" not in badges(app)


def test_a_part_left_out_is_said(open_app: Open, reply: Callable[..., None]) -> None:
    """A likely reading that does not account for everything says so in the badge and marks the part, as text."""
    reply(partly_read)
    app = ask(open_app(), "T5 技能 <b>甲</b>")
    assert "問題有部分沒用到" in badges(app) and "已驗證" not in badges(app)
    assert "&lt;b&gt;甲&lt;/b&gt;</span> <small>沒有用到" in explained(app) and "<b>" not in explained(app)
    assert "有一部分沒有用到" in explained(app)


def test_evidence_by_meaning_is_what_is_open(open_app: Open, reply: Callable[..., None]) -> None:
    """Where the reading is sure and the evidence only likely, the badge names the evidence."""
    reply(by_meaning)
    app = ask(open_app(), "客訴怎麼辦")
    assert "檢索" in badges(app) and "依據可能相關" in badges(app) and "讀法" not in badges(app)
    assert "已驗證" not in badges(app) and "整句照意思" in explained(app)


def test_a_refusal_proves_nothing(open_app: Open, reply: Callable[..., None]) -> None:
    """What is declined is marked as without evidence, whatever was checked of what it shows."""
    reply(not_held)
    app = ask(open_app(), "S27 多久一次")
    assert "查無依據" in badges(app) and "已驗證" not in badges(app) and "green" not in badges(app)
    assert way(not_held("S27 多久一次")) == "查無依據"


def test_a_greeting_claims_nothing(open_app: Open, reply: Callable[..., None]) -> None:
    """What is no question gets words and what may be asked, no badge, no proof and nothing to take along."""
    reply(greeting)
    app = ask(open_app(), "你好")
    assert badges(app) == "" and "您好" in text(app)
    assert "驗證紀錄" not in [e.label for e in app.expander]
    assert "copy_0" not in [b.key for b in app.button] and app.button(key="suggestion_0_0")
    assert "不是提問" in explained(app)


def test_each_part_is_explained_on_request(open_app: Open, reply: Callable[..., None]) -> None:
    """The parts stand in the order of the question, each with what it was taken for, and how sure that is."""
    reply(surely_read)
    shown = explained(ask(open_app(), "T5 的技能"))
    said = ["查找的對象", "不影響意思", "查找的對象", "背景，不篩選", "問法"]
    assert [part.split("</small>")[0] for part in shown.split("<small>")[1:]] == said
    assert "整句讀作：T5 的技能" in shown and "很有把握" in shown


@pytest.mark.parametrize(("probability", "words"), [(0.99, "很有把握"), (0.6, "最有可能"), (0.3, "幾種可能之一")])
def test_probability_is_said_in_words(
    open_app: Open, reply: Callable[..., None], monkeypatch: pytest.MonkeyPatch, probability: float, words: str
) -> None:
    """Three bands: sure, likelier than all others together, or only one of several."""

    def answered(question: str) -> Answer:
        answer = surely_read(question)
        assert answer.understood
        confidence = "proved" if probability > 0.8 else "likely"
        return replace(answer, confidence=confidence, understood=replace(answer.understood, probability=probability))

    monkeypatch.setattr(reading, "LIKELY", 0.8)
    reply(answered)
    assert words in explained(ask(open_app(), "T5 的技能"))


def test_another_reading_replaces_the_answer(open_app: Open, double: Double, reply: Callable[..., None]) -> None:
    """A click answers the same question as the other form, in the same place; a second one leads back."""
    reply(doubtful)
    app = ask(open_app(), "T5 那塊")
    assert readings(app) == ["改讀作：T5 有幾項技能 \\*x\\*", "改讀作：T5 屬於哪裡"]
    app.button(key="reread_0_0").click().run()
    assert double.ran == [(NUMBER, "zh-TW", Context())]
    assert len(app.chat_message) == 2 and app.chat_message[0].markdown[0].value == "T5 那塊"
    assert "Count 的答案" in text(app) and "已驗證" in badges(app) and "您選的" in explained(app)
    assert readings(app) == ["改讀作：T5 的技能", "改讀作：T5 屬於哪裡"]
    app.button(key="reread_0_1").click().run()
    assert double.ran[-1][0] == PLACE and "Locate 的答案" in text(app)
    app.button(key="reread_0_0").click().run()
    assert "讀作：T5 的技能。" in text(app) and "讀法不確定" in badges(app)
    assert len(double.ran) == 2 and len(double.asked) == 1


def test_only_the_last_answer_can_be_read_otherwise(open_app: Open, reply: Callable[..., None]) -> None:
    """Later questions were read in the light of it."""
    reply(doubtful)
    app = ask(ask(open_app(), "T5 那塊"), "T5 那塊呢")
    assert {b.key for b in app.button if b.key.startswith("reread_")} == {"reread_1_0", "reread_1_1"}


def test_a_reading_that_fails_leaves_the_way_back(open_app: Open, double: Double, reply: Callable[..., None]) -> None:
    """When another reading cannot be answered, the first one is a click away."""
    reply(doubtful)
    app = ask(open_app(), "T5 那塊")
    double.broken = True
    app.button(key="reread_0_0").click().run()
    assert "編號" in text(app) and "secret" not in text(app)
    app.button(key="reread_0_0").click().run()
    assert "讀作：T5 的技能。" in text(app)


def test_the_next_question_is_read_in_the_light_of_the_last(
    open_app: Open, double: Double, reply: Callable[..., None]
) -> None:
    """The context of an answer travels with the conversation, that of a reading chosen instead too."""
    reply(doubtful)
    app = ask(ask(open_app(), "T5 那塊"), "那知識呢")
    assert [c.last.form if c and c.last else None for c in double.contexts] == [None, SKILLS]
    app.button(key="reread_1_0").click().run()
    assert [c.last.form for _, _, c in double.ran if c and c.last] == [SKILLS]
    ask(app, "再來")
    assert (known := double.contexts[-1]) and known.last and known.last.form == NUMBER
    app.button(key="new").click().run()
    ask(app, "T5 那塊")
    assert double.contexts[-1] == Context()


def test_no_more_is_remembered_than_the_operator_wants(
    open_app: Open, double: Double, reply: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a history of no turns, each question stands alone."""
    monkeypatch.setattr(session, "load", lambda: Settings(history_limit=0))
    reply(surely_read)
    ask(ask(open_app(), "T5 的技能"), "那知識呢")
    assert double.contexts == [Context(), Context()]


def test_english_readers_read_english(open_app: Open, reply: Callable[..., None]) -> None:
    """The words around a reading are those of the answer's language."""
    reply(lambda question: replace(doubtful(question), language="en"))
    app = ask(open_app("en"), "that T5 thing")
    assert "Reading not certain" in badges(app) and readings(app)[0].startswith("Read as")
    assert "looked up" in explained(app) and "only one of several" in explained(app)
