"""Writes blocks as Word does: gridSpan and vMerge, runs cut anywhere, tracked changes, lists by definition."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from random import Random
from xml.sax.saxutils import escape

from office import Block, Cell, Paragraph, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:%s xmlns:w="{_W}">'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_BULLETS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
    f'<w:pPr><w:ind w:left="{480 * (level + 1)}" w:hanging="480"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/></w:rPr></w:lvl>'
    for level, sign in enumerate("\uf06e\uf0d8")
)
_NUMBERING = (
    _HEAD
    % "numbering"
    + f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{_BULLETS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalZero"/>'
    '<w:lvlText w:val="A%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_STYLES = (
    _HEAD
    % "styles"
    + '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:basedOn w:val="Base"/></w:style></w:styles>'
)


def document(blocks: Sequence[Block], random: Random, *, dirty: bool = True) -> bytes:
    """The blocks as a file; `dirty` ones hold what changes, spelling and comments leave in the text."""
    body = "".join(_Writer(random, dirty).block(block) for block in blocks)
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    return package(f"{_HEAD % 'document'}<w:body>{body}{section}</w:body></w:document>")


def package(content: str) -> bytes:
    """A main part with all that stands around it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELS),
            ("word/document.xml", content),
            ("word/numbering.xml", _NUMBERING),
            ("word/styles.xml", _STYLES),
        ):
            archive.writestr(part, text)
    return file.getvalue()


class _Writer:
    def __init__(self, random: Random, dirty: bool) -> None:
        self.random, self.dirty = random, dirty
        self.id = 0

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        grid = "".join('<w:gridCol w:w="1400"/>' for _ in block.rows[0])
        rows = "".join(self._row(block, number) for number in range(len(block.rows)))
        layout = '<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        # Word has to have a paragraph between two tables.
        return f"<w:tbl>{layout}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"

    def _row(self, table: Table, number: int) -> str:
        properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if number < table.heads else ""
        return f"<w:tr>{properties}{''.join(self._cells(table, number))}</w:tr>"

    def _cells(self, table: Table, number: int) -> Iterator[str]:
        """Cells of a row; where one above goes on a cell of the same width that says so."""
        column = 0
        while column < len(table.rows[number]):
            owner, own = _owner(table, number, column)
            merge = '<w:vMerge w:val="restart"/>' if own else "<w:vMerge/>"
            merge = merge if owner.down > 1 else ""
            span = f'<w:gridSpan w:val="{owner.across}"/>' if owner.across > 1 else ""
            paragraphs = "".join(map(self._paragraph, owner.paragraphs)) if own else ""
            width = f'<w:tcW w:w="{1400 * owner.across}" w:type="dxa"/>'
            yield f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{paragraphs or '<w:p/>'}</w:tc>"
            column += owner.across

    def _paragraph(self, paragraph: Paragraph) -> str:
        properties = ""
        if paragraph.mark == "bullet":
            properties = f'<w:numPr><w:ilvl w:val="{paragraph.level}"/><w:numId w:val="1"/></w:numPr>'
        elif paragraph.mark == "number":
            properties = '<w:pStyle w:val="Numbered"/>'
        inner = "<w:br/>".join("".join(self._runs(line)) for line in paragraph.text.split("\n"))
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"

    def _runs(self, text: str) -> Iterator[str]:
        while text:
            at = self.random.randint(1, 12) if self.dirty else len(text)
            piece, text = text[:at], text[at:]
            # Word writes some blanks as tabs where an author lines words up.
            tabs = self.dirty and piece.strip() != "" and " " in piece.strip()
            inner = "</w:t><w:tab/><w:t>".join(map(escape, piece.split(" "))) if tabs else escape(piece)
            run = f'<w:r><w:rPr><w:lang w:eastAsia="zh-TW"/></w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'
            yield self._tracked(run) if self.dirty else run

    def _tracked(self, run: str) -> str:
        self.id += 1
        who = f'w:id="{self.id}" w:author="a" w:date="2024-01-01T00:00:00Z"'
        gone = f"<w:del {who}><w:r><w:delText>刪去 P9.9.9</w:delText></w:r></w:del>"
        note = f'<w:r><w:commentReference w:id="{self.id}"/></w:r>'
        field = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        return self.random.choice(
            [run] * 8
            + [
                f"<w:ins {who}>{run}</w:ins>",
                f"{gone}{run}",
                f'<w:proofErr w:type="spellStart"/>{run}<w:proofErr w:type="spellEnd"/>',
                f"{run}{note}",
                f"{field}{run}",
                f"<w:hyperlink>{run}</w:hyperlink>",
                f"<w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>",
                f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>隱藏</w:t></w:r>{run}",
            ]
        )


def _owner(table: Table, number: int, column: int) -> tuple[Cell, bool]:
    """The cell that a box of the grid belongs to, and whether it begins in this row."""
    for up in range(number, -1, -1):
        for left in range(column, -1, -1):
            cell = table.rows[up][left]
            if not cell.covered and up + cell.down > number and left + cell.across > column:
                return cell, up == number
    raise AssertionError
