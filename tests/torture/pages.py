"""The served pages killed while readers ask and rate: they start again, answer, and hold every rating they told of.

Readers speak the app's own protocol without a browser, as in `tests.load`.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

from websockets.exceptions import WebSocketException

from assistant.errors import StoreFault
from assistant.evaluation.feedback import FILE, FeedbackStore
from tests.app.serving import started
from tests.load.session import Session

from .campaign import Outcome, Task

READERS = 3
MOST = 8
"""Ratings that readers are told of before the server is killed, at the most."""
LONGEST = 0.5
"""Seconds from then to the kill, at the most."""
_PATIENCE = 120
QUESTION, CODES = "T5 需要哪些技能？", ("S27", "S28", "S29", "S30")
ASKED = tuple(f"T{n} {what}" for n in range(1, 7) for what in ("需要哪些技能", "的知識", "是什麼"))
"""As they are kept: without marks that a question is rid of."""
_UNLIMITED = {f"ASSISTANT_QUESTIONS_PER_MINUTE{name}": "100000" for name in ("", "_ALL")}
_lock = threading.Lock()
Ratings = Counter[str]
"""How often each question was rated."""


def run(task: Task) -> Outcome:
    """Start the pages so many times over the same feedback, and kill them each time in the midst of three readers."""
    outcome, random = Outcome(), Random(task.seed)
    runs, pressed, told = task.folder / "runs", Ratings(), Ratings()
    settings = _UNLIMITED | {"ASSISTANT_RUNS": str(runs)}
    for number in range(task.size):
        with started(task.index, settings=settings) as (url, process):
            _whole(url, runs, pressed, told, f"start {number}", outcome)
            chosen = [Random(random.random()) for _ in range(READERS)]
            threads = [threading.Thread(target=_reader, args=(url, one, pressed, told, outcome)) for one in chosen]
            for thread in threads:
                thread.start()
            enough, until = told.total() + random.randrange(MOST + 1), time.monotonic() + _PATIENCE
            while told.total() < enough and time.monotonic() < until:
                time.sleep(0.005)
            time.sleep(random.uniform(0, LONGEST))
            os.kill(process, signal.SIGKILL)
            for thread in threads:
                thread.join()
            outcome.count("killed")
    with started(task.index, settings=settings) as (url, _):
        _whole(url, runs, pressed, told, "the last start", outcome)
    outcome.tried |= {"ratings that were told of": told.total(), "ratings given": pressed.total()}
    return outcome


def _reader(url: str, random: Random, pressed: Ratings, told: Ratings, outcome: Outcome) -> None:
    """Ask and press the thumb until the server is gone."""
    try:
        reader = Session(url)
        while True:
            question = random.choice(ASKED)
            reader.ask(question)
            with _lock:
                pressed[question] += 1
            reader.rate()
            with _lock:
                told[question] += 1
    except TimeoutError:
        outcome.faults.append("a reader waited in vain")
    except (WebSocketException, OSError):
        return  # it was killed


def _whole(url: str, runs: Path, pressed: Ratings, told: Ratings, name: str, outcome: Outcome) -> None:
    """Whether a server that has just started answers, and the feedback is whole: all that was told of, no more."""
    reader = Session(url)
    shown = reader.ask(QUESTION).text
    reader.close()
    if not all(f"#cite-{code}" in shown for code in CODES):
        outcome.faults.append(f"{name}: 「{QUESTION}」 is not answered as before")
    try:
        found, damaged = FeedbackStore(runs).read()
    except StoreFault as fault:
        outcome.faults.append(f"{name}: {fault}")
        return
    kept = Ratings(item.entry.question for item in found)
    if damaged or (found and _checked(runs) != "ok"):
        outcome.faults.append(f"{name}: the feedback is damaged")
    if lost := told - kept:
        outcome.faults.append(f"{name}: {lost.total()} ratings that readers were told of are lost")
    if more := kept - pressed:
        outcome.faults.append(f"{name}: {more.total()} ratings are kept that nobody gave")


def _checked(runs: Path) -> str:
    with closing(sqlite3.connect(runs / FILE)) as base:
        return str(base.execute("PRAGMA integrity_check").fetchone()[0])
