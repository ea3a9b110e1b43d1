"""Tables of a run: figures as reports and terminals show them, questions as a page or a CSV file has them."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.catalogue.area import EVALUATION
from ..language.delimited import delimited
from ..language.tag import Language
from .comparison import RunComparison, State
from .gate import Breach
from .metrics import METRICS
from .statistics import Estimate
from .summary import QuestionGroup, Scored, Summary
from .words import group_name, reach, reasons, share, word


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: its text, the interval below it, and whether it is below the gate."""

    text: str
    interval: str = ""
    low: bool = False


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Heads, and rows of as many figures."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]

    def lines(self) -> Iterator[str]:
        """The table in letters of one width, without intervals: the first column to the left, the others to the right.

        A wide character takes two columns of a terminal.
        """
        rows = [self.heads, *(tuple(figure.text for figure in row) for row in self.rows)]
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        for name, *cells in rows:
            padded = [name + " " * (widths[0] - _width(name))]
            padded += [" " * (width - _width(cell)) + cell for cell, width in zip(cells, widths[1:], strict=True)]
            yield "  ".join(padded).rstrip()


def of_groups(groups: Sequence[QuestionGroup], breaches: Sequence[Breach], language: Language) -> FigureTable:
    """Every measure that one of the groups has, and how long answers took."""
    shown = [metric for metric in METRICS if any(metric in group.measures for group in groups)]
    below = {(breach.group, breach.metric) for breach in breaches}
    names = ["report.group", "report.questions", "report.passed", *(f"metric.{metric}" for metric in shown)]
    rows = []
    for group in groups:
        facts = map(Figure, (group_name(group.name, language), str(group.questions), str(group.passed)))
        means = (_mean(group.measures.get(metric), (group.name, metric) in below) for metric in shown)
        times = (group.latency.p50, group.latency.p95) if group.latency else (None, None)
        rows.append((*facts, *means, *map(_time, times)))
    heads = (word(name, language) for name in (*names, "report.p50", "report.p95"))
    return FigureTable(heads=tuple(heads), rows=tuple(rows))


def in_short(summary: Summary, language: Language) -> FigureTable:
    """The measures with a short name, for every category, language and tag and the whole, as wide as a terminal."""
    measures = [metric for metric in METRICS if f"short.{metric}" in EVALUATION.texts(language)]
    heads = [word(name, language) for name in ("report.group", "report.questions", "metric.exact")]
    heads += ["95%", *(word(f"short.{metric}", language) for metric in measures)]
    rows = []
    for group in (*summary.categories, *summary.languages, *summary.tags, summary.overall):
        exact = group.measures.get("exact")
        interval = f"{exact.low * 100:.0f}–{exact.high * 100:.0f}" if exact else "–"
        facts = map(Figure, (group_name(group.name, language), str(group.questions), _mean(exact).text, interval))
        rows.append((*facts, *(_mean(group.measures.get(metric)) for metric in measures)))
    return FigureTable(heads=tuple(heads), rows=tuple(rows))


def beside(compared: RunComparison, language: Language) -> FigureTable:
    """Two runs by category, over the questions they share."""
    heads = ("group", "compared", "before", "after", "fixed", "broken", "p")
    rows = []
    for name, part in (*compared.categories, ("overall", compared)):
        counts = (len(part.changes), part.before.passed, part.after.passed, len(part.fixed), len(part.broken))
        rows.append(tuple(map(Figure, (group_name(name, language), *map(str, counts), f"{part.p:.3g}"))))
    return FigureTable(heads=tuple(word(f"report.{head}", language) for head in heads), rows=tuple(rows))


def states(scored: Sequence[Scored], comparison: RunComparison | None = None) -> dict[str, State]:
    """What to say of each question by its id: right or wrong, and where it was the other way before, that."""
    found: dict[str, State] = {s.case.id: "right" if s.verdict.passed else "wrong" for s in scored}
    return found | {change.after.case.id: change.state for change in comparison.changes} if comparison else found


def as_csv(scored: Sequence[Scored], language: Language) -> str:
    """One line a question with every measure, in the form spreadsheets open."""
    heads = ("id", "category", "tags", "lang", "question", "expected", "cited")
    lines: list[tuple[object, ...]] = [(*heads, "refused", "passed", "latency_ms", "why", *METRICS)]
    for s in scored:
        case, given = s.case, s.prediction
        expected, cited = " ".join(case.gold_codes), " ".join(given.cited_codes)
        facts = (case.id, case.category, " ".join(case.tags), case.lang, case.question, expected, cited)
        outcome = (given.refused, s.verdict.passed, given.latency_ms, "; ".join(reasons(s, language)))
        lines.append((*facts, *outcome, *map(s.verdict.scores.get, METRICS)))
    return delimited(lines)


def _mean(value: Estimate | None, low: bool = False) -> Figure:
    return Figure(share(value.value), reach(value), low) if value else Figure("–")


def _time(value: Estimate | None) -> Figure:
    return Figure(f"{value.value:.0f}", f"{value.low:.0f}–{value.high:.0f}") if value else Figure("–")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
