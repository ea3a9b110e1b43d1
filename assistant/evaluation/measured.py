"""Measures drawn against their limits: one measure over several groups, or all measures of one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..language.tag import Language
from .chart import Bar, drawn
from .gate import Gate, fails
from .metrics import LOWER_IS_BETTER, Metric
from .summary import Group
from .words import group_name, word


def by_group(metric: Metric, groups: Sequence[Group], gate: Gate | None, language: Language) -> str:
    """One measure in each group that has it, with a key."""
    bars = [_bar(group_name(g.name, language), metric, g, gate) for g in groups if metric in g.measures]
    return drawn(word(f"metric.{metric}", language), bars) + _key(bars, language)


def of_group(group: Group, gate: Gate | None, language: Language) -> str:
    """All measures of a group where higher is better."""
    measures = [metric for metric in group.measures if metric not in LOWER_IS_BETTER]
    bars = [_bar(word(f"metric.{metric}", language), metric, group, gate) for metric in measures]
    return drawn(group_name(group.name, language), bars)


def _bar(name: str, metric: Metric, group: Group, gate: Gate | None) -> Bar:
    value = group.measures[metric]
    limit = gate.limit(group.name, metric) if gate else None
    return Bar(name=name, value=value, limit=limit, missed=limit is not None and fails(metric, value.value, limit))


def _key(bars: Sequence[Bar], language: Language) -> str:
    limited = any(bar.limit is not None for bar in bars)
    signs = ("bar", "whisker", "limit") if limited else ("bar", "whisker")
    return (
        '<p class="key">'
        + "".join(
            f'<span><i class="{sign}"></i>{escape(word(f"report.legend_{sign}", language))}</span>' for sign in signs
        )
        + "</p>"
    )
