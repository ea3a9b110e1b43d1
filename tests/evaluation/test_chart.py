"""The chart: a table whose bars stand for the numbers in it."""

from __future__ import annotations

import re

from assistant.evaluation.chart import Bar, by_group, drawn, of_group, style
from assistant.evaluation.gate import Gate
from assistant.evaluation.statistics import Estimate
from assistant.evaluation.summary import QuestionGroup

HALF = Estimate(value=0.5, low=0.4, high=0.7, count=20)


def group(name: str) -> QuestionGroup:
    """A category half of which is right and half of which was refused."""
    return QuestionGroup(name=name, questions=20, passed=10, measures={"exact": HALF, "over_abstention": HALF})


def test_a_bar_is_as_long_as_its_number() -> None:
    """Bar, interval and limit stand at their shares, and the number is written out."""
    text = drawn("x", [Bar(name="<a>", value=HALF, limit=0.6)], "en")
    assert re.findall(r'class="(\w+)" style="([^"]+)"', text) == [
        ("bar", "width:50.0%"),
        ("whisker", "left:40.0%;width:30.0%"),
        ("limit", "left:60.0%"),
    ]
    assert "&lt;a&gt;" in text and "50.0%<small>40.0%–70.0% · n=20</small>" in text


def test_what_misses_its_limit_is_marked() -> None:
    """A floor is missed from below, a ceiling from above, and the key names the limit only where there is one."""
    gate = Gate(category={"attribute": {"exact": 0.6, "over_abstention": 0.4}, "follow_up": {"exact": 0.5}})
    groups = [group("attribute"), group("follow_up")]
    assert re.findall(r'class="(bar|low)" style', by_group("exact", groups, gate, "en")) == ["low", "bar"]
    assert re.findall(r'class="(bar|low)" style', by_group("over_abstention", groups, gate, "en")) == ["low", "bar"]
    assert ">limit<" in by_group("exact", groups, gate, "en")
    assert ">limit<" not in by_group("exact", groups, None, "en")


def test_all_measures_of_a_group_are_those_where_more_is_better() -> None:
    """A chart of everything holds no measure whose long bar would be bad."""
    assert re.findall(r'scope="row">(\w+)', of_group(group("attribute"), None, "en")) == ["Exact"]


def test_every_part_has_a_look() -> None:
    """Whatever the chart marks is drawn by its style."""
    for part in ("bar", "low", "whisker", "limit", "track", "number", "axis"):
        assert f".chart .{part}" in style()
