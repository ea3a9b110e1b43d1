"""The shipped standard in the formats of office programs."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from office import Block, Style, typed
from test_office import WRITERS


@pytest.fixture(scope="module")
def blocks(source: Path) -> list[Block]:
    """The shipped standard as it is typed."""
    return typed(source.read_text("utf-8"), Style(), Random(0))


@pytest.fixture(scope="module")
def files(blocks: list[Block]) -> dict[str, bytes]:
    """It in each format."""
    return {form: write(blocks, Random(0), dirty=False) for form, write in WRITERS.items()}
