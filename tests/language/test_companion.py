"""The companion of the shipped standard: whole, and the project's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.standard.companion import NAME, Companion, read, unknown
from assistant.standard.relations import Relations
from ingest.parse import parse
from ingest.source import read as read_source

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "corpus" / "BAS1499-002v2.txt"


@pytest.fixture(scope="module")
def companion() -> Companion:
    """The shipped companion."""
    return read(SOURCE)


@pytest.fixture(scope="module")
def relations() -> Relations:
    """The shipped standard."""
    return Relations(parse(read_source(SOURCE)).standard)


def test_every_item_has_a_gloss(companion: Companion, relations: Relations) -> None:
    """Each code of every kind is glossed where it stands."""
    for item in relations.items:
        keys = {item.code, *(f"{item.code}@{p}" for p in item.parents)}
        assert keys & set(companion.glosses), item.code


def test_no_code_is_unknown(companion: Companion, relations: Relations) -> None:
    """Every key names an item of the standard."""
    assert unknown(companion, relations) == []
    assert NAME in companion.glosses
