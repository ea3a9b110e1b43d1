"""`questions`: a set of questions for a standard, made of its table."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from ...answer.assistant import Assistant
from ...evaluation import generated
from ...evaluation.cases import as_lines
from ...settings import Settings
from .command import Argument, Command


@dataclass(frozen=True, kw_only=True)
class GenerateQuestions(Command):
    """make questions for a standard that has none, with expected codes from its table"""

    standard: Annotated[str, Argument("code of the standard, such as BAS1499-002v2", placed=True)]
    out: Annotated[Path, Argument("the .jsonl file to write", placed=True)]
    most: Annotated[int, Argument("questions of a sort and language", "N")] = generated.MOST

    def run(self, settings: Settings) -> int:
        """Write the questions.

        :raises UsageError: when there is no such standard.
        """
        cases = generated.questions(Assistant(settings).relations(self.standard), self.most)
        self.out.write_text(as_lines(cases), encoding="utf-8")
        print(f"{len(cases)} → {self.out.name}", file=sys.stderr)
        return 0
