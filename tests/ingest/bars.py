"""Scans without a recogniser: each line of a PDF is a bar whose greys say which it is, and a stub reads them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pdfplumber
from paper import pages_of
from PIL import Image, ImageDraw

from ingest import scan
from ingest.recognition import Area, Picture

_GREYS = 12
_STEP = 10
"""Greys of a bar lie so far apart, from black on; all are ink."""


@dataclass
class Bars:
    """A recogniser that reads bars; `lines` are the texts by number."""

    lines: list[str] = field(default_factory=list)

    def areas(self, picture: Picture) -> list[Area]:
        """Where bars stand."""
        found = []
        rows = np.pad((picture < 150).any(axis=1).astype(np.int8), 1)
        for top, bottom in zip(*(np.flatnonzero(np.diff(rows) == change) for change in (1, -1)), strict=True):
            columns = np.pad((picture[top:bottom] < 150).any(axis=0).astype(np.int8), 1)
            for left, right in zip(*(np.flatnonzero(np.diff(columns) == c) for c in (1, -1)), strict=True):
                found.append((int(left), int(top), int(right), int(bottom)))
        return found

    def text(self, line: Picture) -> tuple[str, float]:
        """What the bar in a picture says, the first of all with some doubt."""
        ys, xs = np.nonzero(line < 150)
        middle, left, width = (ys.min() + ys.max()) // 2, xs.min(), xs.max() + 1 - xs.min()
        greys = [round(int(line[middle, left + int(width * (2 * n + 1) / 6)]) / _STEP) for n in range(3)]
        number = greys[0] * _GREYS**2 + greys[1] * _GREYS + greys[2]
        return self.lines[number], 0.5 if number == 0 else 1.0

    def drawn(self, pdf: bytes) -> list[Image.Image]:
        """The pages of a PDF with bars in the place of their lines."""
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            return [self._page(page) for page in document.pages]

    def _page(self, page: Any) -> Image.Image:
        scale = scan.RESOLUTION / scan.POINTS
        image = Image.new("L", (round(float(page.width) * scale), round(float(page.height) * scale)), 255)
        draw = ImageDraw.Draw(image)
        for rule in page.lines:
            draw.line([rule[at] * scale for at in ("x0", "top", "x1", "bottom")], fill=0, width=2)
        for chars in _lines(page.chars):
            number = len(self.lines)
            self.lines.append("".join(char["text"] for char in chars))
            left, right = chars[0]["x0"] * scale, chars[-1]["x1"] * scale
            top, bottom = (chars[0]["top"] + 1) * scale, (chars[0]["bottom"] - 1) * scale
            for n, grey in enumerate((number // _GREYS**2, number // _GREYS % _GREYS, number % _GREYS)):
                draw.rectangle(
                    (left + (right - left) * n / 3, top, left + (right - left) * (n + 1) / 3, bottom), grey * _STEP
                )
        return image


def _lines(chars: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    line: list[dict[str, Any]] = []
    for char in chars:
        if line and (char["top"] != line[-1]["top"] or abs(char["x0"] - line[-1]["x1"]) > 1):
            yield line
            line = []
        line.append(char)
    yield line


def bound(images: list[Image.Image]) -> bytes:
    """Pictures as the pages of a PDF, without loss."""
    return pages_of([(image.width, image.height, image.tobytes()) for image in images], scan.POINTS / scan.RESOLUTION)


def frames(images: list[Image.Image]) -> bytes:
    """Pictures in one TIFF."""
    out = io.BytesIO()
    images[0].save(
        out,
        "TIFF",
        save_all=True,
        append_images=images[1:],
        compression="tiff_deflate",
        dpi=(scan.RESOLUTION, scan.RESOLUTION),
    )
    return out.getvalue()
