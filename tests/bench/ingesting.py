"""`python -m tests.bench.ingesting FOLDER INDEX`: ingest a folder, and tell what each stage took."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from assistant.settings import Settings
from ingest.build import build
from ingest.held import Held
from ingest.verdict import files, judge, settled

from .measured import memory


def main(folder: Path, index: Path) -> None:
    """Ingest and report."""
    start = time.perf_counter()
    held = Held(index)
    verdicts = settled([judge(path, listed=True, held=held) for path in files([folder])], held)
    reading = time.perf_counter() - start
    built = build([found for one in verdicts if (found := one.publishable)], Settings(index=index))
    told = {
        "stages": {"reading": reading, **built.seconds},
        "records": built.chunks,
        "refused": sum(not one.document for one in verdicts),
        "verifier": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "disk": sum(f.stat().st_size for f in (index / "generations" / built.name).rglob("*") if f.is_file()) / 1e6,
    }
    print(json.dumps(told | memory()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
