"""Scans of PDFs, and how well they are read: `python -m tests.ingest.scanned` writes it into docs/documents.md."""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import AssistantError
from assistant.standard.canonical import canonical
from ingest.check import check
from ingest.parse import parse
from ingest.source import decode

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT.parent / "shared" / "standards"
PAGE = ROOT / "docs" / "documents.md"
_TABLE = re.compile(r"\| scan .*?\n\n", re.DOTALL)
MEASURED = ("BAS1219-002v4", "BGM1219-004v2", "IDC2172-002v3")
_KINDS = ("outputs", "indicators")
_CLEAN, _REAL = (150, 0.0, 0.0), (200, 0.6, 8.0)
"""Dots to an inch, degrees askew, and noise in levels of grey."""
_NARROW = str.maketrans("，；：（）！？、。", ",;:()!?,.")


def scanned(pdf: bytes, dpi: int, turned: float = 0.0, noise: float = 0.0, form: str = "PDF") -> bytes:
    """The pages of a PDF as pictures.

    :param turned: degrees by which they lie askew on the glass.
    :param noise: how much the grey of single pixels varies.
    """
    import pypdfium2
    from PIL import Image

    random, pages = np.random.default_rng(0), []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            grey = page.render(scale=dpi / 72).to_pil().convert("L")
            grey = grey.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255)
            values = np.asarray(grey).astype(float)
            pages.append(Image.fromarray((values + random.normal(0, noise, values.shape)).clip(0, 255).astype("uint8")))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if form in ("PDF", "TIFF") else {}
    pages[0].save(out, form, resolution=dpi, dpi=(dpi, dpi), **more)
    return out.getvalue()


def items(form: dict[str, Any], *, narrow: bool = False) -> Counter[tuple[str, ...]]:
    """What a standard in canonical JSON says, item by item: with its code, its wording, and an activity's level."""
    found = []
    for task in form["tasks"]:
        found.append(("task", task["code"], task["name"]))
        for activity in task["activities"]:
            found.append(("activity", activity["code"], activity["name"], str(activity["level"])))
            found += [(kind, i["code"], i.get("text", i.get("name"))) for kind in _KINDS for i in activity[kind]]
    for kind in ("knowledge", "skills"):
        found += [(kind, item["code"], item["name"], *item["details"]) for item in form[kind]]
    found += [("attitude", item["code"], item["name"], item["definition"]) for item in form["attitudes"]]
    folded = ("\0".join(part or "" for part in item) for item in found)
    bare = ("".join(text.split()) for text in folded)
    return Counter(tuple((text.translate(_NARROW) if narrow else text).split("\0")) for text in bare)


def _rows(codes: Sequence[str]) -> Iterator[str]:
    yield "| scan | items | 150 dots to an inch | marks aside | 200, askew and noisy | marks aside |"
    yield "| --- " + "| ---: " * 5 + "|"
    for code in codes:
        pdf = (STANDARDS / "pdf" / f"{code}.pdf").read_bytes()
        truth = json.loads((STANDARDS / "truth" / f"{code}.json").read_text("utf-8"))
        shares = [share for how in (_CLEAN, _REAL) for share in _shares(scanned(pdf, *how), truth)]
        row = f"| {code} | {items(truth).total()} | {' | '.join(shares)} |"
        sys.stderr.write(f"{row}\n")
        yield row


def _shares(scan: bytes, truth: dict[str, Any]) -> Iterator[str]:
    """Which share of the items is read to the letter, and which but for the width of marks."""
    try:
        parsed = parse(decode(scan, "scan.pdf"))
    except AssistantError as error:
        yield from (f"refused: {error}", "")
        return
    form = canonical(parsed.standard)
    for narrow in (False, True):
        said, meant = items(form, narrow=narrow), items(truth, narrow=narrow)
        yield f"{(said & meant).total() / meant.total():.3f}"
    sys.stderr.writelines(f"{one}\n" for one in (*sorted(meant - said), *sorted(said - meant)))
    sys.stderr.writelines(f"{finding}\n" for finding in check(parsed).findings)


def main() -> None:
    """Put the table into the page; where codes are named, only tell of these."""
    named = sys.argv[1:]
    table = "\n".join(_rows(named or MEASURED)) + "\n\n"
    if not named:
        PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
