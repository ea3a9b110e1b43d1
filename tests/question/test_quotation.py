"""What stands in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.codes import Mention
from assistant.question.form import Coded
from assistant.question.span import Edge, SpanReading
from assistant.question.verbatim import LIKELY, STATED, SURE, quotations

ITEM = SpanReading("S", Coded(("T5",)))


def _meant(inner: str, inside: Sequence[Mention]) -> tuple[SpanReading, ...]:
    """An item for a code that stands alone."""
    return (ITEM,) if any(m.end - m.start == len(inner) for m in inside) else ()


def _found(text: str) -> list[Edge]:
    return list(quotations(text, _meant))


def test_a_short_quotation_is_surely_a_text() -> None:
    """A long one, and one that is a word for a kind, only likely."""
    (risk,) = _found("提到「风险」的")
    assert risk.cost == SURE and risk.readings == (SpanReading("X", ("风险", True)),)
    assert [e.cost for e in (*_found("「技能」"), *_found("「很长的一段文字在这里」"))] == [LIKELY, LIKELY]


def test_a_code_in_quotation_marks_is_the_item() -> None:
    """It may be a text as well; a sentence about codes is hardly one."""
    (code,) = _found("what is 't5'")
    assert code.readings == (SpanReading("X", ("t5", True)), ITEM)
    (stated,) = _found("他说「t5 要 k39」")
    assert stated.cost == STATED


def test_what_says_that_it_is_a_text_means_nothing_itself() -> None:
    """有「照明」兩字的: the words behind are passed over, and even 技能 is a text then."""
    text, tail = _found("有「技能」二字的")
    assert text.cost == SURE and tail.filler and (tail.start, tail.end) == (text.end, text.end + 2)
