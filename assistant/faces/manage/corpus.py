"""The documents of the corpus and the files that an operator keeps beside them, against the index as it is."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ...errors import CorpusError
from ...index.generation import Generation, digest
from ...settings import DOCUMENTS, Settings
from ...standard import companion
from ...standard.beside import courses
from ...standard.relations import Relations
from ...standard.validity import validity
from .finding import Finding, say


def corpus(settings: Settings) -> Iterator[Finding]:
    """The documents that there are."""
    found = "、".join(file.name for file in _documents(settings))
    yield Finding("corpus", found) if found else Finding("corpus", say("corpus.none"), say("corpus.add"))


def outdated(settings: Settings, generation: Generation) -> Iterator[Finding]:
    """Documents that were edited or put there since they were indexed; those indexed from elsewhere are left alone.

    Of the files beside them: glosses edited since, what cannot be read, and what belongs to no standard.
    """
    recorded = generation.manifest.sources
    for file in _documents(settings):
        if file.name not in recorded:
            yield Finding("corpus", say("corpus.new", name=file.name), say("index.build"), grave=False)
        elif hashlib.sha256(file.read_bytes()).hexdigest() != recorded[file.name]:
            yield Finding("corpus", say("corpus.edited", name=file.name), say("index.build"))
    yield from dict.fromkeys((*_glosses(settings, generation), *_beside(settings, generation)))


def _documents(settings: Settings) -> list[Path]:
    return sorted(file for end in DOCUMENTS for file in settings.corpus.glob(f"*{end}"))


def _glosses(settings: Settings, generation: Generation) -> Iterator[Finding]:
    for entry in generation.manifest.standards.values():
        source = settings.corpus / entry.source
        file = companion.file(source)
        if not source.is_file() or (digest(file) if file.is_file() else "") == entry.companion:
            continue
        try:
            companion.read(source)
        except CorpusError as error:
            yield Finding("corpus", str(error), say("corpus.broken_mend"))
        else:
            yield Finding("corpus", say("corpus.edited", name=file.name), say("corpus.edited_mend"))


def _beside(settings: Settings, generation: Generation) -> Iterator[Finding]:
    """Successors and courses."""
    for file in sorted((*settings.corpus.glob("*.succession.toml"), *settings.corpus.glob("*.courses.csv"))):
        code = file.name.rsplit(".", 2)[0]
        if code not in generation.manifest.standards:
            yield Finding("corpus", say("corpus.orphan", name=file.name), say("corpus.orphan_mend"), grave=False)
            continue
        standard = generation.stored(code).standard
        try:
            validity(standard, settings.corpus, date.today())
            courses(Relations(standard), settings.corpus)
        except CorpusError as error:
            yield Finding("corpus", str(error), say("corpus.broken_mend"))
