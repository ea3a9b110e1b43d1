"""The assistant over the session's index, by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Settings


@pytest.fixture(scope="session")
def rules(index: Path) -> Assistant:
    """The assistant, wording by rule."""
    return Assistant(Settings(index=index))
