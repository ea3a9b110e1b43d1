"""A false reply, and the questions that most of them answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

COMPARE = {
    "zh-TW": "比較 T1 和 T5 的技能",
    "zh-CN": "比较 T1 和 T5 的技能有什么不同",
    "en": "Compare the skills of T1 and T5",
}
SKILLS = {"zh-TW": "T5 需要哪些技能？", "zh-CN": "T5 需要哪些技能，请列出", "en": "What skills does T5 need?"}
KNOWLEDGE = {"zh-TW": "T2 需要哪些知識？", "zh-CN": "T2 需要哪些知识？", "en": "What knowledge does T2 need?"}


@dataclass(frozen=True)
class Lie:
    """A false sentence, the question it answers, and its kind."""

    kind: str
    question: str
    text: str


def said(kind: str, questions: dict[str, str], **texts: str) -> Iterator[Lie]:
    """A lie in each language that it is given in."""
    tags = {"tw": "zh-TW", "cn": "zh-CN", "en": "en"}
    return (Lie(kind, questions[tags[tag]], text) for tag, text in texts.items())
