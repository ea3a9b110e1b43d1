"""Cutting a reply into sentences as it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.worded.stream import LONGEST, Sentences, marks, unmarked

REPLIES = {
    "T5 需要四項技能。[1][2] S27 是溝通技能 [3]。": ["T5 需要四項技能。[1][2]", "S27 是溝通技能 [3]。"],
    "T5.1 needs 4 skills [1]. See T5.2 [2, 3]. Done": ["T5.1 needs 4 skills [1].", "See T5.2 [2, 3].", "Done"],
    "- **A** 是[1]。\n- B 是[2]\nC[4]": ["A 是[1]。", "B 是[2]", "C[4]"],
    "他說「好。」[1]然後。": ["他說「好。」[1]", "然後。"],
    "版本 v2.0 是最新[1]": ["版本 v2.0 是最新[1]"],
    "\n\n \n": [],
}


def cut(text: str, size: int) -> list[str]:
    """The sentences of a text that comes in pieces of `size` characters."""
    sentences, found = Sentences(), []
    for at in range(0, len(text), size):
        found += sentences.feed(text[at : at + size])
    return found + sentences.close()


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
@pytest.mark.parametrize("text", REPLIES)
def test_sentences_keep_their_numbers(text: str, size: int) -> None:
    """A sentence ends where it ends, decimals and codes do not end it, and numbers behind the stop belong to it."""
    assert cut(text, size) == REPLIES[text]


@given(st.text(alphabet="T5.12。. \n[]，ab技能「」", max_size=80), st.integers(1, 9))
def test_pieces_do_not_matter(text: str, size: int) -> None:
    """However a reply is cut into pieces, no word of it is lost and no sentence is longer than the limit."""
    found = cut(text, size)
    assert all(len(sentence) <= LONGEST + size for sentence in found)
    kept = "".join("".join(found).split())
    assert [c for c in kept if c in "技能ab"] == [c for c in text if c in "技能ab"]


def test_a_reply_without_an_end_is_cut() -> None:
    """Text without any stop is given up at the limit."""
    assert len(cut("技" * (2 * LONGEST), 50)) >= 2


def test_marks_in_every_bracket() -> None:
    """Evidence numbers are read in square, full-width and lenticular brackets, single and in lists."""
    assert marks("a [1] b ［2］ c 【3】 d [4, 5] e [^6] f [1]") == (1, 2, 3, 4, 5, 6)
    assert marks("T5 [x] (7)") == ()
    assert unmarked("需要四項技能 [1][2]。") == "需要四項技能。"


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>A 是[1]。\n</think>B 是[2]。", ["B 是[2]。"]),
        ("A 是[1]。<think>B</think>C 是[2]。<think>D 是[3]。", ["A 是[1]。", "C 是[2]。"]),
        ("A 是[1]。<th", ["A 是[1]。", "<th"]),
    ],
)
def test_thoughts_are_cut_out(text: str, said: list[str], size: int) -> None:
    """Blocks of thought go, also one that is still open at the end, however the reply comes."""
    assert cut(text, size) == said
