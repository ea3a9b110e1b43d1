"""The shipped standard and the assistant over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.standard.model import Standard
from assistant.standard.relations import Relations


@pytest.fixture(scope="session")
def assistant(index: Path) -> Assistant:
    """The assistant over an index built from the corpus."""
    return Assistant(Settings(index=index))


@pytest.fixture(scope="session")
def relations(standard: Standard) -> Relations:
    """The look-ups of the shipped standard."""
    return Relations(standard)
