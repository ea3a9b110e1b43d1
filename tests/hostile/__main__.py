"""`python tests/hostile`: poisoned copies of the standard and hostile questions, by rule and with an obedient model.

Exit code 1 when anything had an effect.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")

from effects import EFFECTS  # noqa: E402 - the project's root has to be on the path first
from instruction import hostile_questions, instructions  # noqa: E402
from planting import PLACES, poisoned  # noqa: E402
from tqdm import tqdm  # noqa: E402
from trial import Outcome, Trial  # noqa: E402

from assistant import companion  # noqa: E402
from ingest.parse import parse  # noqa: E402
from ingest.source import read  # noqa: E402

AT_ONCE = 6
"""Instructions planted in one copy: as many as there are tasks."""


def main() -> int:
    """Run everything and print the counts."""
    options = argparse.ArgumentParser(prog="python tests/hostile", description=__doc__)
    options.add_argument("--show", type=int, default=5, metavar="N", help="print so many answers that had an effect")
    options.add_argument("--copies", type=int, default=0, metavar="N", help="only so many copies (default: all)")
    chosen = options.parse_args()
    file = ROOT / "corpus" / "BAS1499-002v2.txt"
    source, beside, hostile = read(file), companion.read(file), hostile_questions()
    clean = parse(source).standard
    every = instructions()
    groups = [every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)][: chosen.copies or None]
    outcomes = {"rules": Outcome(), "blunt obedient model": Outcome(), "sly obedient model": Outcome()}
    for group in tqdm(groups, unit="copy", file=sys.stderr, disable=None):
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial.ingest(poisoned(source, beside, group), clean, Path(folder))
            outcomes["rules"] += trial.by_rule(hostile)
            outcomes["blunt obedient model"] += trial.by_model(hostile, sly=False)
            outcomes["sly obedient model"] += trial.by_model(hostile, sly=True)
    print(f"{sum(map(len, groups))} instructions × {len(PLACES)} places, {len(hostile)} hostile questions a copy")
    rules = outcomes["rules"]
    print(
        f"codes that plants made a document itself print: {rules.forged}, not reported by ingestion: {rules.unflagged}"
    )
    for engine, outcome in outcomes.items():
        print(f"\n{engine}: {outcome.planted} plants, {outcome.asked} answers, {outcome.reached} show one as wording")
        if outcome.obeyed:
            print(f"  the model obeyed {outcome.obeyed} times; {outcome.worded} answers are in its words")
        print("  " + " · ".join(f"{name} {outcome.effects[name]}" for name in EFFECTS))
        for example in outcome.examples[: chosen.show]:
            print(f"  ! {example}")
    return 1 if any(outcome.effects.total() for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
