"""A run as one HTML file that needs nothing else: tables, a chart, and every wrong answer, worst first."""

from collections.abc import Callable
from dataclasses import dataclass

from ..language.tag import Language
from . import chart, sentences, table
from .comparison import RunComparison
from .gate import Breach, Gate
from .metrics import METRICS
from .record import RunRecord
from .summary import failures, summarize
from .words import filled

LOWEST = 20
"""Opinions shown in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report shows. Without `gate` nothing was judged; without `comparison` nothing compared.

    `changed` names what beside the answers is not as in the run compared with. `wording` gives what is printed under a
    code of a standard (the first one when None), so that a reader of the report alone knows what was expected.
    """

    record: RunRecord
    gate: Gate | None = None
    breaches: tuple[Breach, ...] = ()
    comparison: RunComparison | None = None
    compared_with: str = ""
    changed: tuple[str, ...] = ()
    language: Language = "zh-TW"
    wording: Callable[[str | None, str], str] | None = None

    def printed(self, standard: str | None, code: str) -> str:
        """A code with what is printed under it, where that is known."""
        return f"{code} {self.wording(standard, code) if self.wording else ''}".rstrip()

    def html(self) -> str:
        """The report. Everything that was asked or answered is shown as text, never as markup."""
        scored, judging = self.record.scored, self.record.judging
        embedding = self.record.manifest.get("embedding")
        return filled(
            "report.html",
            self.language,
            report=self,
            record=self.record,
            summary=summarize(scored),
            wrong=failures(scored),
            metrics=METRICS,
            chart=chart,
            table=table,
            sentences=sentences,
            judged=list(sentences.told_of(judging, self.language)) if judging else (),
            lowest=judging.lowest(LOWEST) if judging else (),
            questions={case.id: case.question for case in self.record.cases},
            embedding=embedding if isinstance(embedding, dict) else {},
        )
