"""The standing set: the questions shipped beside the corpus, and those evaluators accepted from feedback."""

from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError
from ..language.entries import entries
from ..settings import Settings
from .cases import Case, load
from .feedback import FeedbackStore
from .judging import Labelled
from .summary import Scored


def folder(settings: Settings) -> Path:
    """Where the shipped questions and the gate are."""
    return settings.corpus / "evaluation"


def gate(settings: Settings) -> Path:
    """The gate of the standing set."""
    return folder(settings) / "gate.toml"


def labelled(settings: Settings) -> tuple[Labelled, ...]:
    """The answers that people have graded, to measure a judge by; none where there is no such file.

    :raises UsageError: naming file and line of a bad entry.
    """
    file = folder(settings) / "labelled" / "answers.jsonl"
    found = entries(file.name, file.read_bytes(), Labelled) if file.exists() else ()
    return tuple(label for _, label in found)


def shipped(settings: Settings) -> tuple[Case, ...]:
    """The questions in the folder, for which the gate is meant.

    :raises UsageError: when there is none, or one is bad.
    """
    return load([folder(settings)])


def guarded(settings: Settings, scored: Sequence[Scored]) -> list[Scored]:
    """What the gate of the standing set is meant for: all but what evaluators of this installation accepted.

    Readers rate what went wrong, so that accepted questions would make a gate of the shipped ones fail.
    """
    accepted = {case.id for case in FeedbackStore(settings.runs).cases()} - {case.id for case in shipped(settings)}
    return [one for one in scored if one.case.id not in accepted]


def cases(settings: Settings) -> tuple[Case, ...]:
    """All questions of the standing set, the shipped ones first.

    An accepted question that has since been put into the folder is asked once.

    :raises UsageError: when there is none, one is bad, or an accepted one has the id of another in the folder.
    """
    found = {case.id: case for case in shipped(settings)}
    for case in FeedbackStore(settings.runs).cases():
        kept = found.setdefault(case.id, case)
        if (kept.question, kept.history) != (case.question, case.history):
            raise UsageError("evaluation.id_of_two", case=case.id)
    return tuple(found.values())
