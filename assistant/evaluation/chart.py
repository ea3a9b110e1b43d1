"""A chart of shares with intervals: a table whose bars are drawn by style alone, so that it needs nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from ..language.tag import Language
from .gate import Gate, fails
from .metrics import LOWER_IS_BETTER, Metric
from .statistics import Estimate
from .summary import QuestionGroup
from .words import FOLDER, filled, group_name, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: a name, its value, and the limit it is held to; `missed` when it is on the wrong side of it."""

    name: str
    value: Estimate
    limit: float | None = None
    missed: bool = False


@cache
def style() -> str:
    """What the chart looks like, in light and in dark."""
    return (FOLDER / "chart.css").read_text("utf-8")


def by_group(metric: Metric, groups: Sequence[QuestionGroup], gate: Gate | None, language: Language) -> Markup:
    """One measure in each group that has it, with a key."""
    bars = [_bar(group_name(group.name, language), metric, group, gate) for group in groups if metric in group.measures]
    return drawn(word(f"metric.{metric}", language), bars, language, key=True)


def of_group(group: QuestionGroup, gate: Gate | None, language: Language) -> Markup:
    """All measures of a group where higher is better."""
    measures = [metric for metric in group.measures if metric not in LOWER_IS_BETTER]
    bars = [_bar(word(f"metric.{metric}", language), metric, group, gate) for metric in measures]
    return drawn(group_name(group.name, language), bars, language)


def drawn(title: str, bars: Sequence[Bar], language: Language, *, key: bool = False) -> Markup:
    """Horizontal bars from 0 to 1, each with a line for its interval, a mark at its limit, and its number."""
    return filled("chart.html", language, title=title, bars=bars, key=key)


def _bar(name: str, metric: Metric, group: QuestionGroup, gate: Gate | None) -> Bar:
    value = group.measures[metric]
    limit = gate.limit(group.name, metric) if gate else None
    return Bar(name=name, value=value, limit=limit, missed=limit is not None and fails(metric, value.value, limit))
