"""An answer as data: the JSON of the command line, and the prediction format of an evaluation set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from .answer.model import Answer, Sentence, plain
from .question.form import Question, data
from .question.reader import Reading

FORMAT = 2
"""Version of the JSON of an answer: 2 tells how the question was read."""


def as_json(answer: Answer) -> dict[str, Any]:
    """The whole answer: text, blocks, citations with places, proof, and how the question was read."""
    blocks: list[dict[str, Any]] = []
    for block in answer.blocks:
        if isinstance(block, Sentence):
            blocks.append({"role": block.role, "text": plain(block.text)})
        else:
            blocks.append({**asdict(block), "title": plain(block.title), "shown": len(block.rows)})
    return {
        "format": FORMAT,
        "question": answer.question,
        "standard": answer.standard,
        "language": answer.language,
        "method": answer.method,
        "confidence": answer.confidence,
        "refused": answer.refused,
        "understood": _understood(answer),
        "text": answer.text,
        "cited_codes": list(answer.cited_codes),
        "retrieved_codes": list(answer.retrieved),
        "blocks": blocks,
        "citations": [asdict(c) for c in answer.citations],
        "proof": [asdict(c) for c in answer.proof],
        "suggestions": list(answer.suggestions),
        "elapsed_ms": round(answer.elapsed_ms, 2),
    }


def _understood(answer: Answer) -> dict[str, Any] | None:
    """The form that was run, its words and probability, what each part was taken for, and the next best forms."""
    found = answer.understood
    if found is None:
        return None
    return {
        "form": data(found.form),
        "words": found.words,
        "probability": round(found.probability, 4),
        "tokens": [asdict(token) for token in found.tokens],
        "others": [{"words": words, "form": data(form)} for words, form in found.others],
    }


def as_reading(reading: Reading, words: Callable[[Question], str], most: int) -> dict[str, Any]:
    """The best forms of a question, the likeliest first, and what each part was taken for."""
    return {
        "format": FORMAT,
        "question": reading.text,
        "forms": [
            {"form": data(r.form), "words": words(r.form), "probability": round(r.probability, 4)}
            for r in reading.ranked[:most]
        ],
        "tokens": [asdict(token) for token in reading.tokens],
    }


def as_prediction(identity: str, answer: Answer) -> dict[str, Any]:
    """The answer as one line of a predictions file; `retrieved_codes` only where something was retrieved."""
    line: dict[str, Any] = {
        "id": identity,
        "answer_text": answer.text,
        "cited_codes": list(answer.cited_codes),
        "refused": answer.refused,
        "latency_ms": round(answer.elapsed_ms, 2),
    }
    if answer.retrieved:
        line["retrieved_codes"] = list(answer.retrieved)
    return line
