"""A chart of shares with intervals: a table whose bars are drawn by style alone, so that it needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from .statistics import Estimate
from .words import share

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


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
    return Path(__file__).with_name("chart.css").read_text("utf-8")


def drawn(title: str, bars: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 1, each with a line for its interval, a mark at its limit, and its number."""
    ticks = "".join(f"<span>{tick:.0%}</span>" for tick in _TICKS)
    foot = f'<tr aria-hidden="true"><td></td><td class="axis">{ticks}</td><td></td></tr>'
    return f'<table class="chart" aria-label="{escape(title)}">{"".join(map(_row, bars))}{foot}</table>'


def _row(bar: Bar) -> str:
    value = bar.value
    marks = [
        f'<i class="{"low" if bar.missed else "bar"}" style="width:{value.value:.1%}"></i>',
        f'<i class="whisker" style="left:{value.low:.1%};width:{value.high - value.low:.1%}"></i>',
    ]
    if bar.limit is not None:
        marks.append(f'<i class="limit" style="left:{bar.limit:.1%}"></i>')
    reach = f"{share(value.low)}–{share(value.high)} · n={value.count}"
    return (
        f'<tr><th scope="row">{escape(bar.name)}</th><td class="track"><div>{"".join(marks)}</div></td>'
        f'<td class="number">{share(value.value)}<small>{reach}</small></td></tr>'
    )
