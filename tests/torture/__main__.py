"""`python -m tests.torture [CAMPAIGN[=SIZE] …]`: campaigns of faults and load; writes docs/torture.md.

Without names all of them, each in a size that takes minutes. Exit code 1 when anything went wrong. Campaigns measured
before and not now stay in the page.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from assistant import Settings
from ingest.build import build
from tests.torture.revisions import documents

from .alone import CAMPAIGNS, apart
from .report import report

ROOT = Path(__file__).resolve().parents[2]
SIZES = {
    "kills": 20,
    "pages": 10,
    "documents": 2_000,
    "damage": 4,
    "swaps": 20,
    "memory": 3_000,
    "sessions": 50,
    "strings": 50,
}


def main() -> int:
    """Run each campaign in a process of its own and write the page."""
    options = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    options.add_argument("campaigns", nargs="*", metavar="CAMPAIGN[=SIZE]", help=f"of {', '.join(CAMPAIGNS)}")
    options.add_argument("--seed", type=int, default=0)
    asked = options.parse_args()
    chosen = {one.partition("=")[0]: one.partition("=")[2] for one in asked.campaigns or CAMPAIGNS}
    if wrong := chosen.keys() - CAMPAIGNS.keys():
        options.error(f"there is no campaign {', '.join(wrong)}")
    kept, faults = ROOT / "docs/torture.json", 0
    with tempfile.TemporaryDirectory(prefix="competency-torture-") as folder:
        index = Path(folder) / "index"
        build(documents([ROOT / "corpus/BAS1499-002v2.txt"]), Settings(index=index))
        for name, size in chosen.items():
            print(f"{name} …", file=sys.stderr)
            one = apart(name, int(size or SIZES[name]), asked.seed, index)
            faults += one["faults"]
            print(json.dumps(one, ensure_ascii=False, indent=1), file=sys.stderr)
            before: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
            found = {known: (before | {name: one})[known] for known in CAMPAIGNS if known in before or known == name}
            kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
            report(found, ROOT / "docs")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
