"""The journal: a line of JSON for every answer that a server gives, through `logging`; nothing about the reader."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

from ...answer.model import Answer
from ...settings import Settings

log = logging.getLogger("assistant.answers")
log.setLevel(logging.INFO)
log.addHandler(logging.NullHandler())  # where nobody keeps the journal, nothing of it is shown


def note(answer: Answer, settings: Settings) -> str:
    """Note an answer, and give the id that it has there. A handler finds the answer itself in the record."""
    known = secrets.token_hex(8)
    line: dict[str, object] = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "id": known,
        "standard": answer.standard,
        "way": answer.method,
        "refused": answer.refused,
        "proved": answer.proved,
        "ms": round(answer.elapsed_ms, 1),
    }
    if settings.log_questions:
        line["question"] = answer.question
    log.info("%s", json.dumps(line, ensure_ascii=False), extra={"answer": answer})
    return known


@cache
def keep() -> None:
    """Have the journal written to standard error from now on, once a process."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)


@contextmanager
def heard(handler: logging.Handler) -> Iterator[None]:
    """Have a handler told of every answer until the block ends."""
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
