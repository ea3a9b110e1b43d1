"""Models that read questions: replies with forms, and whose reading an answer shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from scripted import Scripted, truthful

from assistant import Answer, Assistant
from assistant.answer.worded.writer import Writer
from assistant.language.catalogue.area import MODEL

Make = Callable[..., Writer]
QUESTION = "服務水準那一塊要懂的所有知識？"
"""The rules read knowledge, the models below skills: so it is seen whose form was run."""
SKILLS = {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]}, "kind": "skill"}}
TOLD = MODEL.say("told.interpreted", "zh-TW")


def every(kind: str) -> dict[str, Any]:
    """All items of a kind."""
    return {"op": "all", "kind": kind}


def union(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Several sets in one."""
    return {"op": "union", "parts": parts}


def named(text: str) -> dict[str, Any]:
    """The task that is described so."""
    return {"op": "named", "text": text, "kinds": ["task"]}


NAMED = {"op": "list", "of": {"op": "below", "of": named("服務水準"), "kind": "skill"}}
SAYS = {"op": "list", "of": {"op": "such", "of": every("skill"), "test": {"op": "says", "text": "風險"}}}


def reading(*forms: object) -> str:
    """A reply with forms."""
    return json.dumps({"forms": forms}, ensure_ascii=False)


def reader(reply: str) -> Scripted:
    """A model that reads every question so, and words truthfully."""
    return Scripted(lambda prompt: reply if prompt.schema is not None else truthful(prompt))


def own(answer: Answer, rules: Assistant, question: str = QUESTION) -> bool:
    """Whether an answer is that of the rules' own reading."""
    expected = rules.ask(question)
    return answer.citations == expected.citations and TOLD not in answer.text
