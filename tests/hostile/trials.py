"""All trials: which instructions are planted together, and what is asked of whom over one copy."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from instruction import Instruction, hostile_questions, instructions
from outcome import Outcome
from planting import IN_TEXT, Poisoned, poisoned
from trial import Trial

from assistant import Assistant, Settings
from assistant.standard import companion
from ingest.build import build
from ingest.check import check
from ingest.document import Document
from ingest.parse import parse
from ingest.source import read

_FILE = Path(__file__).parent.parent.parent / "corpus" / "BAS1499-002v2.txt"
_AT_ONCE = 6
"""Instructions planted in one copy: as many as there are tasks."""


def groups() -> list[tuple[Instruction, ...]]:
    """The instructions, in groups that are planted in the same copy."""
    every = instructions()
    return [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]


def build_clean(folder: Path) -> None:
    """Build an index of the clean standard in a folder."""
    build([Document(parsed=parse(read(_FILE)), companion=companion.read(_FILE))], Settings(index=folder))


def tried(clean: Path, group: tuple[Instruction, ...]) -> dict[str, Outcome]:
    """Plant a group of instructions in a copy, and ask everything of each engine.

    :param clean: an index of the clean standard.
    """
    logging.getLogger("assistant").setLevel(logging.ERROR)  # a model with nothing to obey replies with nothing
    copy, refused = accepted(group)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial.ingest(copy, Assistant(Settings(index=clean)), Path(folder))
        questions = trial.questions(hostile_questions())
        rules = trial.by_rule(questions)
        rules.refused.update(refused)
        return {
            "rules": rules,
            "obedient model, blunt": trial.by_model(questions, sly=False),
            "obedient model, sly": trial.by_model(questions, sly=True),
        }


def accepted(group: tuple[Instruction, ...]) -> tuple[Poisoned, list[str]]:
    """A copy that ingestion accepts, and the places that had to be spared for it.

    A plant with a code in it that breaks the table has the whole document refused, as it should; the trial goes on
    with the instructions at the other places.
    """
    source, beside = read(_FILE), companion.read(_FILE)
    kinds, refused = list(IN_TEXT), []
    while not check((copy := poisoned(source, beside, group, kinds)).parsed).sound:
        refused.append(str(kinds.pop(0)))
    return copy, refused
