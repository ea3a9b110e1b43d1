"""Sentences of tests as the reader takes them: their tokens, beside the evidence of a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant import Assistant
from assistant.answer.proof import Facts
from assistant.answer.worded.evidence import Evidence, gather
from assistant.answer.worded.statement import Token, read

QUESTION = {"zh": "T5 需要哪些技能？", "en": "What skills does T5 need?"}
"""Skills of T5: S27, S28, S29 and S30."""


@cache
def evidence(rules: Assistant, question: str) -> Evidence:
    """What the answer to a question rests on, gathered once."""
    relations = rules.relations()
    return gather(rules.ask(question), relations, Facts(relations.standard), rules.glosses(), 12000)


def tokens(rules: Assistant, text: str) -> Sequence[Token]:
    """The tokens of a sentence in either language."""
    return read(text, evidence(rules, QUESTION["en" if text.isascii() else "zh"])).tokens
