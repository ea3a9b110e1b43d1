"""One run: every question asked and scored, the answers graded by a judge if there is one, all kept on record."""

import logging
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from ..answer.assistant import Assistant
from ..answer.proof import Facts, JoinedTables
from ..answer.worded.writer import Writer
from ..errors import AssistantError
from ..language.tag import tag
from ..settings import Settings
from . import record
from .cases import Case
from .judging import Judge, Judging
from .prediction import Prediction, of
from .record import Engine, RunRecord
from .summary import Scored

log = logging.getLogger(__name__)
PAUSE = 10.0
"""Seconds from one time a run in progress is kept to the next."""
Answerer = Assistant | Writer
"""What can be measured: the rules, or the chat model before them."""


def scored(answerer: Answerer, cases: Sequence[Case]) -> Iterator[Scored]:
    """Ask and score one question after the other; whoever stops iterating stops the run.

    A question that fails is scored as wrong and never ends the run.

    :raises IndexMissing, IndexDamaged, IndexMismatch: when there is nothing to ask.
    """
    facts = {standard.code: Facts(standard) for standard in answerer.standards}
    for case in cases:
        yield Scored.of(case, _predict(answerer, case, facts))


def _predict(answerer: Answerer, case: Case, facts: dict[str, Facts]) -> Prediction:
    try:
        if case.form is None:
            answer = answerer.ask(case.question, case.history, case.standard)
        else:
            answer = answerer.run(case.form, tag(case.lang), case.standard)
        return of(case.id, answer, JoinedTables(facts[answer.standard], facts.get))
    except Exception as error:  # noqa: BLE001 - one question must not end the run
        return Prediction(id=case.id, error=str(error) if isinstance(error, AssistantError) else type(error).__name__)


@dataclass
class EvaluationRun:
    """A run to be gone through step by step, at the pace of whoever iterates over `steps`.

    `done` of `total` answers and opinions are there; `record` is the run as last kept, None until something was.
    """

    answerer: Answerer
    settings: Settings
    cases: Sequence[Case]
    engine: Engine = "rules"
    judge: Judge | None = None
    done: int = field(default=0, init=False)
    record: RunRecord | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.total = len(self.cases)
        self._started = record.now()

    @property
    def id(self) -> str:
        """The id its record has or will have."""
        return record.run_id(self._started)

    def steps(self) -> Generator[None, None, None]:
        """Ask one question, or have one answer graded, a step. It is kept now and then, and however it ends.

        What a process that ends has not finished is there after a restart, as a run that was stopped.

        :raises IndexMissing, IndexDamaged, IndexMismatch: when there is nothing to ask, or no longer.
        :raises StoreFault: before anything is asked, when the run could not be kept.
        """
        record.check_writable(self.settings.runs)
        results: list[Scored] = []
        said: Judging | None = None
        again = time.monotonic() + PAUSE
        try:
            for result in scored(self.answerer, self.cases):
                results.append(result)
                self.done = len(results)
                yield
                if time.monotonic() > again:
                    self._keep(results)
                    again = time.monotonic() + PAUSE
            if self.judge and results:
                self._keep(results)
                self.total += self.judge.work(results)
                for said in self.judge.opinions(results):
                    self.done = len(results) + len(said.sample) + len(said.opinions)
                    yield
        finally:
            if results:
                self._keep(results, said)

    def _keep(self, results: Sequence[Scored], judging: Judging | None = None) -> None:
        self.record = record.make(self.settings, self.cases, results, self._started, self.engine, judging)
        record.save(self.record, record.path(self.settings.runs, self.id))


class Job(EvaluationRun):
    """A run in the background, that a page can watch and stop and that outlives the page.

    It goes on by itself from the moment it is made; `failure` says why it ended early, if it did.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        self.failure: Exception | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def kept(self) -> str:
        """The id of its record once it has ended; empty when nothing was asked."""
        return self.id if self.record and not self.running else ""

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
            with closing(self.steps()) as steps:
                for _ in steps:
                    if self.stopping:
                        break
        except Exception as error:
            log.exception("an evaluation run ended early")
            self.failure = error.with_traceback(None)
