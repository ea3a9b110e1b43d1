"""Everyday phrasings that the model is trained on: of every item, and no crib of an evaluation question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.language.folding import fold
from assistant.standard.companion import Companion
from ingest.parse import parse
from ingest.source import read as read_source
from ingest.split import split
from training.overlap import CLOSE, Asked, questions, refuse
from training.phrasings import phrased, read

ROOT = Path(__file__).parent.parent.parent
CODE = "BAS1499-002v2"


@pytest.fixture(scope="module")
def said() -> list[str]:
    """Every phrasing of the shipped standard."""
    return [text for entry in read(CODE).values() for text in (*entry.zh, *entry.en)]


def test_every_item_is_phrased() -> None:
    """At least three Chinese and two English phrasings of each code where it stands; none of another standard."""
    chunks = split(parse(read_source(ROOT / "corpus" / f"{CODE}.txt")).standard, Companion())
    phrasings = read(CODE)
    assert all(len(phrased(phrasings, chunk)) >= 5 for chunk in chunks if chunk.code)
    assert read("XYZ0000-001v1") == {}


def test_no_phrasing_is_given_twice(said: list[str]) -> None:
    """A phrasing that two items shared would tell them apart no better than none."""
    folded = [fold(text).casefold() for text in said]
    assert len(folded) == len(set(folded))


def test_no_phrasing_copies_a_question_of_a_set(said: list[str]) -> None:
    """Nothing that is trained on is a question that the answers are judged by; nor nearly one."""
    refuse(said)
    asked = Asked(questions())
    near = [(text, found) for text in said if (found := asked.closest(text))[0] > CLOSE]
    assert len(near) <= len(said) // 100, near


def test_a_copied_question_stops_training(tmp_path: Path) -> None:
    """The guard finds a copy in either script."""
    question = json.loads((ROOT / "corpus/evaluation/given.jsonl").read_text("utf-8").splitlines()[0])["question"]
    with pytest.raises(SystemExit, match="must not be trained on"):
        refuse([fold(question)])
