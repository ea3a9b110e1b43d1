"""A whole conversation to take along: what was asked and answered, under what it is about; here as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...answer.model import Answer
from ...answer.render import Labels, as_document, literal
from .cover import Cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer with the words around it: `origin` is the standard as people cite it, `way` how it was found."""

    answer: Answer
    labels: Labels
    origin: str
    way: str


def markdown(cover: Cover, told: Sequence[Told]) -> str:
    """The conversation as a Markdown file, each answer as its own file has it."""
    facts = [f"- {literal(fact.label)}: {literal(fact.value)}" for fact in cover.facts]
    head = "\n".join([f"# {literal(cover.title)}", "", *facts, "", *map(literal, cover.notes), ""])
    return "\n---\n\n".join([head, *(as_document(one.answer, one.labels, one.origin, one.way) for one in told)])
