"""The standing set: the questions shipped beside the corpus, and those evaluators accepted from feedback."""

from __future__ import annotations

from pathlib import Path

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


def cases(settings: Settings) -> tuple[Case, ...]:
    """All questions of the standing set, the shipped ones first.

    :raises UsageError: when there is none, or one is bad.
    """
    return load([folder(settings)]) + FeedbackStore(settings.runs).cases()


def gate(settings: Settings) -> Path:
    """The gate of the standing set."""
    return folder(settings) / GATE


def labelled(settings: Settings) -> tuple[Labelled, ...]:
    """The answers that people have graded, to measure a judge by.

    :raises UsageError: when one is bad.
    """
    return judging.labelled(folder(settings) / LABELLED)
