"""What one measurement in a process of its own measures by."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_STATUS = Path("/proc/self/status")


def memory() -> dict[str, float]:
    """Megabytes that this process holds, and the most it held; 0 where the system does not tell."""
    lines = _STATUS.read_text().splitlines() if _STATUS.is_file() else []
    held = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith("Vm")}
    return {"memory": held.get("VmRSS", 0.0), "peak": held.get("VmHWM", 0.0)}


def milliseconds(
    act: Callable[[Any], object], subjects: Iterable[Any], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """How long an act takes for each subject; with `time.process_time` how much of a processor, whatever else runs."""
    times = []
    for subject in subjects:
        start = clock()
        act(subject)
        times.append((clock() - start) * 1000)
    return times


def spread(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    return {"p50": statistics.median(times), "p95": sorted(times)[int(len(times) * 0.95)]}
