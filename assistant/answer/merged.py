"""One answer out of several: the parts of a question, or the standards that it ranges over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .model import Answer, Citation


def merged(answers: Sequence[Answer], text: str) -> Answer:
    """The answers one after the other; refused only where all of them are, and as sure as the least sure of the rest.

    :param answers: one or more.
    """
    first = answers[0]
    citations: dict[tuple[str, str, str], Citation] = {
        (c.standard, c.code, c.text): c for a in answers for c in a.citations
    }
    open_ones = [a for a in answers if not a.refused] or list(answers)
    return replace(
        first,
        question=text,
        method=open_ones[0].method,
        confidence=min((a.confidence for a in open_ones), key=("declined", "weak", "likely", "proved").index),
        blocks=tuple(b for a in answers for b in a.blocks),
        citations=tuple(citations.values()),
        retrieved=tuple(dict.fromkeys(c for a in answers for c in a.retrieved)),
        proof=tuple(p for a in answers for p in a.proof),
        suggestions=tuple(dict.fromkeys(s for a in answers for s in a.suggestions))[:3],
        refused=all(a.refused for a in answers),
    )
