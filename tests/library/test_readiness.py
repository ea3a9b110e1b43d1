"""Whether the assistant answers, asked of the real one."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.errors import EmbeddingError
from assistant.faces.manage.installation import probes


def test_a_whole_installation_answers_both(assistant: Assistant) -> None:
    """One question of the table, one by meaning."""
    assert probes(assistant) == {"table": "", "meaning": ""}


def test_a_fault_of_retrieval_leaves_the_table(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that fails says why."""

    def broken(*_: object, **__: object) -> None:
        raise EmbeddingError("no model")

    monkeypatch.setattr(assistant, "run", broken)
    assert probes(assistant) == {"table": "", "meaning": "no model"}
