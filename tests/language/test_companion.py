"""The companion of the shipped standard: whole, the project's own, and no crib of an evaluation question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.language.folding import fold
from assistant.standard.companion import NAME, Companion, read, unknown
from assistant.standard.model import Kind
from assistant.standard.relations import Relations
from ingest.parse import parse
from ingest.source import read as read_source
from training.overlap import CLOSE, closest, questions, refuse

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "corpus" / "BAS1499-002v2.txt"
EVERYDAY = {Kind.TASK, Kind.ACTIVITY, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE, Kind.INDICATOR, Kind.OUTPUT}


@pytest.fixture(scope="module")
def companion() -> Companion:
    """The shipped companion."""
    return read(SOURCE)


@pytest.fixture(scope="module")
def relations() -> Relations:
    """The shipped standard."""
    return Relations(parse(read_source(SOURCE)).standard)


def test_every_item_has_a_gloss_and_everyday_phrasings(companion: Companion, relations: Relations) -> None:
    """Each code of every kind is glossed and has at least three Chinese and two English phrasings where it stands."""
    for item in relations.items:
        keys = {item.code, *(f"{item.code}@{p}" for p in item.parents)}
        assert keys & set(companion.glosses), item.code
        found = [companion.phrasings[k] for k in keys if k in companion.phrasings]
        assert item.kind in EVERYDAY
        assert found, item.code
        assert all(len(p.zh) >= 3 and len(p.en) >= 2 for p in found), item.code


def test_no_code_is_unknown(companion: Companion, relations: Relations) -> None:
    """Every key names an item of the standard."""
    assert unknown(companion, relations) == []
    assert NAME in companion.glosses


def test_no_phrasing_is_given_twice(companion: Companion) -> None:
    """A phrasing that two items shared would tell them apart no better than none."""
    said = [fold(t).casefold() for p in companion.phrasings.values() for t in (*p.zh, *p.en)]
    assert len(said) == len(set(said))


def test_no_phrasing_copies_a_question_of_a_set(companion: Companion) -> None:
    """Nothing that is trained on or searched is a question that the answers are judged by; nor nearly one."""
    said = [t for p in companion.phrasings.values() for t in (*p.zh, *p.en)]
    refuse(said)
    asked = questions()
    near = [(t, found) for t in said if (found := closest(t, asked, least=CLOSE))[1]]
    assert len(near) <= len(said) // 100, near


def test_a_copied_question_stops_training(tmp_path: Path) -> None:
    """The guard finds a copy in either script."""
    question = json.loads((ROOT / "corpus/evaluation/given.jsonl").read_text("utf-8").splitlines()[0])["question"]
    with pytest.raises(SystemExit, match="must not be trained on"):
        refuse([fold(question)])
