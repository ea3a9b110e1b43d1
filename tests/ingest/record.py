"""Write anew what the tests hold the shipped standard against: `python -m tests.ingest.record`.

Run it only when the source or the form of a standard has changed on purpose, and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

from assistant.standard.canonical import canonical
from ingest import expected
from ingest.parse import parse
from ingest.source import read

ROOT = Path(__file__).resolve().parents[2]
CODE = "BAS1499-002v2"
SOURCE = ROOT / "corpus" / f"{CODE}.txt"
GOLDEN = ROOT / "tests" / "golden" / f"{CODE}.json"
_HEAD = """\
# What is known of the standards in this folder, by code. `python -m ingest check` compares a document with
# it, whatever its page ends, and refuses one in which an item is missing, moved, doubled or reworded.
# Written by `python -m tests.ingest.record`.

"""
_ORIGIN = {
    "origin": "勞動部勞動力發展署 iCAP 職能發展應用平台，職能基準 BAS1499-002v2 客戶服務部門經理（V2）",
    "published": "2018-12-21",
    "licence": "official document published by a public authority; no separate terms are stated in it",
    "form": "text with tabs between cells, converted from the published document, kept byte for byte",
}


def _toml(code: str, known: expected.Expected) -> str:
    """The tables of `expected.toml` for one standard."""
    lines = [f'["{code}".counts]', *(f"{kind} = {number}" for kind, number in known.counts.items())]
    for title, table in (("source", known.source), ("places", known.places), ("digests", known.digests)):
        lines += ["", f'["{code}".{title}]', *(f'"{name}" = "{text}"' for name, text in table.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the golden form and the record of expectations."""
    source = read(SOURCE)
    standard = parse(source).standard
    known = expected.describe(standard, {**_ORIGIN, "sha256": source.sha256})
    GOLDEN.write_text(json.dumps(canonical(standard), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (SOURCE.parent / expected.FILE).write_text(_HEAD + _toml(CODE, known), encoding="utf-8")


if __name__ == "__main__":
    main()
