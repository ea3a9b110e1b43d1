"""Small standards that tell which revision of them an answer comes from: each indicator begins with its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

import ingest.build
from assistant import Assistant
from assistant.index.embedding import embedder
from assistant.retrieval import beyond
from ingest.document import Document
from ingest.parse import parse
from ingest.source import read
from tests.bench.catalogue import given, recombined
from tests.ingest.typesetting import Style, lay_out

ROOT = Path(__file__).resolve().parents[2]
MARKS = "甲乙丙丁戊己庚辛壬癸"
MANY = 5
"""Standards; of so many the unchanged ones are taken over by a build that finds one changed."""
_PLACE = re.compile(r"P\d+\.\d+\.\d+ ")
Revision = tuple[int, ...]
"""The number of the mark of each standard."""


@cache
def texts() -> dict[str, str]:
    """The documents by name, unmarked."""
    made = recombined(given([ROOT / "corpus"]), MANY, size=30)
    return {f"{one.code}.txt": lay_out(one, Random(0), Style(rows=1000, cut=0.0, crumbs=False)) for one in made}


def put(folder: Path, revision: Revision) -> list[Path]:
    """Write the documents with their marks; the files."""
    folder.mkdir(exist_ok=True)
    found = []
    for (name, text), mark in zip(texts().items(), revision, strict=True):
        (folder / name).write_text(_PLACE.sub(rf"\g<0>{MARKS[mark]}等", text), encoding="utf-8")
        found.append(folder / name)
    return found


def documents(files: Sequence[Path]) -> list[Document]:
    """As a build takes them."""
    from assistant.standard.companion import Companion

    return [Document(parsed=parse(read(file)), companion=Companion()) for file in files]


def answered(assistant: Assistant) -> Revision:
    """The revision that answers come from, by one of the table and one by meaning for each standard.

    :raises AssertionError: when those to one standard show two marks, or none.
    """
    return tuple(marked(assistant, name.removesuffix(".txt")) for name in texts())


def marked(assistant: Assistant, standard: str) -> int:
    """The mark that answers about one standard show. Raises as `answered` does."""
    told = [assistant.ask(question, standard=standard) for question in ("列出所有行為指標", "客戶等太久怎麼辦")]
    marks = marks_in("".join(c.text for answer in told for c in answer.citations))
    assert len(marks) == 1, f"{standard} is answered from revisions 「{marks}」"
    return MARKS.index(marks)


def marks_in(text: str) -> str:
    """The marks that stand in a text, each once."""
    return "".join(m for m in MARKS if f"{m}等" in text)


@contextmanager
def small() -> Iterator[None]:
    """Builds of fewer matters beyond the standards, embedded by the quicker way, so that one takes seconds."""
    few = beyond.chunks()[::40]
    with (
        patch.object(ingest.build, "embedder", lambda settings, **_: embedder(settings)),
        patch.object(beyond, "chunks", lambda: few),
    ):
        yield
