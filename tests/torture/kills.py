"""Ingestion killed at seeded moments: afterwards the index answers from the old or the new generation, whole.

Each run is a process that has everything imported already, so that what is killed is the work. Every other one is
killed as it begins its n-th operation on a file, the others after a time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from assistant import Assistant, Settings
from assistant.errors import AssistantError
from assistant.index.generation import FOLDER, POINTER, current
from ingest.__main__ import main as ingest

from .campaign import Outcome, Task
from .revisions import MANY, MARKS, Revision, answered, put, small

_TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "subprocess.Popen"})
_READING = ("r", "rb", "rt")


def run(task: Task) -> Outcome:
    """Kill so many ingestions in a row, each going on from what the one before left."""
    outcome, random = Outcome(), Random(task.seed)
    index, corpus = task.folder / "index", task.folder / "corpus"
    with small():
        old, steps, seconds = _undisturbed(corpus, index)
        outcome.figures["an undisturbed run"] = f"{steps} operations on files, {seconds:.1f} s"
        for number in range(task.size):
            new = _next(old, random)
            put(corpus, new)
            step = random.randrange(1, steps + 1) if number % 2 == 0 else 0
            ended = _killed(corpus, index, step, random.uniform(0, seconds))
            outcome.count("killed" if ended else "finished before the kill")
            old = _looked(index, old, new, f"kill {number}", outcome)
        if not outcome.faults:
            _again(corpus, index, task.folder / "other", outcome)
    return outcome


def _next(old: Revision, random: Random) -> Revision:
    """Other marks: in all documents, or in one, whose fellows are then taken over."""
    changed = range(MANY) if random.random() < 0.5 else [random.randrange(MANY)]
    return tuple((mark + 1) % len(MARKS) if n in changed else mark for n, mark in enumerate(old))


def _looked(index: Path, old: Revision, new: Revision, name: str, outcome: Outcome) -> Revision:
    """What the index answers from now; a fault where that is neither, or cannot be told."""
    try:
        found = answered(Assistant(Settings(index=index)))
    except (AssistantError, AssertionError) as error:
        outcome.faults.append(f"{name}: {type(error).__name__}: {error}")
        return old
    if found not in (old, new):
        outcome.faults.append(f"{name}: answers come from {found}, neither {old} nor {new}")
    outcome.count("then the new one answers" if found == new else "then the old one answers")
    return found


def _undisturbed(corpus: Path, index: Path) -> tuple[Revision, int, float]:
    """Publish, publish a changed corpus, and tell how many operations and seconds that took."""
    put(corpus, (0,) * MANY)
    assert not _killed(corpus, index, 0, 600)
    put(corpus, (1,) * MANY)
    count = multiprocessing.get_context("fork").Value("l", 0)
    start = time.monotonic()
    assert not _killed(corpus, index, 0, 600, count)
    return (1,) * MANY, int(count.value), time.monotonic() - start


def _killed(corpus: Path, index: Path, step: int, seconds: float, count: Any = None) -> bool:
    """Ingest in a process of its own and kill it with all it started; whether it was killed before it ended."""
    child = os.fork()
    if child == 0:
        os.setsid()
        _work(corpus, index, step, count)
    until = time.monotonic() + (600 if step else seconds)
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            if os.WIFSIGNALED(status):
                return True
            assert os.WEXITSTATUS(status) == 0, "an ingestion failed that nobody disturbed"
            return False
        time.sleep(0.002)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _work(corpus: Path, index: Path, step: int, count: Any) -> None:
    """In the child: ingest, and be killed at the step if there is one. Never returns."""
    done = 0
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)

    def audited(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event in _TOUCHES and not (event == "open" and arguments[1] in _READING):
            done += 1
            if count is not None:
                count.value = done
            if done == step:
                os.killpg(os.getpid(), signal.SIGKILL)

    sys.addaudithook(audited)
    os._exit(ingest([str(corpus), "--index", str(index)]))


def _again(corpus: Path, index: Path, other: Path, outcome: Outcome) -> None:
    """A last run nobody disturbs: it leaves nothing unfinished, and the records of an index that never was."""
    for folder in (index, other):
        assert not _killed(corpus, folder, 0, 600)
    left = [*(index / FOLDER).glob(".*"), *index.glob(f".{POINTER}*")]
    if left:
        outcome.faults.append(f"after a last run there is still {left[0].name}")
    here, there = (_records(folder) for folder in (index, other))
    if here != there:
        outcome.faults.append("after a last run the records are not those of an undisturbed index")


def _records(index: Path) -> list[tuple[str, str, str]]:
    generation = current(index)
    return sorted((r.id, r.text, r.form) for r in generation.records.values())
