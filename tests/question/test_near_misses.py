"""Questions for what a competency standard never gives, most of them in the words of this one.

`near_misses.jsonl` has twelve for each sort of thing. Told by its sort or declined, nothing may be answered from a
neighbour.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.question.form import NotHeld

FILE = Path(__file__).with_name("near_misses.jsonl")
MISSES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("miss", MISSES, ids=[m["question"] for m in MISSES])
def test_a_near_miss_is_not_answered(assistant: Assistant, miss: dict[str, Any]) -> None:
    """It is said to be of a sort that the standard does not give."""
    answer = assistant.ask(miss["question"])
    assert answer.refused
    read = assistant.read(miss["question"]).best.form
    assert isinstance(read, NotHeld) and read.aspect == miss["aspect"]


def test_every_sort_has_its_near_misses() -> None:
    """No sort is left out, and none is tested on a handful."""
    counts = Counter(m["aspect"] for m in MISSES)
    assert len(MISSES) >= 200
    assert min(counts.values()) >= 10
