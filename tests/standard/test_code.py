"""The grammar of codes is one value: written otherwise, everything that is told of a code follows."""

from __future__ import annotations

import pytest

from assistant.standard.code import ICAP, CodeScheme, Shape
from assistant.standard.model import Kind

DUTIES = CodeScheme(
    {Kind.TASK: Shape("D", 1), Kind.ACTIVITY: Shape("D", 2), Kind.SKILL: Shape("B", 2, slack=1)}, ("В", "B")
)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("T5", Kind.TASK),
        ("T5.1", Kind.ACTIVITY),
        ("O5.1", Kind.OUTPUT),
        ("O5.1.1", Kind.OUTPUT),
        ("P5.1.4", Kind.INDICATOR),
    ],
)
def test_kind_and_order_come_from_the_shape(code: str, kind: Kind) -> None:
    """Letter and number of numbers tell the kind; letters sort as the table does, numbers as numbers."""
    assert ICAP.kind_of(code) is kind
    codes = ["A1", "S2", "S10", "K1", "P1.1.2", "P1.1.10", "O1.1.1", "T1", "T1.2", "T2"]
    assert sorted(codes, key=ICAP.order)[:5] == ["T1", "T1.2", "T2", "O1.1.1", "P1.1.2"]


def test_another_scheme_is_one_value() -> None:
    """Letters, kinds, keys, order and what is found in a text follow the shapes that are given."""
    assert DUTIES.letters == "DB"
    assert [DUTIES.kind_of(c) for c in ("d 1", "Ｄ1.2", "B1")] == [Kind.TASK, Kind.ACTIVITY, Kind.SKILL]
    assert DUTIES.printed.findall("D1、T5 與 B2.3，非 XD7") == ["D1", "B2.3"]
    assert DUTIES.key("b02.03") == "B2.3"
    assert not DUTIES.is_code("T5")
    assert DUTIES.narrow("В１") == "B1"
    assert DUTIES.relettered("B1.2", Kind.ACTIVITY) == "D1.2"


def test_a_misprint_may_have_a_number_more_or_less() -> None:
    """Outputs and indicators are printed with two to four numbers, all others as they should be."""
    assert [ICAP.shapes[Kind.OUTPUT].fits(c) for c in ("O1", "O1.1", "O1.1.1", "O1.1.1.1", "O1.1.1.1.1")] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert not ICAP.shapes[Kind.TASK].fits("T1.1")
