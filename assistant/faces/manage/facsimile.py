"""A page of a source document as a picture, with what an item prints there marked.

Drawing a document is the work of a process of its own, this file run as a program: what it does there harms no reader.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...standard.model import Box

_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_WIDTH = 1400
"""Pixels across a page, which is enough to read its table when it is enlarged."""
_SECONDS = 20
_KEPT = 32
_MARK, _BORDER = (255, 196, 0), (176, 92, 0)


def facsimile(file: Path, sha256: str, boxes: Sequence[Box]) -> bytes | None:
    """The page that boxes lie on, as a PNG with the boxes marked; the first of several pages.

    None where the file is not there, is another than was read, has no pages, or cannot be drawn.

    :param sha256: of the file as it was read.
    """
    if not boxes or file.suffix.lower() not in (".pdf", *_PICTURES):
        return None
    try:
        same = hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    except OSError:
        return None
    page = boxes[0].page
    return _drawn(file, sha256, page, tuple(tuple(box[1:5]) for box in boxes if box.page == page)) if same else None


@lru_cache(maxsize=_KEPT)
def _drawn(file: Path, sha256: str, page: int, boxes: tuple[tuple[float, ...], ...]) -> bytes | None:
    command = [sys.executable, "-I", __file__, str(file), json.dumps({"page": page, "boxes": boxes})]
    try:
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True).stdout or None
    except (OSError, subprocess.SubprocessError):
        return None


def _draw(file: Path, page: int, boxes: Sequence[Sequence[float]]) -> bytes:
    from PIL import ImageChops, ImageDraw

    picture, scale = _pictured(file, page)
    layer = picture.copy()
    fill = ImageDraw.Draw(layer)
    for box in boxes:
        fill.rectangle([edge * scale for edge in box], fill=_MARK)
    marked = ImageChops.multiply(picture, layer.point(lambda value: value // 2 + 128))
    border = ImageDraw.Draw(marked)
    for box in boxes:
        border.rectangle([edge * scale for edge in box], outline=_BORDER, width=4)
    out = io.BytesIO()
    marked.save(out, "PNG")
    return out.getvalue()


def _pictured(file: Path, page: int) -> tuple[Any, float]:
    """A page as a picture in colours, and its pixels to a point."""
    if file.suffix.lower() == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(file) as document:
            sheet = document[page - 1]
            scale = _WIDTH / sheet.get_width()
            return sheet.render(scale=scale).to_pil().convert("RGB"), scale
    from PIL import Image

    with Image.open(file, formats=("PNG", "JPEG", "TIFF")) as opened:
        opened.seek(page - 1)
        told = float(opened.info.get("dpi", (0,))[0])  # taken as ingest/scan.py does, or the boxes lie elsewhere
        across = opened.width / (told if told > 72 else 200.0) * 72
        scale = _WIDTH / across
        return opened.convert("RGB").resize((_WIDTH, round(opened.height * _WIDTH / opened.width))), scale


if __name__ == "__main__":
    sys.stdout.buffer.write(_draw(Path(sys.argv[1]), **json.loads(sys.argv[2])))
