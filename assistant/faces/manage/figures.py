"""The figures of a process for Prometheus, counted from the journal. The only importer of its client."""

from __future__ import annotations

import logging
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, start_http_server
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ...answer.model import Answer, Method
from ...errors import StoreFault, UsageError
from ...evaluation.feedback import FeedbackStore
from . import journal

__all__ = ["CONTENT_TYPE", "Figures"]
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Bounds of the histogram: the table answers at the lower end, a chat model at the upper."""


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
            raise UsageError(
                f"ASSISTANT_METRICS 的位址 {address} 不能用，可能已被占用；請換一個埠。"
                f" The address {address} of ASSISTANT_METRICS cannot be used, or is in use; choose another port."
            ) from error
        journal.log.addHandler(self)

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
