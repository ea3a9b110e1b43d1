"""Whether one task has the most of something: of all tasks, never of itself alone."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answer.model import Sentence, plain


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("T1 的指標最多嗎", "不是。"),
        ("T6 的行為指標是最多的嗎", "是。"),
        ("T5 是不是知識最多的任務", "不是。"),
        ("T4 級別最高嗎", "不是。"),
        ("does T1 have the most skills", "Yes."),
        ("does T4.4 have the most indicators", "No."),
    ],
)
def test_the_most_is_the_most_of_all(question: str, said: str, assistant: Assistant) -> None:
    """What has the most is named, and whether it is the one asked about."""
    answer = assistant.ask(question)
    told = [plain(b.text) for b in answer.blocks if isinstance(b, Sentence)]
    assert said in told
    assert all(check.holds for check in answer.proof)
