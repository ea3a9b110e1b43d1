"""A run on one screen of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from ..language.tag import Language
from .comparison import Comparison
from .metrics import Metric
from .sentences import answered, latency, moved, uncompared, weakest
from .summary import Group, Summary
from .words import group_name, share, word

_SHOWN: tuple[Metric, ...] = (
    "recall",
    "precision",
    "completeness",
    "grounded",
    "must",
    "abstention",
    "over_abstention",
    "proved",
    "recall@5",
)


def lines(summary: Summary, language: Language) -> Iterator[str]:
    """The table of a run: one line a category and language, the whole set last; then its sentences."""
    heads = [word(f"report.{name}", language) for name in ("group", "questions")]
    heads += [word("metric.exact", language), "95%", *(word(f"short.{metric}", language) for metric in _SHOWN)]
    rows = [_row(group, language) for group in (*summary.categories, *summary.languages, summary.overall)]
    yield from _table([heads, *rows])
    yield from filter(None, (latency(summary, language), answered(summary, language), weakest(summary, language)))


def compared(found: Comparison, run: str, language: Language) -> Iterator[str]:
    """What became of the questions that an earlier run had asked too."""
    yield f"{word('report.comparison', language, run=run)}: {moved(found, language)}"
    if left := uncompared(found, language):
        yield f"  {left}"
    for name, changes in (("broken", found.broken), ("fixed", found.fixed)):
        if changes:
            yield f"  {word(f'report.{name}', language)}: {' '.join(change.after.case.id for change in changes)}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (_pad(cell, width, left=not place) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
        yield "  ".join(cells).rstrip()


def _row(group: Group, language: Language) -> list[str]:
    exact = group.measures.get("exact")
    reach = f"{exact.low * 100:.0f}–{exact.high * 100:.0f}" if exact else "–"
    shares = (group.measures.get(metric) for metric in _SHOWN)
    return [
        group_name(group.name, language),
        str(group.questions),
        share(exact.value) if exact else "–",
        reach,
        *("–" if value is None else share(value.value) for value in shares),
    ]


def _width(text: str) -> int:
    """Columns a terminal needs: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _pad(text: str, width: int, *, left: bool) -> str:
    blanks = " " * (width - _width(text))
    return text + blanks if left else blanks + text
