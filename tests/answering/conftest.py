"""The shipped standard and the assistant over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Settings


@pytest.fixture(scope="session")
def assistant(index: Path) -> Assistant:
    """The assistant over an index built from the corpus."""
    return Assistant(Settings(index=index))
