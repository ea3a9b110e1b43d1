"""`python -m tests.hostile`: poisoned copies of the standard and hostile questions, by rule and with an obedient model.

Exit code 1 when anything had an effect.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE)]
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["HF_HUB_OFFLINE"] = "1"

from instruction import Instruction, hostile_questions, instructions  # noqa: E402 - the path has to be set first
from outcome import Outcome, report  # noqa: E402
from planting import PLACES, poisoned  # noqa: E402
from tqdm import tqdm  # noqa: E402
from trial import Trial  # noqa: E402

from assistant import Assistant, Settings, companion  # noqa: E402
from ingest.build import Document, build  # noqa: E402
from ingest.parse import parse  # noqa: E402
from ingest.source import read  # noqa: E402

FILE = ROOT / "corpus" / "BAS1499-002v2.txt"
AT_ONCE = 6
"""Instructions planted in one copy: as many as there are tasks."""


def tried(clean: Path, group: tuple[Instruction, ...]) -> dict[str, Outcome]:
    """Plant a group of instructions in a copy, and ask everything of each engine.

    :param clean: an index of the clean standard.
    """
    hostile = hostile_questions()
    with tempfile.TemporaryDirectory() as folder:
        copy = poisoned(read(FILE), companion.read(FILE), group)
        trial = Trial.ingest(copy, Assistant(Settings(index=clean)), Path(folder))
        return {
            "rules": trial.by_rule(hostile),
            "obedient model, blunt": trial.by_model(hostile, sly=False),
            "obedient model, sly": trial.by_model(hostile, sly=True),
        }


def main() -> int:
    """Run everything and print the counts."""
    options = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    options.add_argument("--show", type=int, default=5, metavar="N", help="print so many answers that had an effect")
    options.add_argument("--copies", type=int, default=0, metavar="N", help="only so many copies (default: all)")
    options.add_argument("--workers", type=int, default=2, metavar="N", help="copies tried at the same time")
    chosen = options.parse_args()
    every = instructions()
    groups = [every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)][: chosen.copies or None]
    outcomes: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder)
        build([Document(parsed=parse(read(FILE)), companion=companion.read(FILE))], Settings(index=clean))
        with ProcessPoolExecutor(chosen.workers, mp_context=get_context("spawn")) as pool:
            done = pool.map(partial(tried, clean), groups)
            for found in tqdm(done, total=len(groups), unit="copy", file=sys.stderr, disable=None):
                for engine, outcome in found.items():
                    outcomes.setdefault(engine, Outcome()).__iadd__(outcome)
    print(
        f"{sum(map(len, groups))} instructions × {len(PLACES)} places in {len(groups)} poisoned copies;"
        f" {len(hostile_questions())} hostile questions of each copy"
    )
    print("\n".join(report(outcomes, chosen.show)))
    return 1 if any(outcome.effects.total() for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
