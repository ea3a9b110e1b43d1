"""Questions by the thousand in one process: what it holds does not grow."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator
from pathlib import Path
from random import Random

from assistant import Assistant, Settings
from assistant.evaluation.cases import load

from .campaign import Outcome, Task
from .revisions import ROOT

SLOPE = 1.0
"""Kilobytes that a question may leave behind."""
SLACK = 2_048
"""Kilobytes by which the allocator alone may make readings differ."""
POINTS = 10
_Cache = functools._lru_cache_wrapper
Kept = dict[str, tuple[int, int | None]]
"""Entries of each cache that functions have of their own, and how many it may have."""


def run(task: Task) -> Outcome:
    """Ask as many questions of the sets as are to be asked, each once, which fills caches; then ask them over and over.

    Each of these has an ending of its own, so that what is kept by the whole text of a question would grow.
    """
    outcome, random = Outcome(), Random(task.seed)
    cases = load([ROOT / "corpus/evaluation", ROOT / "corpus/evaluation/left_out"])
    questions = list(dict.fromkeys(case.question for case in cases))
    assistant, held = Assistant(Settings(index=task.index)), list[tuple[int, float]]()
    for question in random.sample(questions, min(task.size, len(questions))):
        assistant.ask(question)
        outcome.count("questions before")
    gc.collect()
    before = _kept()
    for number in range(task.size):
        assistant.ask(random.choice(questions) + random.choice(("", "？", "!", f" #{number}")))
        outcome.count("questions")
        if number % max(1, task.size // POINTS) == 0 or number == task.size - 1:
            gc.collect()
            held.append((number, _held()))
    grown, asked = held[-1][1] - held[0][1], held[-1][0] - held[0][0]
    outcome.figures["memory"] = ", ".join(f"{size / 1024:.1f} MB after {number}" for number, size in held)
    outcome.figures["growth"] = f"{grown / max(1, asked):.2f} kB a question"
    outcome.figures["caches that had room left and grew"] = "; ".join(_grown(before, _kept(), outcome)) or "none"
    if grown > SLOPE * asked + SLACK:
        outcome.faults.append(f"{asked} questions left {grown:.0f} kB behind")
    return outcome


def _grown(before: Kept, after: Kept, outcome: Outcome) -> Iterator[str]:
    """Those that hold more than before; one without a bound is a fault."""
    for name, (size, most) in sorted(after.items()):
        had = before.get(name, (0, most))[0]
        if size > had and most is None:
            outcome.faults.append(f"{name} holds {size} entries, {size - had} more than before, and knows no bound")
        elif size > had:
            yield f"{name} from {had:,} to {size:,} of {most:,}"


def _kept() -> Kept:
    found: Kept = {}
    for cache in (one for one in gc.get_objects() if isinstance(one, _Cache)):
        known = cache.cache_info()
        if cache.__module__.partition(".")[0] in ("assistant", "ingest"):
            name = f"{cache.__module__.partition('.')[2]}.{cache.__qualname__}"
            found[name] = (found.get(name, (0, 0))[0] + known.currsize, known.maxsize)
    return found


def _held() -> float:
    """Kilobytes that this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))
