"""Word documents (.docx): what they show of their paragraphs and tables, with tracked changes as accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from . import flow
from .flow import Block, Paragraph, PrintedTable, Spanned
from .numerals import BULLET, MOST, count, numeral
from .package import DocumentArchive, Element, attribute, child, local, number
from .rows import Source

_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}
_UNREAD = {
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
    "txbxContent": "text boxes",
}
"""What stands outside of the text at the place that refers to it, by what a remark calls it."""
_NO_TEXT = {"pPr", "rPr", "tcPr", "trPr", "instrText", "delText", "rt", "Fallback"}
_TAKEN_OUT, _PUT_IN = ("del", "moveFrom"), ("ins", "moveTo")
_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "AlternateContent", "Choice", *_PUT_IN)
_OFF = ("0", "false", "off")


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are no Word document, or one that is encrypted, damaged or too large.
    """
    package = DocumentArchive(data, name)
    reader = _Reader(_Lists(package.optional("word/numbering.xml"), package.optional("word/styles.xml")))
    body = child(package.xml("word/document.xml"), "body")
    if body is None:
        raise package.damaged()
    blocks = list(reader.blocks(body))
    changes = [f"{reader.tracked} tracked changes are read as accepted"] if reader.tracked else []
    return flow.source(blocks, name, reader.unread, changes)


class _Reader:
    def __init__(self, lists: _Lists) -> None:
        self.lists = lists
        self.unread: Counter[str] = Counter()
        self.tracked = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        before: Paragraph | None = None
        for element in self._shown(parent):
            if local(element) == "tbl":
                before = None
                yield PrintedTable(list(self._rows(element)))
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
            name = local(element)
            self.tracked += name in _TAKEN_OUT + _PUT_IN
            if name in _WRAPPERS:
                yield from self._shown(element)
            elif name not in _TAKEN_OUT:
                yield element

    def _paragraph(self, element: Element) -> Paragraph:
        lines = "".join(self._texts(element)).split("\n")
        label, level = self.lists.label(child(element, "pPr")) if any(map(str.strip, lines)) else ("", 0)
        return Paragraph(lines, label, level)

    def _texts(self, parent: Element) -> Iterator[str]:
        """What a paragraph shows, piece by piece; a line end for a line break."""
        for element in parent:
            name = local(element)
            self.tracked += name in _TAKEN_OUT + _PUT_IN
            if name in _UNREAD:
                self.unread[_UNREAD[name]] += 1
            elif name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "sym":
                yield _symbol(attribute(element, "char"))
            elif name == "r" and _hidden(element):
                self.unread["hidden texts"] += 1
            elif name not in _NO_TEXT and name not in _TAKEN_OUT:
                yield from self._texts(element)

    def _rows(self, table: Element) -> Iterator[list[Spanned]]:
        """The rows of cells that begin in them; a cell that only goes on with the one above makes that span it."""
        open_: dict[int, Spanned] = {}
        for row in self._shown(table):
            properties = child(row, "trPr")
            if local(row) != "tr" or child(properties, "del") is not None:
                self.tracked += local(row) == "tr"
                continue
            column = number(_value(properties, "gridBefore"), 0)
            beside = [Spanned(columns=column)] if column else []
            for cell in (cell for cell in self._shown(row) if local(cell) == "tc"):
                width = number(_value(cell, "tcPr", "gridSpan"), 1)
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


class _Lists:
    """The bullets and numbers that Word draws before paragraphs, in the order of the document, since they count on."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract = {at: _levels(e) for at, e in _named(numbering, "abstractNum", "abstractNumId").items()}
        self._nums = _named(numbering, "num", "numId")
        self._styles = _named(styles, "style", "styleId")
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: Element | None) -> tuple[str, int]:
        """What a paragraph of some properties is labelled with, and at which level; an empty label for none."""
        num, level = self._place(properties)
        definition = self._nums.get(num)
        if definition is None:
            return "", 0
        abstract = _value(definition, "abstractNumId")
        levels, restarts = dict(self._abstract.get(abstract, {})), {}
        for override in (e for e in definition if local(e) == "lvlOverride"):
            levels |= _levels(override)
            if given := _value(override, "startOverride"):
                restarts[number(attribute(override, "ilvl"), 0, 8)] = number(given, 0, MOST)
        counts = self._counts.setdefault(abstract, {})
        if num not in self._begun:
            self._begun.add(num)
            counts.update({at: start - 1 for at, start in restarts.items()})
        own = levels.get(level)
        if own is None or (form := _value(own, "numFmt")) == "bullet":
            return BULLET, level
        if form == "none":
            return "", level
        for above in range(level):
            counts.setdefault(above, _start(levels.get(above)))
        count(counts, level, _start(own))

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return numeral(counts.get(at, 1), _value(levels.get(at), "numFmt"))

        return re.sub("%([1-9])", counted, _value(own, "lvlText")).strip(), level

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and level of a paragraph: its own, or those of its style or what that is based on."""
        num, level = _value(properties, "numPr", "numId"), _value(properties, "numPr", "ilvl")
        style, seen = _value(properties, "pStyle"), set[str]()
        while not num and style in self._styles and style not in seen:
            seen.add(style)
            named = self._styles[style]
            num = _value(named, "pPr", "numPr", "numId")
            level = level or _value(named, "pPr", "numPr", "ilvl") or (self._styled(num, style) if num else "")
            style = _value(named, "basedOn")
        return num, number(level, 0, 8)

    def _styled(self, num: str, style: str) -> str:
        """The level of a list that is bound to a style."""
        levels = self._abstract.get(_value(self._nums.get(num), "abstractNumId"), {})
        return next((str(at) for at, level in levels.items() if _value(level, "pStyle") == style), "")


def _named(part: Element | None, name: str, key: str) -> dict[str, Element]:
    """The elements of a name in a part, by an attribute."""
    return {attribute(e, key): e for e in (part if part is not None else ()) if local(e) == name}


def _levels(definition: Element) -> dict[int, Element]:
    return {number(attribute(e, "ilvl"), 0, 8): e for e in definition if local(e) == "lvl"}


def _start(level: Element | None) -> int:
    return number(_value(level, "start") or "1", 0, MOST)


def _value(element: Element | None, *path: str) -> str:
    return attribute(child(element, *path), "val")
