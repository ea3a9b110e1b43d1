"""The shipped standard ready to be laid out as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.faces.manage.overview import Block, overview
from assistant.standard import companion
from assistant.standard.model import Standard
from assistant.standard.relations import Relations


@pytest.fixture(scope="session")
def relations(standard: Standard) -> Relations:
    """Look-ups over the shipped standard."""
    return Relations(standard)


@pytest.fixture(scope="session")
def glosses(source: Path) -> dict[str, str]:
    """Its English glosses."""
    return companion.read(source).glosses


@pytest.fixture(scope="session")
def whole(relations: Relations) -> tuple[Block, ...]:
    """Its whole table."""
    return overview(relations)
