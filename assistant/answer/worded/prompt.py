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
from typing import Any, Literal

from ...language.tag import Language
from ...standard.relations import UPPER, Relations
from .chat import Prompt
from .evidence import Evidence

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029\u0085"}


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "prompt.toml").read_text(encoding="utf-8"))


def instructions(task: Literal["answer", "read"], language: Language) -> str:
    """What a model is told to do."""
    return _tables()[task][language].strip()


def framed(value: object) -> str:
    """A text, or a value of texts, as one line that cannot end its frame."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


def answering(evidence: Evidence, question: str) -> Prompt:
    """The prompt that asks for an answer from evidence."""
    lines = [f"[{p.number}] {framed(p.text)}" for p in evidence.passages]
    return Prompt(
        system=instructions("answer", evidence.answer.language),
        user=frame("evidence", lines) + "\n" + frame("question", [framed(question)]),
    )


def understanding(
    question: str,
    earlier: Sequence[Mapping[str, object]],
    relations: Relations,
    schema: Mapping[str, Any],
    language: Language,
) -> Prompt:
    """The prompt that asks for the forms of a question.

    :param earlier: the turns before, oldest first, as values.
    """
    outline = [f"{item.code} {framed(item.text)}" for item in relations.items if item.kind in UPPER]
    parts = {"standard": outline, "history": [framed(turn) for turn in earlier], "question": [framed(question)]}
    return Prompt(
        system=instructions("read", language),
        user="\n".join(frame(name, lines) for name, lines in parts.items()),
        schema=schema,
    )


def frame(name: str, lines: Sequence[str]) -> str:
    """Lines between the marks of a frame."""
    return "\n".join([f"<{name}>", *lines, f"</{name}>"])
