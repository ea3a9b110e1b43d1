"""The standing set: the questions shipped beside the corpus, and those evaluators accepted from feedback."""

from __future__ import annotations

from pathlib import Path

from ..settings import Settings
from .cases import Case, load
from .feedback import FeedbackStore

FOLDER = "evaluation"
GATE = "gate.toml"


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
