"""An answer as data: the JSON of the command line, and the prediction format of an evaluation set."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .answer.model import Answer, Sentence, plain


def as_json(answer: Answer) -> dict[str, Any]:
    """The whole answer: text, blocks, citations with places, proof."""
    blocks: list[dict[str, Any]] = []
    for block in answer.blocks:
        if isinstance(block, Sentence):
            blocks.append({"role": block.role, "text": plain(block.text)})
        else:
            blocks.append({**asdict(block), "title": plain(block.title), "shown": len(block.rows)})
    return {
        "question": answer.question,
        "standard": answer.standard,
        "language": answer.language,
        "method": answer.method,
        "confidence": answer.confidence,
        "refused": answer.refused,
        "text": answer.text,
        "cited_codes": list(answer.cited_codes),
        "retrieved_codes": list(answer.retrieved),
        "blocks": blocks,
        "citations": [asdict(c) for c in answer.citations],
        "proof": [asdict(c) for c in answer.proof],
        "suggestions": list(answer.suggestions),
        "elapsed_ms": round(answer.elapsed_ms, 2),
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
