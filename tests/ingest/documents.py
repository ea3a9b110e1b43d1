"""Write what comes out of published documents into docs/documents.md: `python -m tests.ingest.documents`."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant import Assistant, Settings
from assistant.evaluation.generated import questions
from assistant.standard.canonical import canonical
from assistant.standard.companion import Companion
from assistant.standard.model import Kind
from ingest.build import build
from ingest.check import check
from ingest.document import Document
from ingest.parse import parse
from ingest.source import read
from tests.questions.test_sets import exact

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT.parent / "shared" / "standards"
PAGE = ROOT / "docs" / "documents.md"
_TABLE = re.compile(r"\| standard .*?\n\n", re.DOTALL)


def _rows() -> Iterator[str]:
    kinds = " | ".join(kind.value for kind in Kind)
    yield f"| standard | pages | {kinds} | replaced | misprints told | as transcribed | asked of it | exact |"
    yield "| --- " + "| ---: " * (len(Kind) + 3) + "| --- | ---: | ---: |"
    files = sorted((STANDARDS / "pdf").glob("*.pdf"))
    read_as = {file: parse(read(file)) for file in files}
    with tempfile.TemporaryDirectory() as aside:
        settings = Settings(index=Path(aside) / "index")
        build([Document(parsed=parsed, companion=Companion()) for parsed in read_as.values()], settings)
        assistant = Assistant(settings)
        for file, parsed in read_as.items():
            report, standard = check(parsed), parsed.standard
            truth = json.loads((STANDARDS / "truth" / f"{file.stem}.json").read_text("utf-8"))
            same = canonical(standard) | {"errata": 0} == truth | {"errata": 0}
            counts = " | ".join(str(report.counts[kind]) for kind in Kind)
            told = "yes" if same and report.sound else "no"
            replaced, odd = sum(parsed.source.cleaned.values()), len(report.errata)
            yield (
                f"| {standard.code} {standard.name} | {parsed.pages} | {counts} | {replaced} | {odd} | {told} "
                f"| {' | '.join(_asked(assistant, standard.code))} |"
            )


def _asked(assistant: Assistant, code: str) -> tuple[str, str]:
    """How many questions made of its table were asked, and the share answered exactly."""
    cases = questions(assistant.relations(code))
    right = [exact(c.model_dump(), assistant.ask(c.question, standard=code)) for c in cases]
    return str(len(right)), f"{sum(right) / len(right):.3f}"


def main() -> None:
    """Put the table into the page."""
    table = "\n".join(_rows()) + "\n\n"
    PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
