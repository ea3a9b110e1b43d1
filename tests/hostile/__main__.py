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

from instruction import hostile_questions  # noqa: E402 - the path has to be set first
from outcome import Outcome, report  # noqa: E402
from planting import PLACES  # noqa: E402
from tqdm import tqdm  # noqa: E402
from trials import build_clean, groups, tried  # noqa: E402


def main() -> int:
    """Run everything and print the counts."""
    options = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    options.add_argument("--show", type=int, default=5, metavar="N", help="print so many answers that had an effect")
    options.add_argument("--copies", type=int, default=0, metavar="N", help="only so many copies (default: all)")
    options.add_argument("--workers", type=int, default=2, metavar="N", help="copies tried at the same time")
    chosen = options.parse_args()
    copies = groups()[: chosen.copies or None]
    outcomes: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as folder:
        build_clean(Path(folder))
        with ProcessPoolExecutor(chosen.workers, mp_context=get_context("spawn")) as pool:
            done = pool.map(partial(tried, Path(folder)), copies)
            for found in tqdm(done, total=len(copies), unit="copy", file=sys.stderr, disable=None):
                for engine, outcome in found.items():
                    outcomes.setdefault(engine, Outcome()).__iadd__(outcome)
    print(
        f"{sum(map(len, copies))} instructions × {len(PLACES)} places in {len(copies)} poisoned copies;"
        f" {len(hostile_questions())} hostile questions of each copy"
    )
    print("\n".join(report(outcomes, chosen.show)))
    return 1 if any(outcome.effects.total() for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
