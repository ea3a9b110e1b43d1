"""`python -m tests.bench [N …]`: what catalogues of so many standards cost; writes docs/bench.md and docs/bench.svg.

The real standards are those of the corpus, and of a folder of texts beside the project where there is one (`--texts`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.apart import ROOT, alone

from .catalogue import given, write
from .report import report

SIZES = (10, 100, 900)


def main() -> None:
    """Measure each size in turn and write the report; sizes measured before and not now stay in it."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of standards")
    options.add_argument("--texts", type=Path, default=ROOT.parent / "shared/standards/text")
    asked = options.parse_args()
    real = given([ROOT / "corpus", *([asked.texts] if asked.texts.is_dir() else [])])
    kept = ROOT / "docs/bench.json"
    found: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
    found = {size: one for size, one in found.items() if "memory_all" in one["ask"]}  # of this bench
    for size in asked.sizes:
        folder = Path(tempfile.mkdtemp(prefix="competency-bench-"))
        try:
            write(folder / "corpus", real, size)
            found[str(size)] = one(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        kept.write_text(json.dumps(dict(sorted(found.items(), key=lambda e: int(e[0]))), indent=1) + "\n", "utf-8")
    report(found, ROOT / "docs")


def one(folder: Path) -> dict[str, Any]:
    """Ingest a catalogue, ingest it again with one file changed, then with none, ask, and open the app."""
    corpus, index = folder / "corpus", folder / "index"
    found: dict[str, Any] = {}

    def ingest(name: str) -> None:
        found[name] = alone("tests.bench.ingesting", corpus, index)
        print(f"{name}: {found[name]['seconds']:.1f} s, peak {found[name]['peak']:.0f} MB", file=sys.stderr)

    ingest("ingest")
    changed = sorted(corpus.iterdir())[0]
    changed.write_text(changed.read_text("utf-8").replace("工作描述\t\t", "工作描述\t\t另外"), "utf-8")
    ingest("changed")
    ingest("unchanged")
    found["ask"] = alone("tests.bench.asking", index)
    found["app"] = alone("tests.bench.opening", index)
    found["empty"] = alone("tests.bench.opening")
    return found


if __name__ == "__main__":
    main()
