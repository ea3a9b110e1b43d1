"""Drafting a companion with a chat model: nothing unusable is written, and nothing is overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.standard import companion
from assistant.standard.model import Standard
from assistant.standard.relations import Relations
from ingest.expand import BATCH, draft, write


def _truthful(prompt: str) -> str:
    """A model that does as it is told, between words of its own."""
    items = re.findall(r"^([A-Z][\w.@]+)\t(.+)$", prompt, re.MULTILINE)
    body = {c: f"Gloss of {c}" for c, _ in items}
    return f"Here you are:\n```json\n{json.dumps(body, ensure_ascii=False)}\n```"


def test_a_draft_is_what_a_companion_is_read_from(standard: Standard, tmp_path: Path) -> None:
    """Every key is drafted, and the file reads back without strays."""
    relations = Relations(standard)
    source = tmp_path / "X.txt"
    drafted = draft(relations, _truthful)
    assert all(drafted.values())
    file = write(drafted, source, relations)
    file.rename(file.with_name(file.name.replace(".draft", "")))
    made = companion.read(source)
    assert companion.unknown(made, relations) == []
    assert {"O1.5.1@T1.4", "O1.5.1@T1.5", "K1"} <= set(made.glosses)
    assert made.glosses["K1"] == "Gloss of K1"


@pytest.mark.parametrize("words", ["", "no", "{", "[]", '{"K1": 3}', '{"K1": " "}', "\x00" * 9])
def test_a_useless_model_writes_nothing(standard: Standard, tmp_path: Path, words: str) -> None:
    """Whatever it says instead, every item is named as missing and no file appears."""
    relations = Relations(standard)
    drafted = draft(relations, lambda prompt: words)
    assert len(drafted) >= 253 and not any(drafted.values())
    with pytest.raises(UsageError, match="nothing usable"):
        write(drafted, tmp_path / "X.txt", relations)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_under_review_is_not_overwritten(standard: Standard, tmp_path: Path) -> None:
    """A second run stops before the first draft."""
    relations = Relations(standard)
    drafted = draft(relations, _truthful)
    write(drafted, tmp_path / "X.txt", relations)
    with pytest.raises(UsageError, match="exists already"):
        write(drafted, tmp_path / "X.txt", relations)


def test_items_are_asked_for_in_small_batches(standard: Standard) -> None:
    """No prompt holds more items than a small model can answer."""
    sizes: list[int] = []

    def chat(prompt: str) -> str:
        sizes.append(len(re.findall(r"^[A-Z][\w.@]+\t", prompt, re.MULTILINE)))
        return ""

    draft(Relations(standard), chat)
    assert max(sizes) == BATCH
