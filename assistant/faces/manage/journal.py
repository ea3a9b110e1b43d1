"""The journal: a line of JSON for every answer that a server gives, through `logging`; nothing about the reader.

What is told of a process to Prometheus is counted from it; nothing else imports its client.
"""

import json
import logging
import secrets
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, start_http_server
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ...answer.model import Answer, Method
from ...errors import StoreFault, UsageError
from ...evaluation.feedback import FeedbackStore
from ...settings import Settings

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""Of the text form of Prometheus."""
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Bounds of the histogram: the table answers at the lower end, a chat model at the upper."""
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


class Figures(logging.Handler, Collector):
    """Counts the answers it is told of; the feedback is counted in its store whenever it is asked for."""

    def __init__(self, runs: Path) -> None:
        super().__init__()
        own = self._registry = CollectorRegistry()
        self._ways = Counter("assistant_questions", "Questions answered, by way.", ["way"], registry=own)
        self._declined = Counter("assistant_abstentions", "Answers that decline.", registry=own)
        self._proved = Counter("assistant_proved", "Answers read off the table and proved.", registry=own)
        self._seconds = Histogram("assistant_answer_seconds", "Time to answer.", buckets=_SECONDS, registry=own)
        for way in get_args(Method):
            self._ways.labels(way)
        self._feedback = FeedbackStore(runs)
        own.register(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Count the answer of a line of the journal."""
        answer: Answer = record.answer  # type: ignore[attr-defined]
        self._ways.labels(answer.method).inc()
        self._declined.inc(answer.refused)
        self._proved.inc(answer.proved)
        self._seconds.observe(answer.elapsed_ms / 1000)

    def text(self) -> bytes:
        """All of them, in the text form of Prometheus."""
        return generate_latest(self._registry)

    def serve(self, address: str) -> None:
        """Count from now on, and tell the figures at `host:port` until the process ends.

        :raises UsageError: when that address cannot be listened on.
        """
        host, _, port = address.rpartition(":")
        try:
            start_http_server(int(port), host, self._registry)
        except (OSError, OverflowError) as error:
            raise UsageError("manage.unusable_metrics", address=address) from error
        log.addHandler(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """How many answers readers have rated, and what became of it; nothing where the store cannot be read."""
        gauge = GaugeMetricFamily("assistant_feedback", "Rated answers kept.", labels=["rating", "status"])
        try:
            tally = Tally((kept.entry.rating, kept.status) for kept in self._feedback.all())
        except StoreFault:
            return
        for labels, count in tally.items():
            gauge.add_metric(labels, count)
        yield gauge
