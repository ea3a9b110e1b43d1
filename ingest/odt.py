"""OpenDocument texts (.odt): what they show of their paragraphs and tables, with tracked changes as accepted."""

from collections import Counter
from collections.abc import Iterable, Iterator

from . import flow
from .flow import Block, Paragraph, PrintedTable, Spanned
from .numerals import BULLET, MOST, count, numeral
from .package import DocumentArchive, Element, attribute, child, local, number
from .rows import Source

_UNREAD = {"note": "footnotes", "annotation": "comments", "text-box": "text boxes", "hidden-text": "hidden texts"}
"""What stands outside of the text at the place that holds it, by what a remark calls it."""
_NO_TEXT = {"ruby-text", "tracked-changes", "sequence-decls", "annotation-end"}
_REPEATED = 1000  # most times that a row or cell is taken for repeated


def read(data: bytes, name: str) -> Source:
    """Turn bytes into rows.

    :raises Unreadable: when they are no OpenDocument text, or one that is encrypted, damaged or too large.
    """
    package = DocumentArchive(data, name)
    manifest = package.optional("META-INF/manifest.xml")
    if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
        raise package.encrypted()
    content, styles = package.xml("content.xml"), package.optional("styles.xml")
    text = child(content, "body", "text")
    if text is None:
        raise package.damaged()
    reader = _Reader([e for root in (styles, content) if root is not None for e in root.iter()])
    blocks = list(reader.blocks(text))
    tracked = child(text, "tracked-changes")
    changes = [] if tracked is None else [f"{len(tracked)} tracked changes are read as accepted"]
    return flow.source(blocks, name, reader.unread, changes)


class _Reader:
    def __init__(self, elements: list[Element]) -> None:
        self.lists = _Lists(e for e in elements if local(e) == "list-style")
        styles = (e for e in elements if local(e) == "style")
        self.hidden = {
            attribute(e, "name") for e in styles if attribute(child(e, "text-properties"), "display") == "none"
        }
        self.unread: Counter[str] = Counter()

    def blocks(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            match local(element):
                case "p" | "h":
                    yield Paragraph(self._lines(element))
                case "list":
                    style = attribute(element, "style-name")
                    self.lists.begin(element, style)
                    yield from self._list(element, style, 0)
                case "table":
                    yield PrintedTable(list(self._rows(element)))
                case name if name in _UNREAD:
                    self.unread[_UNREAD[name]] += 1
                case name if name not in _NO_TEXT:
                    yield from self.blocks(element)

    def _list(self, element: Element, style: str, level: int) -> Iterator[Block]:
        for item in element:
            label = ""
            for position, inner in enumerate(item):
                if local(inner) == "list":
                    yield from self._list(inner, attribute(inner, "style-name") or style, level + 1)
                elif local(inner) in ("p", "h"):
                    lines = self._lines(inner)
                    if position == 0 and local(item) == "list-item":
                        label = self.lists.label(style, level, item)
                    yield Paragraph(lines, label, level)
                    label = ""

    def _lines(self, paragraph: Element) -> list[str]:
        return "".join(self._texts(paragraph)).split("\n")

    def _texts(self, parent: Element) -> Iterator[str]:
        """What a paragraph shows, piece by piece; a line end for a line break."""
        yield _blanks(parent.text)
        for element in parent:
            name = local(element)
            if name == "s":
                yield " " * number(attribute(element, "c"), 1)
            elif name == "tab":
                yield "\t"
            elif name == "line-break":
                yield "\n"
            elif name in _UNREAD:
                self.unread[_UNREAD[name]] += 1
            elif name == "span" and attribute(element, "style-name") in self.hidden:
                self.unread["hidden texts"] += 1
            elif name and name not in _NO_TEXT:
                yield from self._texts(element)
            yield _blanks(element.tail)

    def _rows(self, parent: Element) -> Iterator[list[Spanned]]:
        for element in parent:
            if local(element) in ("table-header-rows", "table-rows", "table-row-group"):
                yield from self._rows(element)
            elif local(element) == "table-row":
                for _ in range(number(attribute(element, "number-rows-repeated"), 1, _REPEATED)):
                    yield list(self._cells(element))

    def _cells(self, row: Element) -> Iterator[Spanned]:
        for cell in row:
            if local(cell) == "covered-table-cell":
                self.unread["hidden texts"] += bool("".join(self._texts(cell)).strip())
            elif local(cell) == "table-cell":
                rows, columns = (number(attribute(cell, f"number-{what}-spanned"), 1) for what in ("rows", "columns"))
                for _ in range(number(attribute(cell, "number-columns-repeated"), 1, _REPEATED)):
                    yield Spanned(list(self.blocks(cell)), rows, columns)


def _blanks(text: str | None) -> str:
    """Text of an element, in which any line end is a blank."""
    return (text or "").translate({9: " ", 10: " "})


class _Lists:
    """The bullets and numbers that programs draw before the items of lists, which may count on from list to list."""

    def __init__(self, styles: Iterable[Element]) -> None:
        """Take the list styles, each with its levels."""
        self._styles = {
            attribute(e, "name"): {number(attribute(level, "level"), 1, 10) - 1: level for level in e} for e in styles
        }
        self._counts: dict[str, dict[int, int]] = {}

    def begin(self, element: Element, style: str) -> None:
        """Begin a list of the first level, which counts anew unless it says otherwise."""
        if attribute(element, "continue-numbering") != "true" and not attribute(element, "continue-list"):
            self._counts.pop(style, None)

    def label(self, style: str, level: int, item: Element) -> str:
        """What the next item of a list at a level, from 0, is labelled with."""
        levels = self._styles.get(style, {})
        own = levels.get(level)
        if own is None or local(own) != "list-level-style-number":
            return BULLET
        counts = self._counts.setdefault(style, {})
        count(counts, level, number(attribute(own, "start-value") or "1", 0, MOST))
        if given := attribute(item, "start-value"):
            counts[level] = number(given, 0, MOST)
        shown = range(max(level + 1 - number(attribute(own, "display-levels"), 1, 10), 0), level + 1)
        numbers = (numeral(counts.get(at, 1), attribute(levels.get(at), "num-format")) for at in shown)
        text = ".".join(numbers) if attribute(own, "num-format") else ""
        return f"{attribute(own, 'num-prefix')}{text}{attribute(own, 'num-suffix')}".strip()
