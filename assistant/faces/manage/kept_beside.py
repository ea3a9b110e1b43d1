"""The files that an operator keeps beside documents, as they are now: glosses, successors, courses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from ...errors import CorpusError
from ...index.generation import Generation, digest
from ...settings import Settings
from ...standard import companion
from ...standard.beside import courses
from ...standard.relations import Relations
from ...standard.validity import validity

Fault = Literal["edited", "broken", "orphan"]


def faults(settings: Settings, generation: Generation) -> Iterator[tuple[Fault, str]]:
    """What is wrong with them, and of which it is: edited since it was indexed, not to be read, of no standard."""
    for entry in generation.manifest.standards.values():
        source = settings.corpus / entry.source
        if source.is_file():
            yield from _glosses(source, entry.companion)
    for file in sorted((*settings.corpus.glob("*.succession.toml"), *settings.corpus.glob("*.courses.csv"))):
        code = file.name.rsplit(".", 2)[0]
        if code not in generation.manifest.standards:
            yield "orphan", file.name
        elif told := _unread(code, settings.corpus, generation):
            yield "broken", told


def _glosses(source: Path, indexed: str) -> Iterator[tuple[Fault, str]]:
    file = companion.file(source)
    if (digest(file) if file.is_file() else "") == indexed:
        return
    try:
        companion.read(source)
    except CorpusError as error:
        yield "broken", str(error)
    else:
        yield "edited", file.name


def _unread(code: str, folder: Path, generation: Generation) -> str:
    """Why the files of a standard cannot be read; empty: they can."""
    standard = generation.stored(code).standard
    try:
        validity(standard, folder, date.today())
        courses(Relations(standard), folder)
    except CorpusError as error:
        return str(error)
    return ""
