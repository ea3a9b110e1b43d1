"""Office documents and web pages that are damaged, hostile or in another encoding: read, or refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import opendocument
import pytest
import webpage
import word
from hypothesis import given, settings
from hypothesis import strategies as st
from office import Style, typed
from office_files import FORMS, changed, read, same

from assistant.errors import CorpusError, Unreadable
from assistant.standard.model import Standard
from ingest.check import check
from ingest.package import LIMIT
from ingest.source import decode


def _bombed(form: str) -> bytes:
    write = {"docx": word.package, "odt": opendocument.package}[form]
    return write(" " * (LIMIT + 1))


_ENTITIES = '<!DOCTYPE x [<!ENTITY a "職能"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("form", ("docx", "odt"))
def test_what_is_no_whole_office_document_is_told(files: dict[str, bytes], form: str) -> None:
    """Damaged, encrypted, oversized and hostile files are refused in a sentence."""
    data = files[form]
    bent = bytearray(data)
    bent[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    cases = {
        b"": "damaged",
        b"PK\3\4nothing": "damaged",
        b"just some text": "damaged",
        data[: len(data) // 2]: "damaged",
        bytes(bent): "damaged",
        _bombed(form): "limit",
        changed(data, form, lambda text: text.replace("?>", "?>" + _ENTITIES, 1)): "document type",
        changed(data, form, lambda text: text[: len(text) // 2]): "damaged",
        changed(data, form, lambda text: "<a/>"): "damaged",
        ole: "old Office format",
        ole + "EncryptedPackage".encode("utf-16-le"): "encrypted",
        b"{\\rtf1\\ansi": "RTF",
    }
    for bad, told in cases.items():
        with pytest.raises(Unreadable, match=told):
            decode(bad, f"x.{form}")


def test_a_locked_opendocument(files: dict[str, bytes]) -> None:
    """One that its program encrypted says so in its manifest."""
    with pytest.raises(Unreadable, match="encrypted"):
        decode(opendocument.package("garbage", encrypted=True), "x.odt")


def test_entities_are_never_opened(files: dict[str, bytes]) -> None:
    """Not even a document type without entities passes, nor one in UTF-16."""
    for codec in ("utf-8", "utf-16"):
        text = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE x><x/>'
        with pytest.raises(Unreadable, match="document type"):
            decode(word.package(text.encode(codec)), "x.docx")  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", (".txt", ".pdf", ".docx", ".odt", ".html", ".htm"))
def test_a_file_of_another_kind_than_its_name(files: dict[str, bytes], ending: str) -> None:
    """What a file is counts, and its name has to say it."""
    kinds = {".pdf": b"%PDF-1.7\n", ".docx": files["docx"], ".odt": files["odt"]}
    for kind, data in kinds.items():
        if kind != ending:
            with pytest.raises(Unreadable, match=f"let its name end in {kind}"):
                decode(data, f"x{ending}")
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Unreadable, match="an archive, but no"):
        decode(sheet.getvalue(), f"x{ending}")


def _page(source: Path, meta: str, codec: str) -> bytes:
    blocks = typed(source.read_text("utf-8"), Style(), Random(0))
    return webpage.document(blocks, Random(0), meta=meta, codec=codec)


@pytest.mark.parametrize(
    ("meta", "codec"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=big5>", "utf-8"),
        ("<meta charset=big5>", "utf-8-sig"),
        ("<meta charset='big5'>", "cp950"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Big5-HKSCS">', "big5hkscs"),
        ("", "utf-16"),
    ],
)
def test_encodings(source: Path, standard: Standard, meta: str, codec: str) -> None:
    """A page is read in the encoding it is in, as its mark, its bytes or it itself tells."""
    same(read(_page(source, meta, codec), "html"), standard)


def test_encodings_that_are_not_told(source: Path, files: dict[str, bytes]) -> None:
    """A page whose encoding is not told, not known or not kept to is refused with what it looks like."""
    big5 = _page(source, "<meta charset=big5>", "cp950")
    cases = {
        b"": "empty",
        b" \n": "empty",
        b"\0\0": "byte 0 is zero",
        _page(source, "", "cp950"): "looks like Big5",
        big5.replace(b"charset=big5", b"charset=klingon"): "unknown encoding klingon",
        big5.replace("職".encode("cp950"), b"\xff\xff", 1): "is not",
        files["html"].replace("職能".encode(), "\ufffd".encode(), 1): "replacement character",
        b"<html><body></body></html>": "no text",
    }
    for data, told in cases.items():
        with pytest.raises(Unreadable, match=told):
            decode(data, "x.html")


def test_nothing_of_a_page_that_is_nested_too_deeply_is_lost(files: dict[str, bytes]) -> None:
    """A page deeper than can be read is refused, not cut off."""
    for depth in (300, 3_000, 100_000):
        page = files["html"].replace(b"<nav>", b"<div>" * depth + b"<nav>")
        with pytest.raises(Unreadable, match="nested too deeply"):
            decode(page, "x.html")


def test_spans_without_measure(files: dict[str, bytes]) -> None:
    """A cell that claims to span more than any table has is refused, or spans what there is."""
    page = files["html"].replace(b"<td", b"<td rowspan=65534", 1)
    assert read(page, "html").standard.code == "BAS1499-002v2"
    page = files["html"].replace(b"<tr>", b"<tr>" + b"<td colspan=1000>x" * 30, 1)
    with pytest.raises(CorpusError, match=r"^x\.html"):
        read(page, "html")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_broken_files_only_raise_corpus_errors(files: dict[str, bytes], data: st.DataObject) -> None:
    """Whatever is cut out of a main part or put into it, it is read, or refused in a sentence."""
    form = data.draw(st.sampled_from(FORMS))

    def change(text: str) -> str:
        for _ in range(data.draw(st.integers(1, 4))):
            start = data.draw(st.integers(0, len(text)))
            end = min(len(text), start + data.draw(st.integers(1, 300)))
            text = (
                text[:start]
                + data.draw(st.sampled_from(["", "<w:tc>", "<td>", "</td>", "<ul>", "&lt;", "K1 "]))
                + text[end:]
            )
        return text + " "

    try:
        check(read(changed(files[form], form, change), form))
    except CorpusError as error:
        assert str(error).startswith(f"x.{form}")
