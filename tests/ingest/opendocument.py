"""Writes blocks as LibreOffice does: spans with covered cells, nested lists, text in spans, annotations and changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from random import Random
from xml.sax.saxutils import escape

from office import Block, Cell, Paragraph, Table

_KIND = "application/vnd.oasis.opendocument.text"
_NS = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("manifest", "manifest"),
    )
)
_STYLES = (
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="■"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-prefix="A" '
    'style:num-format="01, 02, 03, ..."/></text:list-style>'
    '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion><text:p>刪去 P9.9.9</text:p>'
    "</text:deletion></text:changed-region></text:tracked-changes>"
)


def document(blocks: Sequence[Block], random: Random, *, dirty: bool = True) -> bytes:
    """The blocks as a file; `dirty` ones hold what changes, hidden text and comments leave in the text."""
    body = "".join(_Writer(random, dirty).blocks(blocks))
    return package(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NS} office:version="1.3">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles><office:body><office:text>"
        f"{_CHANGES if dirty else ''}<text:sequence-decls/>{body}</office:text></office:body></office:document-content>"
    )


def package(content: str, *, encrypted: bool = False) -> bytes:
    """A content part with what stands around it; its kind comes first and is not packed."""
    lock = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        f'<manifest:manifest {_NS}><manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml">{lock}</manifest:file-entry></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


class _Writer:
    def __init__(self, random: Random, dirty: bool) -> None:
        self.random, self.dirty = random, dirty
        self.numbered = False

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Blocks, those of a list in lists of items that nest."""
        for block in blocks:
            if isinstance(block, Table):
                yield self._table(block)
            elif block.mark == "number":
                goes_on = ' text:continue-numbering="true"' if self.numbered else ""
                self.numbered = True
                item = f"<text:list-item>{self._paragraph(block)}</text:list-item>"
                yield f'<text:list text:style-name="L2"{goes_on}>{item}</text:list>'
            elif block.mark:
                item = f"<text:list-item>{self._paragraph(block)}</text:list-item>"
                for _ in range(block.level):
                    item = f"<text:list-item><text:list>{item}</text:list></text:list-item>"
                yield f'<text:list text:style-name="L1">{item}</text:list>'
            else:
                yield self._paragraph(block)

    def _table(self, table: Table) -> str:
        rows = [f"<table:table-row>{''.join(map(self._cell, row))}</table:table-row>" for row in table.rows]
        heads, rest = "".join(rows[: table.heads]), "".join(rows[table.heads :])
        heads = f"<table:table-header-rows>{heads}</table:table-header-rows>" if heads else ""
        columns = f'<table:table-column table:number-columns-repeated="{len(table.rows[0])}"/>'
        return f'<table:table table:name="t">{columns}{heads}{rest}</table:table>'

    def _cell(self, cell: Cell) -> str:
        if cell.covered:
            return "<table:covered-table-cell/>"
        spans = f' table:number-columns-spanned="{cell.across}" table:number-rows-spanned="{cell.down}"'
        inner = "".join(self.blocks(cell.paragraphs)) or "<text:p/>"
        spans = spans if cell.across * cell.down > 1 else ""
        return f'<table:table-cell{spans} office:value-type="string">{inner}</table:table-cell>'

    def _paragraph(self, paragraph: Paragraph) -> str:
        inner = "<text:line-break/>".join("".join(self._spans(line)) for line in paragraph.text.split("\n"))
        return f'<text:p text:style-name="P1">{inner}</text:p>'

    def _spans(self, text: str) -> Iterator[str]:
        while text:
            at = self.random.randint(1, 12) if self.dirty else len(text)
            piece, text = text[:at], text[at:]
            # OpenDocument takes a blank beside a tag for one, more than one it writes as elements.
            piece = escape(piece).replace("  ", ' <text:s text:c="1"/>')
            if not self.dirty:
                yield piece
                continue
            yield self.random.choice(
                [piece] * 6
                + [
                    f'<text:span text:style-name="T1">{piece}</text:span>',
                    f'<text:span text:style-name="T1"><text:span text:style-name="T2">{piece}</text:span></text:span>',
                    f'<text:change-start text:change-id="ct2"/>{piece}<text:change-end text:change-id="ct2"/>',
                    f'<text:change text:change-id="ct1"/>{piece}',
                    f"{piece}<text:soft-page-break/>",
                    f"{piece}<office:annotation><text:p>請確認</text:p></office:annotation>",
                    f"<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>註</text:p>"
                    f"</text:note-body></text:note>{piece}",
                    f'<text:span text:style-name="T9">隱藏</text:span>{piece}',
                    piece.replace(" ", "<text:tab/>"),
                ]
            )
