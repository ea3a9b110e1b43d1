"""Prompts as data: what to do in the language of the answer, then evidence and question inside a frame.

Every text inside the frame is a JSON string with `<`, `>` and `&` written as escapes, one to a line. It can hold
neither a line break nor an angle bracket, so nothing in it can close the frame or open another. A prompt holds
no secret: no key, no address, no path.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from ..language.tag import Language
from ..question.conversation import Turn
from .chat import Prompt
from .evidence import Evidence

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\u0085"}
_LONGEST_TURN = 600
"""Of an earlier turn, in characters; the rest is left out."""


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "prompt.toml").read_text(encoding="utf-8"))


def instructions(task: Literal["answer", "rewrite"], language: Language) -> str:
    """What a model is told to do."""
    return _tables()[task][language].strip()


def framed(text: str) -> str:
    """A text as one line that cannot end its frame."""
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPES)


def answering(evidence: Evidence, question: str) -> Prompt:
    """The prompt that asks for an answer from evidence."""
    lines = [f"[{p.number}] {framed(p.text)}" for p in evidence.passages]
    return Prompt(
        system=instructions("answer", evidence.answer.language),
        user=frame("evidence", lines) + "\n" + frame("question", [framed(question)]),
    )


def rewriting(question: str, history: Sequence[Turn], language: Language) -> Prompt:
    """The prompt that asks for a follow-up as a question of its own."""
    turns = [f"{turn.role}: {framed(turn.content[:_LONGEST_TURN])}" for turn in history]
    return Prompt(
        system=instructions("rewrite", language),
        user=frame("history", turns) + "\n" + frame("question", [framed(question)]),
    )


def frame(name: str, lines: Sequence[str]) -> str:
    """Lines between the marks of a frame."""
    return "\n".join([f"<{name}>", *lines, f"</{name}>"])
