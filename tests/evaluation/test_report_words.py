"""The words around the figures of a report: names of groups, shares, phrases that have alternatives."""

from __future__ import annotations

import pytest

from assistant.evaluation.words import alternatives, filled, group_name, share
from assistant.language.tag import Language


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("list_by_parent", "zh-CN", "清单"),
        ("zh-CN", "en", "Simplified Chinese"),
        ("an evaluator's own", "en", "an evaluator's own"),
    ],
)
def test_a_group_is_called_by_its_name(name: str, language: Language, told: str) -> None:
    """A category, a language of questions; what an evaluator named keeps its name."""
    assert group_name(name, language) == told


@pytest.mark.parametrize(("value", "told"), [(1, "100.0%"), (0.99999, "99.9%"), (0.25, "25.0%"), (0, "0.0%")])
def test_only_the_whole_is_a_hundred_per_cent(value: float, told: str) -> None:
    """A share is never rounded up to the whole."""
    assert share(value) == told


def test_what_stands_in_a_template_is_text() -> None:
    """Alternatives are parted for reading, and markup in a value is shown, not taken."""
    assert alternatives("a|b") == "a / b"
    with pytest.raises(Exception, match="undefined"):
        filled("report.html", "en")
