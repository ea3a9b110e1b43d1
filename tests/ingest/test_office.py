"""Standards as ODT, DOCX and HTML: what is read is what the same standard gives as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import opendocument
import pytest
import webpage
import word
from office import Style, typed
from test_others import CODES

from assistant.standard.canonical import canonical
from ingest.check import check
from ingest.parse import Parsed, parse
from ingest.source import decode, read

WRITERS: dict[str, Callable[..., bytes]] = {
    "docx": word.document,
    "odt": opendocument.document,
    "html": webpage.document,
}
STYLES = {
    "page tables": Style(),
    "cells of one paragraph": Style(paragraphs=False),
    "lines broken by hand": Style(broken=0.5, split=True),
    "headings inside one table": Style(joined=True, numbered=True),
    "boxes": Style(boxed=True, split=True),
}


def _read(form: str, text: str, style: Style, random: Random, **how: object) -> Parsed:
    return parse(decode(WRITERS[form](typed(text, style, random), random, **how), f"x.{form}"))


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("dirty", [False, True], ids=["clean", "dirty"])
def test_shipped_standard(source: Path, parsed: Parsed, form: str, style: Style, dirty: bool) -> None:
    """However it is typed, the file gives to the letter what the text gives."""
    found = _read(form, source.read_text("utf-8"), style, Random(1), dirty=dirty)
    assert canonical(found.standard) == canonical(parsed.standard)
    assert check(found).sound


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("code", CODES)
def test_other_standards(shared: Path, form: str, code: str) -> None:
    """The same holds for ten other standards."""
    path = shared / "standards" / "text" / f"{code}.txt"
    for number, style in enumerate(STYLES.values()):
        found = _read(form, path.read_text("utf-8"), style, Random(number))
        assert canonical(found.standard) == canonical(parse(read(path)).standard)
        assert check(found).sound
