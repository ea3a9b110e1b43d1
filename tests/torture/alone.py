"""`python -m tests.torture.alone NAME SIZE SEED INDEX [BROKEN]`: one campaign, told as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from . import broken, damage, documents, kills, memory, sessions, strings, swaps
from .campaign import Campaign, Task

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGNS: dict[str, Campaign] = {
    "kills": kills.run,
    "documents": documents.run,
    "damage": damage.run,
    "swaps": swaps.run,
    "memory": memory.run,
    "sessions": sessions.run,
    "strings": strings.run,
}


def apart(name: str, size: int, seed: int, index: Path, build: str = "") -> dict[str, Any]:
    """Run a campaign in a new process; `build` names a broken one.

    :raises RuntimeError: when it does not come to an end, with what it said.
    """
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.alone", name, str(size), str(seed), str(index), build],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "ASSISTANT_DEFAULT_STANDARD": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"size": size, "seed": seed, "seconds": round(time.perf_counter() - start)} | found


def main(name: str, size: str, seed: str, index: str, build: str = "") -> None:
    """Run it and report."""
    with (
        tempfile.TemporaryDirectory(prefix="competency-torture-") as folder,
        broken.BUILDS[build]() if build else nullcontext(),
    ):
        task = Task(size=int(size), seed=int(seed), index=Path(index), folder=Path(folder))
        print(json.dumps(CAMPAIGNS[name](task).told(), ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
