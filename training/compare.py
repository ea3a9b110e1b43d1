"""`python -m training.compare MODEL [MODEL …]`: what models find by themselves, as a Markdown table.

Recall@5 and @10 of the retriever alone over the shipped standard, before any rule for tables and before anything is
declined; an index of its own is built for each model. `--questions` names further sets.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.evaluation.cases import Case
from assistant.index.generation import current
from assistant.retrieval.items import StandardRetriever
from assistant.settings import Settings, data
from assistant.standard.companion import read as companion
from ingest.build import build
from ingest.document import Document
from ingest.parse import parse
from ingest.source import read

from .measure import SETS, recall, semantic


def main() -> None:
    """Measure and print, a row a model."""
    options = argparse.ArgumentParser(prog="python -m training.compare", description=__doc__)
    options.add_argument("models", type=Path, nargs="+", help="folders of models")
    options.add_argument("--standard", type=Path, default=data("corpus") / "BAS1499-002v2.txt")
    options.add_argument("--questions", type=Path, nargs="*", default=[], help="further sets")
    given = options.parse_args()
    sets = {n.partition(" (")[0]: f for n, f in SETS.items() if f.exists()} | {f.stem: f for f in given.questions}
    asked = {name: semantic(file) for name, file in sets.items()}
    columns = [(n, e) for n, cases in asked.items() for e in (False, True) if _of(cases, e)]
    print("| model | " + " | ".join(f"{name} {'en' if english else 'zh'}" for name, english in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for model in given.models:
        with tempfile.TemporaryDirectory() as aside:
            retriever = _retriever(model, given.standard, Path(aside))
            cells = [_cell(retriever, _of(asked[name], english)) for name, english in columns]
        print(f"| {model.name} | " + " | ".join(cells) + " |")


def _retriever(model: Path, standard: Path, folder: Path) -> StandardRetriever:
    settings = Settings(index=folder / "index", embedding_model=str(model.resolve()))
    build([Document(parsed=parse(read(standard)), companion=companion(standard))], settings)
    return StandardRetriever.open(current(settings.index), settings)


def _of(cases: Sequence[Case], english: bool) -> list[Case]:
    return [c for c in cases if (c.lang == "en") is english]


def _cell(retriever: StandardRetriever, cases: Sequence[Case]) -> str:
    found = [[h.code for h in retriever.search(c.question, standard=retriever.standard, limit=10)] for c in cases]
    recalls = (statistics.mean(recall(f, c, k) for f, c in zip(found, cases, strict=True)) for k in (5, 10))
    return "/".join(f"{100 * r:.0f}" for r in recalls)


if __name__ == "__main__":
    main()
