"""No question of an evaluation set may enter training: a copy stops the script."""

from __future__ import annotations

import json
from collections.abc import Iterable

from assistant.language.folding import fold
from assistant.settings import ROOT


def questions() -> list[str]:
    """Every question of the sets in the repository."""
    files = [*ROOT.glob("corpus/evaluation/*.jsonl"), *ROOT.glob("tests/questions/**/*.jsonl")]
    return [json.loads(line)["question"] for f in sorted(files) for line in f.read_text("utf-8").splitlines() if line]


def refuse(texts: Iterable[str]) -> None:
    """Stop when a text trained on is a question of an evaluation set.

    :raises SystemExit: naming the texts.
    """
    asked = {fold(q).casefold() for q in questions()}
    if copied := sorted(t for t in texts if fold(t).casefold() in asked):
        raise SystemExit(f"Questions of an evaluation set must not be trained on: {'; '.join(copied)}")
