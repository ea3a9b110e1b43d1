"""The standing set: the questions shipped beside the corpus, and those evaluators accepted from feedback."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..question.conversation import Turn
from ..settings import Settings
from . import judging
from .cases import Case, load
from .feedback import FeedbackStore
from .judging import Labelled

FOLDER = "evaluation"
GATE = "gate.toml"
LABELLED = "labelled/answers.jsonl"


def folder(settings: Settings) -> Path:
    """Where the shipped questions and the gate are."""
    return settings.corpus / FOLDER


def shipped(settings: Settings) -> tuple[Case, ...]:
    """The questions in the folder, for which the gate is meant.

    :raises UsageError: when there is none, or one is bad.
    """
    return load([folder(settings)])


def cases(settings: Settings) -> tuple[Case, ...]:
    """All questions of the standing set, the shipped ones first.

    An accepted question that has since been put into the folder is asked once.

    :raises UsageError: when there is none, one is bad, or an accepted one has the id of another in the folder.
    """
    found = shipped(settings)
    known = {case.id: _asked(case) for case in found}
    accepted = FeedbackStore(settings.runs).cases()
    for case in accepted:
        if known.get(case.id, _asked(case)) != _asked(case):
            raise UsageError(
                f"{case.id} 在題庫與收錄的回饋裡是不同的題目，請把題庫檔裡的那一題改用別的 id。"
                f" {case.id} is one question in the folder and another among the accepted ones; rename the former."
            )
    return found + tuple(case for case in accepted if case.id not in known)


def _asked(case: Case) -> tuple[str, tuple[Turn, ...]]:
    return case.question, case.history


def gate(settings: Settings) -> Path:
    """The gate of the standing set."""
    return folder(settings) / GATE


def labelled(settings: Settings) -> tuple[Labelled, ...]:
    """The answers that people have graded, to measure a judge by.

    :raises UsageError: when one is bad.
    """
    return judging.labelled(folder(settings) / LABELLED)
