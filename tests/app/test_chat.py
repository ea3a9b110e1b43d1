"""The pages as a reader meets them, run by Streamlit's own test runtime."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from double import Double
from sample import standard
from sample_answers import correction, long_list, refusal
from streamlit.proto.ChatInput_pb2 import ChatInput
from streamlit.testing.v1 import AppTest

from assistant import errors
from assistant.standard.companion import NAME

Open = Callable[..., AppTest]
ROOT = Path(__file__).resolve().parents[2]


def text(app: AppTest) -> str:
    """Everything written on the page."""
    shown = [*app.markdown, *app.title, *app.header, *app.caption, *app.warning, *app.error, *app.code]
    return "\n".join(element.value for element in shown) + "\n".join(e.proto.body for e in app.get("html"))


def ask(app: AppTest, question: str) -> AppTest:
    """Type a question and read on when it is answered."""
    return app.chat_input(key="question").set_value(question).run()


def cited(app: AppTest) -> list[str]:
    """The codes of the chips in the messages, in order."""
    shown = "\n".join(m.value for message in app.chat_message for m in message.markdown)
    return re.findall(r"#cite-([A-Z][\d.]+)", shown)


def test_first_page_names_the_standard(open_app: Open) -> None:
    """Before any question the page shows name, code and version, one question, and examples without codes."""
    app = open_app()
    assert not app.exception
    assert app.title[0].value == "想知道這份職能基準的什麼？"
    assert "客戶服務部門經理職能基準" in text(app) and "BAS1499\\-002v2" in text(app)
    assert "最新版本 V2" in text(app)
    begun = [b.label for b in app.button if b.key.startswith("examples_")]
    assert len(begun) == 5 and not [label for label in begun if re.search("[A-Z][0-9]", label)]


def test_nothing_is_asked_twice(open_app: Open, double: Double) -> None:
    """Drawn again, a page asks nothing again; while a question is answered the box takes no other."""
    app = ask(open_app(), "T5 需要哪些技能？")
    assert not app.run().run().exception
    assert double.asked == [("T5 需要哪些技能？", 0)] and len(app.chat_message) == 2
    assert app.chat_input(key="question").proto.submit_mode == ChatInput.SUBMIT_MODE_DISABLE


def test_list_answer_is_complete(open_app: Open) -> None:
    """The skills of T5 are listed with chips, marked as read off the table, complete and proved."""
    app = ask(open_app(), "T5 需要哪些技能？")
    assert [c for c in cited(app) if c.startswith("S")][:4] == ["S27", "S28", "S29", "S30"]
    assert all(words in text(app) for words in ("查表", "完整 4/4", "已驗證 5 項"))


def test_english_question_gets_an_english_answer(open_app: Open) -> None:
    """The words around an answer follow the question, whatever the language of the interface."""
    app = ask(open_app("zh-TW"), "what skills does T5 require")
    assert "From the table" in text(app) and "Complete 4/4" in text(app) and "溝通技能" in text(app)


def test_example_is_asked_by_its_button(open_app: Open, double: Double) -> None:
    """Clicking an example asks it, and the examples make room for the answer."""
    app = open_app()
    app.button(key="examples_1").click().run()
    assert [q for q, _ in double.asked] == ["「發展與維持服務水準的策略」需要哪些技能？"]
    assert not [b for b in app.button if b.key.startswith("examples_")]


def test_suggestion_is_asked_with_history(open_app: Open, double: Double) -> None:
    """A suggestion is asked as the next question, with the conversation so far."""
    app = ask(open_app(), "T5 需要哪些技能？")
    app.button(key="suggestion_0_0").click().run()
    assert double.asked[-1] == ("那知識呢？", 2)
    assert len(app.chat_message) == 4


def test_history_stays_and_new_conversation_clears(open_app: Open) -> None:
    """Questions and answers stay on the page until a new conversation is begun."""
    app = ask(ask(open_app(), "T5 需要哪些技能？"), "T1 呢？")
    assert len(app.chat_message) == 4
    app.button(key="new").click().run()
    assert len(app.chat_message) == 0 and app.title[0].value == "想知道這份職能基準的什麼？"


def test_long_list_states_its_count(open_app: Open, double: Double) -> None:
    """A long list says how many there are, draws twelve, and keeps the rest one click away."""
    double.replies["全部"] = long_list
    app = ask(open_app(), "全部行為指標")
    assert "共 24 項" in text(app)
    rest = next(e for e in app.expander if "24" in e.label)
    assert "第 24 項" in rest.markdown[0].value and "第 12 項" not in rest.markdown[0].value


def test_refusal_is_marked(open_app: Open, double: Double) -> None:
    """A matter the standard does not hold is answered as such."""
    double.replies["薪資"] = refusal
    app = ask(open_app(), "薪資多少？")
    assert "查無依據" in text(app) and "完整" not in text(app)


def test_correction_is_set_apart(open_app: Open, double: Double) -> None:
    """A false premise is put right in a sentence that says so."""
    double.replies["T1 的 S27"] = correction
    assert "**更正** [S27]" in text(ask(open_app(), "T1 的 S27"))


def test_proof_can_be_read(open_app: Open) -> None:
    """The checks behind an answer are listed."""
    app = ask(open_app(), "T5 需要哪些技能？")
    proof = next(e for e in app.expander if e.label == "驗證紀錄")
    assert "清單完整" in proof.markdown[0].value


def test_copy_text_travels_with_the_layer(open_app: Open) -> None:
    """The citation layer holds what the copy button copies."""
    data = json.loads(_component(ask(open_app(), "T5 需要哪些技能？"), "citations").json)
    assert "S30 風險評估和管理技能" in data["copies"]["copy_0"]
    assert data["lang"] == "zh-Hant-TW"


def test_cards_are_sent_once(open_app: Open) -> None:
    """There is one for every code, in a message that stays the same from question to question."""
    app = ask(open_app(), "T5 需要哪些技能？")
    first = _component(app, "cards")
    assert json.loads(first.json)["items"]["S27"] == ["技能", "溝通技能", "T5.1 分析歷史數據"]
    assert _component(ask(app, "T1 呢？"), "cards") == first


def _component(app: AppTest, name: str) -> Any:
    return next(one.proto for one in app.get("bidi_component") if one.proto.component_name.endswith(name))


def test_english_readers_get_english_in_cards_and_names(
    open_app: Open, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hover card has the translation under the wording; the sidebar the standard's own; places are named in it."""
    glosses = {NAME: "Customer service manager", "S27": "Communication skills", "T5": "Service levels"}
    monkeypatch.setattr(double, "glosses", lambda standard=None: glosses)
    app = open_app("en", ref="P5.1.1")
    cards = json.loads(_component(app, "cards").json)["items"]
    assert cards["S27"] == ["Skill", "溝通技能", "Communication skills", "T5.1 分析歷史數據"]
    assert any("Customer service manager" in caption.value for caption in app.caption)
    assert "Service levels › " in text(app)
    assert not any("Customer service manager" in caption.value for caption in open_app().caption)


def test_deep_link_opens_the_passage(open_app: Open) -> None:
    """An address with `ref` opens the passage: place, level, marked source line, neighbours."""
    shown = text(open_app(ref="S27"))
    assert "溝通技能" in shown and "T5\\.1" in shown and "職能級別 5" in shown
    assert "<mark>S27</mark>" in shown or "<mark>S27" in shown
    assert "第 7 行" in shown and "T5.1 的技能，共 4 項" in shown


def test_english_readers_get_a_translation_marked_as_such(open_app: Open) -> None:
    """The gloss stands under the wording, for readers of English only."""
    assert "Translation, not the source: Communication skills" in text(open_app("en", ref="S27"))
    assert "Communication skills" not in text(open_app("zh-TW", ref="S27"))


def test_deep_link_to_a_double_code(open_app: Open) -> None:
    """A code printed twice shows both places and the oddity."""
    shown = text(open_app(ref="O1.5.1"))
    assert "O1\\.5\\.1 在原文出現 2 處" in shown and "市場情報書面報告" in shown and "原文疑義" in shown


@pytest.mark.parametrize("ref", ["S99", "<b>x</b>", "javascript:alert(1)"])
def test_unknown_deep_link_is_a_sentence(open_app: Open, ref: str) -> None:
    """A code that does not exist is said not to exist, as text."""
    app = open_app(ref=ref)
    assert not app.exception and "這份職能基準沒有" in text(app) and "<b>" not in text(app).replace("\\<b", "")


@pytest.mark.parametrize("lang", ["zh-TW", "zh-CN", "en"])
def test_interface_speaks_each_language(open_app: Open, lang: str) -> None:
    """`?lang=` chooses the interface; English leaves Chinese only to the source's own words."""
    app = open_app(lang)
    assert not app.exception
    title = {
        "zh-TW": "想知道這份職能基準的什麼？",
        "zh-CN": "想了解这份职能基准的什么？",
        "en": "What would you like to know?",
    }
    assert app.title[0].value == title[lang]


def test_language_switch_keeps_the_conversation(open_app: Open) -> None:
    """Switching the interface keeps what was asked and answered."""
    app = ask(open_app(), "T5 需要哪些技能？")
    app.segmented_control(key="language_pick").set_value("en").run()
    assert len(app.chat_message) == 2 and "What was checked" not in text(app)
    assert app.button(key="copy_0").label == "Copy"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.EmptyQuestion("x"), "沒有可以查的文字"),
        (errors.QuestionTooLong("x"), "2000 字以內"),
        (errors.EmbeddingError("x"), "搜尋模型"),
    ],
)
def test_known_failures_are_sentences(open_app: Open, double: Double, error: Exception, words: str) -> None:
    """A question that cannot be taken is answered with what to do."""
    double.replies["壞"] = error
    assert words in text(ask(open_app(), "壞"))


def test_a_question_over_the_limit_goes_back_into_the_box(open_app: Open, double: Double) -> None:
    """Its length and the limit are told, nothing is asked or cut, and what is sent shortened is answered."""
    typed = "T5 需要哪些技能？".ljust(2001, "啊")
    app = open_app()
    assert app.chat_input(key="question").proto.max_chars == 0  # the box takes it; its own limit would not say so
    ask(app, typed)
    assert "2001 字" in app.warning[0].value and "上限是 2000 字" in app.warning[0].value
    assert app.chat_input(key="question").proto.value == typed and not double.asked and not app.chat_message
    ask(app, typed[:2000])
    assert not app.warning and double.asked == [(typed[:2000], 0)]


def test_unknown_failure_shows_a_number_only(open_app: Open, double: Double) -> None:
    """Whatever breaks, the reader sees a sentence and a number, and the next question works."""
    double.replies["壞"] = RuntimeError("secret-key /etc/passwd")
    app = ask(open_app(), "壞")
    assert not app.exception and re.search(r"編號 [0-9A-F]{6}", text(app))
    assert "secret" not in text(app) and "Traceback" not in text(app) and "/etc" not in text(app)
    assert "S27" in cited(ask(app, "T5 需要哪些技能？"))


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (errors.IndexMissing("x"), "還沒有建立索引"),
        (errors.IndexDamaged("x"), "索引檔案不完整"),
        (errors.IndexMismatch("x"), "索引需要更新"),
        (errors.IndexBusy("x"), "索引建立中"),
    ],
)
def test_index_trouble_recovers_by_itself(open_app: Open, double: Double, error: Exception, title: str) -> None:
    """Without an index the page says what to do; once there is one, the same page goes on."""
    double.trouble = error
    app = open_app()
    assert not app.exception and title in app.title[0].value
    double.trouble = None
    assert app.run().title[0].value == "想知道這份職能基準的什麼？"


def test_question_outlives_a_lost_index(open_app: Open, double: Double) -> None:
    """A question asked while the index is away is answered once it is back."""
    double.replies["技能"] = errors.IndexMissing("x")
    app = ask(open_app(), "T5 需要哪些技能？")
    assert "還沒有建立索引" in app.warning[0].value
    double.replies.clear()
    assert "S27" in cited(app.run())


def test_question_typed_without_index_is_kept(open_app: Open, double: Double) -> None:
    """A question sent in the moment the index goes is asked once it is back."""
    app = open_app()
    double.trouble = errors.IndexMissing("x")
    assert "還沒有建立索引" in ask(app, "T5 需要哪些技能？").title[0].value
    double.trouble = None
    assert "S27" in cited(app.run())


def test_broken_page_is_a_sentence(open_app: Open, double: Double) -> None:
    """An error outside a question shows no traceback either."""
    double.trouble = RuntimeError("secret-key")
    app = open_app()
    assert not app.exception and "編號" in text(app) and "secret" not in text(app)


def test_standards_are_chosen_when_several(open_app: Open, double: Double) -> None:
    """A selector appears with a second standard, and each has its own conversation."""
    assert not open_app().selectbox
    double.loaded = (standard(), standard("XYZ1000-001v1", "另一職能"))
    app = ask(open_app(), "T5 需要哪些技能？")
    app.selectbox(key="standard").set_value("XYZ1000-001v1").run()
    assert len(app.chat_message) == 0 and "另一職能職能基準" in text(app)
    app.selectbox(key="standard").set_value("BAS1499-002v2").run()
    assert len(app.chat_message) == 2


def test_hostile_question_is_shown_as_typed(open_app: Open) -> None:
    """Markup in a question is shown, not obeyed."""
    app = ask(open_app(), "![x](http://evil.example) <b>T5</b>")
    assert "\\!\\[x\\]\\(http" in app.chat_message[0].markdown[0].value
