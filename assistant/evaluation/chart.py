"""A chart of shares with intervals, as SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from .statistics import Estimate
from .words import share

_ROW, _LABEL, _PLOT, _VALUE = 30, 170, 420, 130
"""Sizes in user units: height of a row, widths of the label, the plot and the number."""
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: a name, its value, and the least it should be where there is a limit."""

    name: str
    value: Estimate
    limit: float | None = None


def svg(title: str, bars: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 1 with whiskers for the interval and a mark at the limit."""
    width, height = _LABEL + _PLOT + _VALUE, _ROW * len(bars) + 28
    parts = [f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}" class="chart">']
    for tick in _TICKS:
        x = _x(tick)
        parts.append(f'<line class="tick" x1="{x}" x2="{x}" y1="0" y2="{_ROW * len(bars)}"/>')
        parts.append(f'<text class="axis" x="{x}" y="{height - 8}" text-anchor="middle">{tick:.0%}</text>')
    for position, bar in enumerate(bars):
        parts += _bar(bar, position * _ROW)
    return "\n".join([*parts, "</svg>"])


def _bar(bar: Bar, top: int) -> list[str]:
    middle, value = top + _ROW / 2, bar.value
    missed = bar.limit is not None and value.mean < bar.limit
    told = f"{bar.name} {share(value.mean)} [{share(value.low)}, {share(value.high)}] n={value.count}"
    parts = [
        f"<g><title>{escape(told)}</title>",
        f'<text x="{_LABEL - 10}" y="{middle + 5}" text-anchor="end">{escape(bar.name)}</text>',
        f'<rect class="{"low" if missed else "bar"}" x="{_LABEL}" y="{top + 7}" '
        f'width="{_x(value.mean) - _LABEL:.1f}" height="{_ROW - 14}" rx="2"/>',
        f'<path class="whisker" d="M{_x(value.low)} {middle}H{_x(value.high)}'
        f'M{_x(value.low)} {middle - 5}v10M{_x(value.high)} {middle - 5}v10"/>',
    ]
    if bar.limit is not None:
        parts.append(f'<line class="limit" x1="{_x(bar.limit)}" x2="{_x(bar.limit)}" y1="{top + 3}" y2="{top + 27}"/>')
    number = f"{share(value.mean)} (n={value.count})"
    return [*parts, f'<text class="number" x="{_LABEL + _PLOT + 12}" y="{middle + 5}">{number}</text></g>']


def _x(value: float) -> float:
    return round(_LABEL + _PLOT * value, 1)
