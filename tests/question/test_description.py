"""Descriptions: whole clauses that may name what is meant, and never so many that a long text is read forever."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.question.description import LATEST, LONGEST_CLAUSE, descriptions
from assistant.question.span import Edge, SpanReading
from assistant.standard.model import Kind


def _edges(folded: str, word: str) -> list[Edge]:
    places = [i for i in range(len(folded)) if folded.startswith(word, i)]
    return [Edge(i, i + len(word), 0.5, (SpanReading("K", (Kind.ACTIVITY,)),)) for i in places]


def test_what_stands_before_an_activity_describes_it() -> None:
    """The clause before 那個活動, whole, without the words of asking at its end."""
    folded = fold("處理客訴的那個活動要交什麼")
    found = descriptions(folded, _edges(folded, "活动"))
    assert "处理客诉" in [folded[e.start : e.end].rstrip("的") for e in found]


@pytest.mark.parametrize(
    "piece", ["管人那塊要懂什麼 ", "那個活動的產出有哪些、", "which activity where the ", "不包括T5 "]
)
def test_a_long_text_gives_a_bounded_number(piece: str) -> None:
    """Of 2,000 characters only the end is looked at, so that the work does not grow with the square of the length."""
    folded = fold((piece * 300)[:2000])
    found = descriptions(folded, _edges(folded, "活动"))
    assert all(e.start >= len(folded) - LATEST and e.end - e.start <= LONGEST_CLAUSE for e in found)
    assert len(found) == len({(e.start, e.end) for e in found})
