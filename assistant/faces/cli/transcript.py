"""An answer, and the reading of a question, as the JSON of the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ...answer.model import Answer, Block, Sentence, Understanding, plain
from ...question.form import Question, data
from ...question.reading import Reading

FORMAT = 2
"""Version of the JSON of an answer: 2 tells how the question was read."""


def as_json(answer: Answer) -> dict[str, Any]:
    """The whole answer: text, blocks, citations with places, proof, and how the question was read."""
    told = ("question", "standard", "language", "method", "confidence", "refused")
    return {
        "format": FORMAT,
        **{name: getattr(answer, name) for name in told},
        "understood": _understood(answer.understood) if answer.understood else None,
        "text": answer.text,
        "cited_codes": list(answer.cited_codes),
        "retrieved_codes": list(answer.retrieved),
        "blocks": [_block(block) for block in answer.blocks],
        "citations": [asdict(c) for c in answer.citations],
        "proof": [asdict(c) for c in answer.proof],
        "suggestions": list(answer.suggestions),
        "elapsed_ms": round(answer.elapsed_ms, 2),
    }


def as_reading(reading: Reading, words: Callable[[Question], str], most: int) -> dict[str, Any]:
    """The best forms of a question, the likeliest first, and what each part was taken for."""
    return {
        "format": FORMAT,
        "question": reading.text,
        "forms": [_form(r.form, words(r.form), r.probability) for r in reading.ranked[:most]],
        "tokens": [asdict(token) for token in reading.tokens],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Sentence):
        return {"role": block.role, "text": plain(block.text)}
    return {**asdict(block), "title": plain(block.title), "shown": len(block.rows)}


def _understood(found: Understanding) -> dict[str, Any]:
    """The form that was run, its words and probability, what each part was taken for, and the next best forms."""
    return {
        **_form(found.form, found.words, found.probability),
        "tokens": [asdict(token) for token in found.tokens],
        "others": [{"words": words, "form": data(form)} for words, form in found.others],
    }


def _form(form: Question, words: str, probability: float) -> dict[str, Any]:
    return {"form": data(form), "words": words, "probability": round(probability, 4)}
