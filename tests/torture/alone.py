"""`python -m tests.torture.alone NAME SIZE SEED INDEX [BROKEN]`: one campaign, told as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tests.apart import alone

from . import broken, damage, documents, kills, memory, pages, sessions, strings, swaps
from .campaign import Campaign, Task

CAMPAIGNS: dict[str, Campaign] = {
    "kills": kills.run,
    "pages": pages.run,
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
    found = alone("tests.torture.alone", name, size, seed, index, build)
    return {"size": size, "seed": seed} | found | {"seconds": round(found["seconds"])}


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
