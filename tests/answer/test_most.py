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


@pytest.mark.parametrize("question", ["哪一項技能用在最多活動", "which skill is used by the most activities"])
def test_what_stands_in_most_places_is_told_of_cells_of_a_whole_task(question: str, assistant: Assistant) -> None:
    """It was withheld: the proof knows no activity of what a cell gives to a whole task."""
    answer = assistant.ask(question)
    assert "S1" in {c.code for c in answer.citations} and all(check.holds for check in answer.proof)
