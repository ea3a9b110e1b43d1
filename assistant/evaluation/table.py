"""The questions of a run as rows: for a table on a page and for a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Literal

from ..language.tag import Language
from .comparison import Comparison
from .metrics import METRICS
from .summary import Scored
from .words import reasons

State = Literal["right", "wrong", "fixed", "broken"]


def states(scored: Sequence[Scored], comparison: Comparison | None = None) -> dict[str, State]:
    """What to say of each question by its id: right or wrong, and where it was the other way before, that."""
    found: dict[str, State] = {s.case.id: "right" if s.verdict.passed else "wrong" for s in scored}
    if comparison:
        found |= {change.after.case.id: "fixed" for change in comparison.fixed}
        found |= {change.after.case.id: "broken" for change in comparison.broken}
    return found


def as_csv(scored: Sequence[Scored], language: Language) -> str:
    """One line a question with every measure, in the form spreadsheets open (UTF-8 with a byte-order mark).

    A text that a spreadsheet would take for a formula gets a quotation mark in front.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    heads = ("id", "category", "lang", "question", "expected", "cited", "refused", "passed", "latency_ms", "why")
    writer.writerow([*heads, *METRICS])
    for s in scored:
        case, given = s.case, s.prediction
        expected, cited = " ".join(case.gold_codes), " ".join(given.cited_codes)
        facts = (case.id, case.category, case.lang, case.question, expected, cited, given.refused, s.verdict.passed)
        line = [*facts, given.latency_ms, "; ".join(reasons(s, language)), *map(s.verdict.scores.get, METRICS)]
        writer.writerow([_safe(cell) for cell in line])
    return "\ufeff" + file.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@")) else cell
