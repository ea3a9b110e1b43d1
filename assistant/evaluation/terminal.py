"""A run on one screen of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..answer import Language
from .metrics import Metric
from .summary import Group, Summary
from .words import group_name, share, word

_SHOWN: tuple[Metric, ...] = ("exact", "recall", "precision", "completeness", "grounded", "must", "refusal", "recall@5")


def lines(summary: Summary, language: Language) -> Iterator[str]:
    """The table of a run: one line a category and language, the whole set last."""
    heads = [word("report.group", language), word("report.questions", language)]
    heads += [word(f"metric.{metric}", language) for metric in _SHOWN]
    rows = [_row(group, language) for group in (*summary.categories, *summary.languages, summary.overall)]
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        cells = (_pad(cell, width, left=not place) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
        yield "  ".join(cells).rstrip()
    if summary.latency:
        yield word("report.latency", language, p50=f"{summary.latency.p50:.0f}", p95=f"{summary.latency.p95:.0f}")


def _row(group: Group, language: Language) -> list[str]:
    shares = (group.measures.get(metric) for metric in _SHOWN)
    return [
        group_name(group.name, language),
        str(group.questions),
        *("–" if value is None else share(value.mean) for value in shares),
    ]


def _width(text: str) -> int:
    """Columns a terminal needs: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _pad(text: str, width: int, *, left: bool) -> str:
    blanks = " " * (width - _width(text))
    return text + blanks if left else blanks + text
