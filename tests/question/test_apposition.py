"""Code and name of one item side by side are one stretch, whichever comes first and whatever stands between."""

from __future__ import annotations

import pytest

from assistant.question.form import Coded
from assistant.question.span import Edge, SpanReading
from assistant.question.verbatim import apposed

CODE, NAME = "t5.1", "分析历史数据"


def _edge(text: str, stretch: str, *codes: str) -> Edge:
    start = text.index(stretch)
    return Edge(start, start + len(stretch), 0.1, (SpanReading("S", Coded(codes)), SpanReading("X", (stretch, False))))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("t5.1分析历史数据的技能", "t5.1分析历史数据"),
        ("t5.1 分析历史数据:技能", "t5.1 分析历史数据"),
        ("t5.1「分析历史数据」的技能", "t5.1「分析历史数据」"),
        ("「分析历史数据」(t5.1)的技能", "分析历史数据」(t5.1)"),
        ("分析历史数据(t5.1)", "分析历史数据(t5.1)"),
    ],
)
def test_code_and_name_are_one(text: str, whole: str) -> None:
    """The edge reaches over both, with the brackets between and behind."""
    (found,) = apposed(text, [_edge(text, CODE, "T5.1")], [_edge(text, NAME, "T5.1")])
    assert text[found.start : found.end] == whole and found.readings == (SpanReading("S", Coded(("T5.1",))),)


@pytest.mark.parametrize(
    ("text", "codes"),
    [("t5.1和分析历史数据", ("T5.1",)), ("t5.1分析历史数据", ("T4.2",)), ("t5.1的分析历史数据", ("T5.1",))],
)
def test_others_stay_two(text: str, codes: tuple[str, ...]) -> None:
    """A word between, or the name of another item, makes no apposition."""
    assert not list(apposed(text, [_edge(text, CODE, "T5.1")], [_edge(text, NAME, *codes)]))


def test_a_name_of_several_is_that_of_the_code() -> None:
    """Where several items bear the name, the code says which."""
    text = "t5.1 分析历史数据"
    (found,) = apposed(text, [_edge(text, CODE, "T5.1")], [_edge(text, NAME, "T3.3", "T5.1")])
    assert found.readings == (SpanReading("S", Coded(("T5.1",))),)
