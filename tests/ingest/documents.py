"""Write what comes out of published documents into docs/documents.md: `python -m tests.ingest.documents`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.standard.canonical import canonical
from assistant.standard.model import Kind
from ingest.check import check
from ingest.parse import parse
from ingest.source import read

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT.parent / "shared" / "standards"
PAGE = ROOT / "docs" / "documents.md"
_TABLE = re.compile(r"\| standard .*?\n\n", re.DOTALL)


def _rows() -> Iterator[str]:
    kinds = " | ".join(kind.value for kind in Kind)
    yield f"| standard | pages | {kinds} | replaced | misprints told | as transcribed |"
    yield "| --- " + "| ---: " * (len(Kind) + 3) + "| --- |"
    for file in sorted((STANDARDS / "pdf").glob("*.pdf")):
        parsed = parse(read(file))
        report, standard = check(parsed), parsed.standard
        truth = json.loads((STANDARDS / "truth" / f"{file.stem}.json").read_text("utf-8"))
        same = canonical(standard) | {"errata": 0} == truth | {"errata": 0}
        counts = " | ".join(str(report.counts[kind]) for kind in Kind)
        told = "yes" if same and report.sound else "no"
        replaced, odd = sum(parsed.source.cleaned.values()), len(report.errata)
        yield f"| {standard.code} {standard.name} | {parsed.pages} | {counts} | {replaced} | {odd} | {told} |"


def main() -> None:
    """Put the table into the page."""
    table = "\n".join(_rows()) + "\n\n"
    PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
