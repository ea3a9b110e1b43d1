"""The page of a document that prints an item, in the panel of its passage, with the cell marked."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from random import Random

import pytest
import streamlit as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from assistant.faces.manage.facsimile import facsimile
from assistant.standard.model import Box
from assistant.standard.walk import walk
from ingest.__main__ import main
from ingest.parse import parse
from ingest.source import read
from tests.ingest.paper import Print, printed

BOX = Box(1, 100.0, 50.0, 300.0, 150.0)


def _held(folder: Path, name: str, data: bytes) -> tuple[Path, str]:
    (folder / name).write_bytes(data)
    return folder / name, hashlib.sha256(data).hexdigest()


def _tiff(pages: int) -> bytes:
    images = [Image.new("L", (842, 595), 255 - number) for number in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], dpi=(100, 100))
    return out.getvalue()


@pytest.fixture(scope="module")
def pdf(source: Path) -> bytes:
    """The shipped standard as a PDF."""
    return printed(source.read_text("utf-8"), Print(), Random(0))


@pytest.mark.parametrize("form", ["pdf", "tif"])
def test_boxes_are_marked_on_their_page(pdf: bytes, tmp_path: Path, form: str) -> None:
    """Inside of a box the paper is coloured, outside it is as it was, whichever page it is."""
    file, sha256 = _held(tmp_path, f"x.{form}", pdf if form == "pdf" else _tiff(3))
    width = 842.0 if form == "pdf" else 842 * 72 / 100
    for box in (BOX, BOX._replace(page=2)):
        found = facsimile(file, sha256, [box, BOX._replace(page=3)])
        assert found
        picture = Image.open(io.BytesIO(found)).convert("RGB")
        scale = picture.width / width
        inside = picture.crop([round(edge * scale) for edge in (110, 60, 290, 140)])
        assert max(color for _, color in inside.getcolors(1 << 20) or ())[2] < 140  # yellow has no blue
        assert (picture.getpixel((2, 2)) or (0,))[-1] > 250


def test_what_cannot_be_shown_is_left_out(pdf: bytes, tmp_path: Path) -> None:
    """No file, another one than was read, one without pages, a damaged one, and no such page."""
    file, sha256 = _held(tmp_path, "x.pdf", pdf)
    assert facsimile(tmp_path / "y.pdf", sha256, [BOX]) is None
    assert facsimile(file, "0" * 64, [BOX]) is None
    assert facsimile(file, sha256, []) is None
    assert facsimile(file, sha256, [BOX._replace(page=99)]) is None
    assert facsimile(*_held(tmp_path, "x.txt", pdf), [BOX]) is None
    assert facsimile(*_held(tmp_path, "z.pdf", b"%PDF-1.7 nothing"), [BOX]) is None


def _caption(app: AppTest) -> str:
    (shown,) = app.get("image")
    return str(shown.proto.imgs[0].caption)


def test_the_panel_shows_the_page(pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the passage of a code a reader sees its page; one on several pages has a button for each."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    _held(corpus, "x.pdf", pdf)
    items = walk(parse(read(corpus / "x.pdf")).standard)
    pages = {item.code: sorted({s.at.page for s in item.spans if isinstance(s.at, Box)}) for item in items if item.code}
    code = next(code for code, printed_on in pages.items() if len(printed_on) == 2)
    assert main([str(corpus), "--index", str(index)]) == 0
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    st.cache_resource.clear()
    app = AppTest.from_file(str(Path(__file__).resolve().parents[2] / "app.py"), default_timeout=90)
    app.query_params["lang"], app.query_params["ref"] = "zh-TW", code
    app.run()
    assert not app.exception
    first, second = pages[code]
    assert _caption(app).startswith(f"原件第 {first} 頁，標出 {code}")
    (offered,) = (group.options for group in app.get("button_group") if group.key == "original_0")
    assert offered == [str(first), str(second)]
    st.cache_resource.clear()
