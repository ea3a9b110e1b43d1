"""`python -m training.compare MODEL [MODEL …]`: what models find by themselves, as a Markdown table.

Recall@5 and @10 of the retriever alone, before any rule for tables and before anything is declined; an index of its
own is built for each model. With a folder of other standards (`*.txt`) the sets over those are asked as well, each
question of the standard that it names.
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

from .measure import OTHERS, SETS, recall, semantic


def main() -> None:
    """Measure and print, a row a model."""
    options = argparse.ArgumentParser(prog="python -m training.compare", description=__doc__)
    options.add_argument("models", type=Path, nargs="+", help="folders of models")
    options.add_argument("--standards", type=Path, help="folder of other standards, one text file each")
    given = options.parse_args()
    columns: dict[str, list[Case]] = {}
    for name, file in (SETS | OTHERS if given.standards else SETS).items():
        for case in sorted(semantic(file), key=lambda c: c.lang == "en") if file.exists() else ():
            columns.setdefault(f"{name} {'en' if case.lang == 'en' else 'zh'}", []).append(case)
    print("| model | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    own = data("corpus") / "BAS1499-002v2.txt"
    codes = sorted({c.standard for cases in columns.values() for c in cases if c.standard})
    files = [own, *(given.standards / f"{code}.txt" for code in codes)]
    documents = [Document(parsed=parse(read(file)), companion=companion(file)) for file in files]
    for model in given.models:
        with tempfile.TemporaryDirectory() as aside:
            settings = Settings(index=Path(aside) / "index", embedding_model=str(model.resolve()))
            build(documents, settings)
            retriever = StandardRetriever.open(current(settings.index), settings)
            cells = [_cell(retriever, own.stem, cases) for cases in columns.values()]
        print(f"| {model.name} | " + " | ".join(cells) + " |")


def _cell(retriever: StandardRetriever, own: str, cases: Sequence[Case]) -> str:
    found = [[h.code for h in retriever.survey(c.question, standard=c.standard or own, limit=10).items] for c in cases]
    recalls = (statistics.mean(recall(f, c, k) for f, c in zip(found, cases, strict=True)) for k in (5, 10))
    return "/".join(f"{100 * r:.0f}" for r in recalls)


if __name__ == "__main__":
    main()
