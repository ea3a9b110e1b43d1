"""A conversation as a Word document: the cover's facts, then question by question as the page shows it.

Every text in it is plain text of a run: no field, link or macro that Word would follow or run.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ...answer.model import Listing, Sentence, plain
from ...answer.render import cells, where
from .cover import Cover
from .files import writable
from .transcript import Told

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_A4, _MARGIN = (21.0, 29.7), 2.2
_WIDTHS = {2: (2.2, 14.4), 3: (2.2, 6.4, 8.0)}
"""Centimetres of the columns of a list."""


def word(cover: Cover, told: Sequence[Told]) -> bytes:
    """The document: A4, headings that Word's outline shows, lists as tables with headings repeated on every page."""
    from docx import Document
    from docx.shared import Cm

    document: Any = Document()
    _dress(document, cover)
    for section in document.sections:
        section.page_width, section.page_height = map(Cm, _A4)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    document.add_heading(writable(cover.title), 0)
    for fact in cover.facts:
        _lead(document.add_paragraph(), f"{fact.label}：", fact.value)
    for note in cover.notes:
        document.add_paragraph(writable(note))
    for one in told:
        _answer(document, one)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _answer(document: Any, told: Told) -> None:
    answer, labels = told.answer, told.labels
    document.add_heading(writable(answer.question), 1)
    for block in answer.blocks:
        if isinstance(block, Listing):
            if block.title:
                _lead(document.add_paragraph(), plain(block.title), "")
            _table(document, cells(block, labels))
        else:
            _sentence(document, block, told)
    _lead(document.add_paragraph(), f"{labels.sources}：", told.origin)
    for cited in answer.citations:
        rest = " ".join(filter(None, (cited.text, where(cited, labels))))
        _lead(document.add_paragraph(style="List Bullet"), f"{answer.called(cited)} ", rest)
    _lead(document.add_paragraph(), f"{labels.method}：", told.way)


def _sentence(document: Any, sentence: Sentence, told: Told) -> None:
    """A sentence; the reading quietly, and what sets a fact right or limits it under its name."""
    paragraph = document.add_paragraph()
    if sentence.role == "reading":
        paragraph.add_run(writable(plain(sentence.text))).italic = True
    else:
        named = "" if sentence.role == "lead" else f"{told.labels.word(f'answer.{sentence.role}')}："
        _lead(paragraph, named, plain(sentence.text))


def _table(document: Any, lines: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = document.add_table(len(lines), len(lines[0]), style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        for cell, text, width in zip(row.cells, line, _WIDTHS[len(line)], strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(writable(text)).bold = number == 0
    document.add_paragraph()


def _lead(paragraph: Any, bold: str, rest: str) -> None:
    paragraph.add_run(writable(bold)).bold = True
    paragraph.add_run(writable(rest))


def _dress(document: Any, cover: Cover) -> None:
    """One font for every script, or Word shows Chinese in that of its theme; and who made the file is not a library."""
    from docx.oxml.ns import qn

    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), cover.font)
    known = document.core_properties
    known.title, known.author, known.comments = writable(cover.title)[:255], "", ""
