"""`import`, `questions` and `agreement`: sets of questions made, and two people's marks of their answers compared."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from ...answer.assistant import Assistant
from ...evaluation import generated, sentences
from ...evaluation.cases import Case, as_lines, load
from ...evaluation.marks import MARK, agreement
from ...language.tag import Language
from ...settings import Settings
from .command import Argument, Command


class ImportQuestions(Command):
    """make a set of questions, one JSON object a line, of a spreadsheet"""

    questions: Annotated[Path, Argument("a .csv or .xlsx file with the fields as columns", placed=True)]
    out: Annotated[Path, Argument("the .jsonl file to write", placed=True)]

    def run(self, settings: Settings) -> int:
        """Write the questions; nothing is written when one is bad."""
        return _written(load([self.questions]), self.out)


class GenerateQuestions(Command):
    """make questions for a standard that has none, with expected codes from its table"""

    standard: Annotated[str, Argument("code of the standard, such as BAS1499-002v2", placed=True)]
    out: Annotated[Path, Argument("the .jsonl file to write", placed=True)]
    most: Annotated[int, Argument("questions of a sort and language", "N")] = generated.MOST

    def run(self, settings: Settings) -> int:
        """Write the questions."""
        return _written(generated.questions(Assistant(settings).relations(self.standard), self.most), self.out)


class MeasureAgreement(Command):
    """how far two people who marked the same answers agree"""

    one: Annotated[Path, Argument("marks with id and mark: .jsonl, .csv or .xlsx", placed=True)]
    other: Annotated[Path, Argument("those of the second person", placed=True)]
    field: Annotated[str, Argument("the field that holds the mark", "NAME")] = MARK
    language: Annotated[Language, Argument("of what is printed")] = "zh-TW"

    def run(self, settings: Settings) -> int:
        """Print Cohen's kappa with its interval, and the answers on which the two differ."""
        print("\n".join(sentences.agreed(agreement((self.one, self.other), self.field), self.language)))
        return 0


def _written(cases: Sequence[Case], out: Path) -> int:
    out.write_text(as_lines(cases), encoding="utf-8")
    print(f"{len(cases)} → {out.name}", file=sys.stderr)
    return 0
