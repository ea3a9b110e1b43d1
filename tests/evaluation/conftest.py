"""What the tests of `python -m assistant evaluate` share: a small set of questions, and a folder for runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import GOLD, case, unanswerable

from assistant.evaluation.cases import as_lines


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """One question answered rightly, one refused rightly, one with markup that cannot be right."""
    file = tmp_path / "set.jsonl"
    file.write_text(as_lines([case(), unanswerable(id="H2"), case(id="H3", **GOLD)]), encoding="utf-8")
    return file


@pytest.fixture
def runs(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for runs, named by the settings together with an index."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    return tmp_path / "runs"
