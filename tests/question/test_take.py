"""Questions at the door."""

from __future__ import annotations

import pytest

from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.question.take import take


@pytest.mark.parametrize("raw", ["", "   ", "？！。", "\u200b\u200b", "🙂", "<b></b>", "\x00\x07"])
def test_a_question_without_words_is_refused(raw: str) -> None:
    """Blanks, punctuation, invisible characters and bare markup are no question."""
    with pytest.raises(EmptyQuestion):
        take(raw, 100)


def test_a_question_over_the_limit_is_refused_whole() -> None:
    """It is never cut; the message names the limit."""
    with pytest.raises(QuestionTooLong, match="100"):
        take("技" * 101, 100)


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("T5 需要哪些技能？", "zh-TW"),
        ("T5 需要哪些技能", "zh-TW"),
        ("行为指标总数是多少", "zh-CN"),
        ("what skills does T5 require", "en"),
        ("T2.1 的 performance indicators 是哪些？", "zh-TW"),
        ("What does 「管理客戶服務部門員工」 require?", "en"),
        ("s22", "zh-TW"),
        ("请列出T3的产出", "zh-CN"),
        ("最近 service 時好時壞", "zh-TW"),
        ("K17?", "zh-TW"),
    ],
)
def test_the_language_of_the_question_is_told(raw: str, language: str) -> None:
    """Traditional, Simplified and English are told apart; codes alone fall back."""
    assert take(raw, 200).language == language


def test_codes_alone_take_the_language_of_the_conversation() -> None:
    """`K17` after English questions is answered in English."""
    assert take("K17", 200, "en").language == "en"


def test_markup_goes_and_names_stay() -> None:
    """Tags and the script between them go; brackets of a name do not."""
    assert take("<script>alert('x')</script> T3.5 的產出", 200).text == "T3.5 的產出"
    assert take("關鍵績效指標(KPIs) 在哪", 200).text == "關鍵績效指標(KPIs) 在哪"


def test_text_and_folded_text_line_up() -> None:
    """Positions in one are positions in the other."""
    question = take("Ｔ５ 職能基準 Ⅳ ﬁt ㍿", 200)
    assert len(question.text) == len(question.folded)


def test_circled_numbers_number() -> None:
    """① would fold to a digit like any other: ①T5 is the first of several questions, not 1T5."""
    assert take("①T5 的技能 ②T6 的知識", 100).text == "(1)T5 的技能 (2)T6 的知識"
