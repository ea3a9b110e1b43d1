"""Word documents (.docx): what they show of their paragraphs and tables, with tracked changes as accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from . import flow
from .docx_lists import Lists
from .flow import Block, Paragraph, Spanned, Table
from .package import Element, Package, attribute, child, local, number
from .rows import Source

_PARTS = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_UNREAD = {
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
    "txbxContent": "text boxes",
}
"""What stands outside of the text at the place that refers to it, by what a remark calls it."""
_NO_TEXT = {"pPr", "rPr", "tcPr", "trPr", "instrText", "delText", "rt", "Fallback"}
_OFF = ("0", "false", "off")


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are no Word document, or one that is encrypted, damaged or too large.
    """
    package = Package(data, name)
    main, numbering, styles = _PARTS
    reader = _Reader(Lists(package.optional(numbering), package.optional(styles)))
    body = child(package.xml(main), "body")
    if body is None:
        raise package.damaged()
    blocks = list(reader.blocks(body))
    remarks = [f"{count} {what} are not read" for what, count in reader.unread.items()]
    if reader.tracked:
        remarks.append(f"{reader.tracked} tracked changes are read as accepted")
    return flow.source(blocks, name, remarks)


class _Reader:
    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.unread: Counter[str] = Counter()
        self.tracked = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables in a body or cell."""
        before: Paragraph | None = None
        for element in self._shown(parent):
            if local(element) == "tbl":
                before = None
                yield Table(list(self._rows(element)))
            elif local(element) == "p":
                paragraph = self._paragraph(element)
                if before:
                    before.lines[-1:] = [before.lines[-1] + paragraph.lines[0], *paragraph.lines[1:]]
                else:
                    yield paragraph
                # Where the end of a paragraph was deleted, the next one goes on with it.
                joined = child(element, "pPr", "rPr", "del") is not None
                before = (before or paragraph) if joined else None

    def _shown(self, parent: Element) -> Iterator[Element]:
        """The elements of a body, table or row, out of the wrappers that may stand around them."""
        for element in parent:
            if local(element) in ("del", "moveFrom"):
                self.tracked += 1
            elif local(element) in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent"):
                self.tracked += local(element) in ("ins", "moveTo")
                yield from self._shown(element)
            elif local(element) == "Choice":
                yield from self._shown(element)
            else:
                yield element

    def _paragraph(self, element: Element) -> Paragraph:
        lines = [""]
        for text in self._texts(element):
            if text == "\n":
                lines.append("")
            else:
                lines[-1] += text
        label, level = self.lists.label(child(element, "pPr")) if any(map(str.strip, lines)) else ("", 0)
        return Paragraph(lines, label, level)

    def _texts(self, parent: Element) -> Iterator[str]:
        """What a paragraph shows, piece by piece; a line end for a line break."""
        for element in parent:
            name = local(element)
            if name in _UNREAD:
                self.unread[_UNREAD[name]] += 1
            elif name in ("del", "moveFrom"):
                self.tracked += 1
            elif name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "sym":
                yield _symbol(attribute(element, "char"))
            elif name == "r" and _hidden(element):
                self.unread["hidden texts"] += 1
            elif name not in _NO_TEXT:
                self.tracked += name in ("ins", "moveTo")
                yield from self._texts(element)

    def _rows(self, table: Element) -> Iterator[list[Spanned]]:
        """The rows of cells that begin in them; a cell that only goes on with the one above makes that span it."""
        open_: dict[int, Spanned] = {}
        for row in self._shown(table):
            properties = child(row, "trPr")
            if local(row) != "tr" or child(properties, "del") is not None:
                self.tracked += local(row) == "tr"
                continue
            column = number(attribute(child(properties, "gridBefore"), "val"), 0)
            beside = [Spanned(columns=column)] if column else []
            for cell in (cell for cell in self._shown(row) if local(cell) == "tc"):
                width = number(attribute(child(cell, "tcPr", "gridSpan"), "val"), 1)
                merge = child(cell, "tcPr", "vMerge")
                begins = merge is None or attribute(merge, "val") == "restart"
                if not begins and column in open_:
                    open_[column].rows += 1
                    self.unread["hidden texts"] += bool("".join(self._texts(cell)).strip())
                else:
                    spanned = Spanned(list(self.blocks(cell)), columns=width)
                    beside.append(spanned)
                    open_ = {at: one for at, one in open_.items() if not column <= at < column + width}
                    open_ |= {column: spanned} if merge is not None else {}
                column += width
            yield beside


def _hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in _OFF


def _symbol(code: str) -> str:
    """A character of a symbol font, where such fonts have theirs."""
    try:
        found = int(code, 16)
    except ValueError:
        return ""
    return chr(found | 0xF000 if found < 0x100 else found) if found < 0x10000 else ""
