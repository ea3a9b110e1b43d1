"""A run in the background, that a page can watch and stop and that outlives the page."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence

from ..settings import Settings
from . import record
from .cases import Case
from .engine import Grading, model
from .judging import Judging
from .record import Engine
from .run import Answerer, scored
from .summary import Scored

log = logging.getLogger(__name__)
PAUSE = 10.0
"""Seconds from one time a run in progress is kept to the next."""


class Job:
    """One run. It is kept on record while it goes on and when it ends or is stopped; not when nothing was asked.

    What a process that ends has not finished is there after a restart, as a run that was stopped.
    """

    def __init__(
        self,
        answerer: Answerer,
        settings: Settings,
        cases: Sequence[Case],
        engine: Engine = "rules",
        grading: Grading | None = None,
    ) -> None:
        self.total = len(cases)
        self.done = 0
        self.kept = ""
        self.failure = ""
        self._answerer, self._settings, self._cases, self._engine = answerer, settings, cases, engine
        self._grading = grading
        self._started = record.now()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def id(self) -> str:
        """The id its record has or will have."""
        return record.run_id(self._started)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        """Whether it was told to end."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End it after the question being asked."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end, at most so long."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            self._run()
        except Exception as error:
            log.exception("an evaluation run ended early")
            self.failure = str(error) or type(error).__name__

    def _run(self) -> None:
        results: list[Scored] = []
        again = time.monotonic() + PAUSE
        for result in scored(self._answerer, self._cases):
            results.append(result)
            self.done = len(results)
            if self._stop.is_set():
                break
            if time.monotonic() > again:
                self._keep(results)
                again = time.monotonic() + PAUSE
        if results:
            if self._grading:
                self._keep(results)
            self._keep(results, self._graded(results))
            self.kept = self.id

    def _keep(self, results: Sequence[Scored], judging: Judging | None = None) -> None:
        named = model(self._settings, self._engine)
        made = record.make(self._settings, self._cases, results, self._started, self._engine, named, judging)
        record.save(made, record.path(self._settings.runs, made.id))

    def _graded(self, results: Sequence[Scored]) -> Judging | None:
        """What the judge says of the answers; as far as it came when it is stopped."""
        if self._grading is None or self._stop.is_set():
            return None
        said: Judging | None = None
        self.total += self._grading.work(results)
        for said in self._grading.opinions(results):
            self.done = len(results) + len(said.sample) + len(said.opinions)
            if self._stop.is_set():
                break
        return said
