"""A whole conversation to take along, under what it is about: as Markdown, and as a Word document.

Every text in the document is plain text of a run: no field, link or macro that Word would follow or run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from ...answer.model import Answer, Listing, Sentence, plain
from ...answer.render import Labels, as_document, cells, literal, where
from .cover import Cover
from .files import writable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_A4, _MARGIN = (21.0, 29.7), 2.2
_WIDTHS = {2: (2.2, 14.4), 3: (2.2, 6.4, 8.0)}
"""Centimetres of the columns of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """An answer with the words around it: `origin` is the standard as people cite it, `way` how it was found."""

    answer: Answer
    labels: Labels
    origin: str
    way: str


def markdown(cover: Cover, told: Sequence[ToldAnswer]) -> str:
    """The conversation as a Markdown file, each answer as its own file has it."""
    facts = [f"- {literal(fact.label)}: {literal(fact.value)}" for fact in cover.facts]
    head = "\n".join([f"# {literal(cover.title)}", "", *facts, "", *map(literal, cover.notes), ""])
    return "\n---\n\n".join([head, *(as_document(one.answer, one.labels, one.origin, one.way) for one in told)])


def word(cover: Cover, told: Sequence[ToldAnswer]) -> bytes:
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
        _lead(document, f"{fact.label}：", fact.value)
    for note in cover.notes:
        document.add_paragraph(writable(note))
    for one in told:
        _answer(document, one)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _answer(document: Any, told: ToldAnswer) -> None:
    answer, labels = told.answer, told.labels
    document.add_heading(writable(answer.question), 1)
    for block in answer.blocks:
        if isinstance(block, Sentence):
            _sentence(document, block, labels)
            continue
        if block.title:
            _lead(document, plain(block.title))
        _table(document, block, labels)
    _lead(document, f"{labels.sources}：", told.origin)
    for cited in answer.citations:
        rest = " ".join(filter(None, (cited.text, where(cited, labels))))
        _lead(document, f"{answer.called(cited)} ", rest, style="List Bullet")
    _lead(document, f"{labels.method}：", told.way)


def _sentence(document: Any, sentence: Sentence, labels: Labels) -> None:
    """A sentence; the reading quietly, and what sets a fact right or limits it under its name."""
    if sentence.role == "reading":
        document.add_paragraph().add_run(writable(plain(sentence.text))).italic = True
    else:
        named = "" if sentence.role == "lead" else f"{labels.word(f'answer.{sentence.role}')}："
        _lead(document, named, plain(sentence.text))


def _table(document: Any, listing: Listing, labels: Labels) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    lines = cells(listing, labels)
    table = document.add_table(len(lines), len(lines[0]), style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        for cell, text, width in zip(row.cells, line, _WIDTHS[len(line)], strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(writable(text)).bold = number == 0
    document.add_paragraph()


def _lead(document: Any, bold: str, rest: str = "", style: str | None = None) -> None:
    paragraph = document.add_paragraph(style=style)
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
