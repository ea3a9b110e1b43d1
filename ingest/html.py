"""Web pages (.html): what they show of their paragraphs, lists and tables."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from assistant.errors import Unreadable

from . import flow
from .flow import Block, Paragraph, PrintedTable, Spanned
from .numerals import BULLET, MOST, numeral
from .package import Element, local, number
from .repair import WIDE
from .rows import Source
from .text import decoded

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure"),
    *("figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "main", "p", "pre"),
    *("section", "caption", "details", "summary"),
}
_UNSHOWN = {
    *("head", "script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math", "textarea"),
    *("select", "button", "audio", "video", "canvas", "datalist", "rt", "rp"),
}
_UNREAD = {"nav": "menus", "del": "deleted texts"}
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_UNMARKED = re.compile(r"(?i)list-style(?:-type)?\s*:[^;]*\bnone\b")
_WORD_LABEL = re.compile(r"(?i)mso-list\s*:\s*ignore")
"""The style of the bullet or number of a list that Word saved as a web page."""
_WORD_LEVEL = re.compile(r"(?i)mso-list\s*:\s*\S+\s+level(\d)")
_SYMBOLS = re.compile(r"(?i)symbol|wingdings|webdings")
_BULLETS = ("·", "•", "o", "§", "-", "–", "■", "●", "◆", "□", "○")
_WRAPPED = re.compile(rf"(?<={WIDE})[ \t\f]*[\r\n]\s*(?={WIDE})")
_BLANK = re.compile(r"[ \t\r\n\f]+")


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are empty, binary, in an unknown encoding, or nested beyond all measure.
    """
    text = decoded(data, name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8"), parser) if text.strip() else None
    if root is None:
        raise Unreadable("document.empty_page", name=name)
    reader = _Reader()
    try:
        reader.walk(root, 0)
    except RecursionError as error:
        raise Unreadable("document.nested_page", name=name) from error
    reader.flush()
    if any(entry.type_name == "ERR_INTERNAL_ERROR" or "xcessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable("document.nested_page", name=name)
    return flow.source(reader.blocks, name, reader.unread)


class _Reader:
    """Goes through a page once; what is not in a block of its own makes up the paragraph being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.unread: Counter[str] = Counter()
        self._line = Paragraph([""])

    def flush(self, level: int = 0) -> None:
        """End the paragraph that is being read; the next one is at a level."""
        lines = [_BLANK.sub(" ", _WRAPPED.sub("", line)).strip(" ") for line in self._line.lines]
        if any(map(str.strip, lines)):
            self.blocks.append(Paragraph(lines, self._line.label, self._line.level))
            self._line = Paragraph([""], level=level)
        else:
            # A block that only begins inside of a list item is still that item.
            self._line = Paragraph([""], self._line.label, max(level, self._line.level))

    def walk(self, parent: Element, depth: int) -> None:
        """Read all that an element holds; `depth` counts the lists around it."""
        self._text(parent.text)
        count = number(parent.get("start") or "1", 0, MOST) - 1
        for element in parent:
            if local(element) == "li":
                count = number(element.get("value") or "", count + 1, MOST)
                self._end()
                self._line = Paragraph([""], _label(parent, element, count), max(depth - 1, 0))
                self.walk(element, depth)
                self._end()
            else:
                self._element(element, depth)
            self._text(element.tail)

    def _element(self, element: Element, depth: int) -> None:
        name, style = local(element), element.get("style") or "" if local(element) else ""
        if not name or name in _UNSHOWN:
            return
        if name in _UNREAD or _HIDDEN.search(style) or element.get("hidden") is not None:
            shown = "".join(element.itertext()).strip()
            self.unread[_UNREAD.get(name, "hidden texts")] += bool(shown)
        elif name == "br":
            self._line.lines.append("")
        elif name in ("ul", "ol", "menu", "dir"):
            self._apart(element, depth + 1)
        elif name == "table":
            self._table(element)
        elif _WORD_LABEL.search(style):
            self._line.label = _word_label(element)
        elif name in _BLOCKS:
            found = _WORD_LEVEL.search(style)
            self._apart(element, depth, max(depth - 1, int(found[1]) - 1 if found else 0))
        else:
            self.walk(element, depth)

    def _apart(self, element: Element, depth: int, level: int = 0) -> None:
        self.flush(level=level)
        self.walk(element, depth)
        self._end()

    def _end(self) -> None:
        self.flush()
        self._line = Paragraph([""])

    def _table(self, element: Element) -> None:
        self._end()
        for caption in (inner for inner in element if local(inner) == "caption"):
            self._apart(caption, 0)
        rows = ([cell for cell in row if local(cell) in ("td", "th")] for row in _rows(element))
        self.blocks.append(PrintedTable([[self._cell(cell) for cell in row] for row in rows]))

    def _cell(self, element: Element) -> Spanned:
        inner = _Reader()
        inner.unread = self.unread
        inner.walk(element, 0)
        inner.flush()
        rows, columns = ((element.get(span) or "").strip() for span in ("rowspan", "colspan"))
        return Spanned(inner.blocks, number(rows, 0 if rows == "0" else 1), number(columns, 1))

    def _text(self, text: str | None) -> None:
        self._line.lines[-1] += text or ""


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if local(element) in ("thead", "tbody", "tfoot"):
            yield from _rows(element)
        elif local(element) == "tr":
            yield element


def _label(parent: Element, item: Element, count: int) -> str:
    """What a browser draws before an item of a list."""
    if any(_UNMARKED.search(element.get("style") or "") for element in (parent, item)):
        return ""
    return f"{numeral(count, parent.get('type') or '1')}." if local(parent) == "ol" else BULLET


def _word_label(element: Element) -> str:
    text = "".join(element.itertext()).strip()
    fonts = " ".join(inner.get("style") or "" for inner in element.iter() if local(inner))
    return BULLET if text in _BULLETS or _SYMBOLS.search(fonts) else text
