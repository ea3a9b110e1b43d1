"""Questions by the thousand in one process: what it holds does not grow."""

from __future__ import annotations

import gc
from pathlib import Path
from random import Random

from assistant import Assistant, Settings
from assistant.evaluation.cases import load

from .campaign import Outcome, Task
from .revisions import ROOT

WARM = 0.4
"""Share of the questions after which caches are full enough."""
SLOPE = 1.0
"""Kilobytes that a question may leave behind."""
SLACK = 2_048
"""Kilobytes by which the allocator alone may make readings differ."""
POINTS = 10


def run(task: Task) -> Outcome:
    """Ask the questions of the sets over and over, in an order and with an ending of each round's own."""
    outcome, random = Outcome(), Random(task.seed)
    cases = load([ROOT / "corpus/evaluation", ROOT / "corpus/evaluation/left_out"])
    assistant, held = Assistant(Settings(index=task.index)), list[tuple[int, float]]()
    for number in range(task.size):
        assistant.ask(random.choice(cases).question + random.choice(("", "？", "!", f" #{number}")))
        outcome.count("questions")
        if number >= task.size * WARM and number % max(1, task.size // POINTS // 2) == 0:
            gc.collect()
            held.append((number, _held()))
    grown, asked = held[-1][1] - held[0][1], held[-1][0] - held[0][0]
    outcome.figures["memory"] = ", ".join(f"{size / 1024:.0f} MB after {number}" for number, size in held)
    outcome.figures["growth"] = f"{grown / max(1, asked):.2f} kB a question"
    if grown > SLOPE * asked + SLACK:
        outcome.faults.append(f"{asked} questions left {grown:.0f} kB behind")
    return outcome


def _held() -> float:
    """Kilobytes that this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))
