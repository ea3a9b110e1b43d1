"""`agreement`: two people's marks of the same answers, compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from ...evaluation import sentences
from ...evaluation.marks import MARK, agreement
from ...language.tag import Language
from ...settings import Settings
from .command import Argument, Command


@dataclass(frozen=True, kw_only=True)
class Agreement(Command):
    """how far two people who marked the same answers agree"""

    one: Annotated[Path, Argument("marks with id and mark: .jsonl, .csv or .xlsx", placed=True)]
    other: Annotated[Path, Argument("those of the second person", placed=True)]
    field: Annotated[str, Argument("the field that holds the mark", "NAME")] = MARK
    language: Annotated[Language, Argument("of what is printed")] = "zh-TW"

    def run(self, settings: Settings) -> int:
        """Print Cohen's kappa with its interval, and the answers on which the two differ.

        :raises UsageError: when the marks cannot be read.
        """
        found = agreement((self.one, self.other), self.field)
        print("\n".join(sentences.agreed(found, self.language)))
        return 0
