"""`import`: questions written in a spreadsheet, as the file that `evaluate` and people keep."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from ...evaluation.cases import as_lines, load
from ...settings import Settings
from .command import Argument, Command


@dataclass(frozen=True, kw_only=True)
class ImportQuestions(Command):
    """make a set of questions, one JSON object a line, of a spreadsheet"""

    questions: Annotated[Path, Argument("a .csv or .xlsx file with the fields as columns", placed=True)]
    out: Annotated[Path, Argument("the .jsonl file to write", placed=True)]

    def run(self, settings: Settings) -> int:
        """Write the questions; nothing is written when one is bad.

        :raises UsageError: naming row and column of everything that is bad.
        """
        cases = load([self.questions])
        self.out.write_text(as_lines(cases), encoding="utf-8")
        print(f"{len(cases)} → {self.out.name}", file=sys.stderr)
        return 0
