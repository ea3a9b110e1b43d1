"""`python -m training.writers RUN.json…`: what each writer's questions gave in a run, for the log in `docs/reading.md`.

A run is the record that `python -m assistant evaluate` leaves in `runs/`. Exactly right is an answer with every
expected code and none besides; proved is what the page marks with the green badge, wrong where code or phrase is.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.evaluation.record import read
from assistant.evaluation.summary import Scored


def lines(scored: Sequence[Scored]) -> Iterator[str]:
    """A line a writer, told by what their ids begin with, and one for all."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[one.case.id.partition("-")[0]].append(one)
    for name, found in [*sorted(groups.items()), ("all", scored)]:
        right = sum(s.verdict.scores.get("exact") == 1 for s in found)
        proved = [s for s in found if s.prediction.proved]
        wrong = sum(s.verdict.scores["proved"] == 0 for s in proved)
        yield (
            f"{name:8} {len(found):5} questions  exactly right {right / len(found):.3f}"
            f"  proved {len(proved):4}, of these wrong {wrong}"
        )


def main() -> None:
    """Print the table of every run that is named."""
    options = argparse.ArgumentParser(prog="python -m training.writers", description=__doc__)
    options.add_argument("runs", type=Path, nargs="+")
    for file in options.parse_args().runs:
        print(file.name, *lines(read(file).scored), sep="\n")


if __name__ == "__main__":
    main()
