"""Every part of a question is accounted for: each character stands in a token, whatever is typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.standard.code import clean
from tests.question.test_invariants import EXAMPLES, NO_QUESTION


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", clean(text)).lower()


@pytest.mark.parametrize("question", [e["question"] for e in EXAMPLES] + list(NO_QUESTION))
def test_every_character_of_a_question_is_accounted_for(assistant: Assistant, question: str) -> None:
    """Each is in a token, in order, once."""
    tokens = assistant.read(question).tokens
    assert _letters("".join(t.text for t in tokens)) == _letters(question)
    assert {t.role for t in tokens} <= {"used", "asked", "filler", "background", "unread"}


@given(
    st.lists(
        st.sampled_from(
            [
                "T5",
                "K39",
                "的",
                "技能",
                "沒有",
                "最多",
                "，",
                " ",
                "「",
                "」",
                "risk",
                "outputs",
                "how many",
                "三",
                "除了",
                "？",
                "甲乙",
                "xyz",
                "and",
                "第二個",
                "0",
                "%",
            ]
        ),
        min_size=1,
        max_size=14,
    ).map("".join)
)
@example("T5T5？T5的？T5")
@settings(max_examples=60)
def test_any_jumble_of_words_is_read_and_accounted_for(assistant: Assistant, text: str) -> None:
    """Whatever is typed is read as something, within the language, and no character is lost."""
    if not re.search(r"\w", text):
        return
    reading = assistant.read(text)
    assert 0 < reading.best.probability <= 1
    assert _letters("".join(t.text for t in reading.tokens)) == _letters(text)
