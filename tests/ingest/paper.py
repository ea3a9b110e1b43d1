"""Prints a document in the text format onto the pages of a PDF: wrapped cells, ruled lines, headers and footers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from random import Random

from ingest.form import FORM, squeeze

_SIZE, _LEAD, _PAD, _LEFT, _WIDTH, _TOP = 10.0, 14.0, 3.5, 46.0, 750.0, 40.0
_MERGED = ("工作任務", "職能級別", "職能內涵")


@dataclass
class Print:
    """How a document is printed.

    `rules`: how borders are drawn: one `line` for two cells, a `box` around each cell, a filled `bar`; `again`: the
    share of pages that repeat the heading; `open`: no border at the foot and head of a page that cuts the table;
    `total`: what footers say how many pages there are, 0 for the truth, None for no footers; `swaps`: characters that
    the font gives out for others; `widths`: shares of the columns of the table; `split`: the heading is printed in two
    rows, 職能內涵 over both of its columns; `short`: how far above the end of a page's last row its borders end.
    """

    rules: str = "line"
    again: float = 1.0
    open: bool = False
    total: int | None = 0
    header: str = ""
    swaps: dict[str, str] = field(default_factory=dict)
    widths: tuple[float, ...] = (7, 10, 12, 37, 5, 16, 12)
    split: bool = False
    short: float = 0.0


def wrap(text: str, width: float) -> list[str]:
    """Lines no wider than `width`; broken between Chinese characters and at the blanks of Latin words."""
    lines, line = [], ""
    pieces = (piece for word in _words(text) for piece in (word if _length(word) > width else [word]))
    for word in pieces:
        if line and _length(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word.lstrip() if not line else word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if word and (ord(character) > 0x2000 or ord(word[-1]) > 0x2000 or word[-1] == " ") and character != " ":
            yield word
            word = ""
        word += character
    yield word


def _length(text: str) -> float:
    return sum(_SIZE if ord(character) > 0x2000 else _SIZE / 2 for character in text)


class Sheet:
    """One page as it is drawn; y counts from above and the page is as long as it needs to be."""

    def __init__(self, style: Print) -> None:
        self.style = style
        self.y = _TOP
        self.marks: list[tuple[str, float, float, float, float, str]] = []

    def text(self, x: float, y: float, text: str, size: float = _SIZE) -> None:
        """Print a line whose upper edge is at y."""
        if text:
            self.marks.append(("text", x, y, size, 0, "".join(self.style.swaps.get(c, c) for c in text)))

    def edge(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Rule a line."""
        self.marks.append(("rule", x0, y0, x1, y1, ""))

    def cell(self, x0: float, y0: float, x1: float, y1: float, sides: str = "ltrb") -> None:
        """Rule the border of a cell; `sides` tells which there are."""
        inset = 0.4 if self.style.rules == "box" else 0.0
        x0, y0, x1, y1 = x0 + inset, y0 + inset, x1 - inset, y1 - inset
        found = {"l": (x0, y0, x0, y1), "t": (x0, y0, x1, y0), "r": (x1, y0, x1, y1), "b": (x0, y1, x1, y1)}
        for side in sides:
            self.edge(*found[side])

    def table(self, rows: Sequence[Sequence[str]], shares: Sequence[float], merged: Sequence[int] = ()) -> None:
        """Print rows of cells; a blank cell of the `merged` columns goes on with the cell above."""
        edges = [_LEFT + _WIDTH * share / sum(shares) for share in accumulate(shares, initial=0.0)]
        lines = [[wrap(cell, edges[n + 1] - edges[n] - 2 * _PAD) for n, cell in enumerate(row)] for row in rows]
        spans = [list(_spans(rows, column, column in merged)) for column in range(len(shares))]
        heights = [_LEAD + 2 * _PAD] * len(rows)
        for column, found in sorted(enumerate(spans), key=lambda pair: pair[0] in merged):
            for first, last in found:
                lacking = len(lines[first][column]) * _LEAD + 2 * _PAD - sum(heights[first:last])
                heights[last - 1] += max(0.0, lacking)
        tops = list(accumulate(heights, initial=self.y))
        for column, found in enumerate(spans):
            for first, last in found:
                sides = "ltrb"
                if self.style.open and last == len(rows) and merged:
                    sides = sides.replace("b", "")
                end = tops[last] - (self.style.short if last == len(rows) and merged else 0.0)
                self.cell(edges[column], tops[first], edges[column + 1], end, sides)
                for number, line in enumerate(lines[first][column]):
                    self.text(edges[column] + _PAD, tops[first] + _PAD + number * _LEAD, line)
        self.y = tops[-1] + 2 * _LEAD

    def split(self, labels: Sequence[str], shares: Sequence[float]) -> None:
        """Print the heading in two rows: what the last two columns have in common above, what is their own below."""
        edges = [_LEFT + _WIDTH * share / sum(shares) for share in accumulate(shares, initial=0.0)]
        middle, foot = self.y + 3 * _LEAD, self.y + 8 * _LEAD
        first, second = len(labels) - 2, len(labels) - 1
        shared = labels[first].split(" ")[0]
        parts = [(n, n + 1, self.y, foot, labels[n]) for n in range(first)]
        parts += [(first, second + 1, self.y, middle, shared)]
        parts += [(n, n + 1, middle, foot, labels[n].removeprefix(shared).strip()) for n in (first, second)]
        for left, right, top, bottom, label in parts:
            self.cell(edges[left], top, edges[right], bottom)
            for number, line in enumerate(wrap(label, edges[right] - edges[left] - 2 * _PAD)):
                self.text(edges[left] + _PAD, top + _PAD + number * _LEAD, line)
        self.y = foot

    def block(self, texts: Sequence[str]) -> None:
        """Print paragraphs in one cell of the whole width; one that begins with a blank is set in."""
        top = self.y
        self.y += _PAD
        for text in texts:
            left = _LEFT + _PAD + (9 if text[:1] == " " else 0)
            for line in wrap(text.strip(), _LEFT + _WIDTH - _PAD - left):
                self.text(left, self.y, line)
                self.y += _LEAD
        self.y += _PAD
        self.cell(_LEFT, top, _LEFT + _WIDTH, self.y)

    def content(self, height: float) -> bytes:
        """The operators that draw it."""
        found = []
        for kind, a, b, c, d, text in self.marks:
            if kind == "text":
                found.append(f"BT /F {c} Tf {a:.2f} {height - b - c:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET")
            elif self.style.rules == "bar":
                found.append(f"{a - 0.3:.2f} {height - d - 0.3:.2f} {c - a + 0.6:.2f} {d - b + 0.6:.2f} re f")
            else:
                found.append(f"{a:.2f} {height - b:.2f} m {c:.2f} {height - d:.2f} l S")
        return "\n".join(found).encode()


def _spans(rows: Sequence[Sequence[str]], column: int, merged: bool) -> Iterator[tuple[int, int]]:
    starts = [n for n, row in enumerate(rows) if n == 0 or not merged or row[column].strip()]
    yield from pairwise([*starts, len(rows)])


def printed(text: str, style: Print, random: Random) -> bytes:
    """A document in the text format as a PDF; each heading of its table begins a page."""
    sheets = [Sheet(style)]
    blocks = [[line.split("\t") for line in block.split("\n")] for block in text.strip("\n").split("\n\n")]
    sheets[0].text(300, _TOP, blocks[0][0][0], 16)
    sheets[0].y += 3 * _LEAD
    tables = 0
    for label, *rest in blocks[1:]:
        headings = [squeeze(cell) for cell in label]
        if sum(bool(column) for column in FORM.columns(headings)) >= 3:
            sheets += [Sheet(style)] if tables else []
            tables += 1
            merged = [n for n, heading in enumerate(headings) if heading.startswith(_MERGED)]
            rows = [row + [""] * (len(label) - len(row)) for row in rest]
            shown = tables == 1 or random.random() < style.again
            _page(sheets[-1], [label] if shown else [], rows, style.widths, merged)
        elif len(label) > 1:
            sheets[-1].table([label, *rest], [1] * max(map(len, [label, *rest])))
        elif FORM.closing(headings[0]):
            sheets[-1].block([label[0]])
        else:
            sheets[-1].block([row[0] for row in (label, *rest)])
            sheets[-1].y += _LEAD
    return bound(sheets, style)


def _page(
    sheet: Sheet,
    heading: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    merged: Sequence[int],
) -> None:
    if heading and sheet.style.split:
        sheet.split(heading[0], widths)
    elif heading:
        sheet.table(heading, widths)
        sheet.y -= 2 * _LEAD
    sheet.table(rows, widths, merged)


def bound(sheets: Sequence[Sheet], style: Print) -> bytes:
    """Pages as a file."""
    texts = [mark[5] for sheet in sheets for mark in sheet.marks]
    used = sorted(set("第頁，總共 0123456789").union(style.header, *texts))
    maps = "\n".join(f"<{c.encode('utf-16-be').hex()}> <{c.encode('utf-16-be').hex()}>" for c in used)
    space = "1 begincodespacerange <0000> <ffff> endcodespacerange"
    unicode = f"begincmap\n{space}\n{len(used)} beginbfchar\n{maps}\nendbfchar\nendcmap"
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(sheets)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 1000 /W [32 126 500] /FontDescriptor << /Type /FontDescriptor /FontName /Any /Flags 4"
        b" /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /ItalicAngle 0 /CapHeight 700 /StemV 80 >> >>",
        _stream(unicode.encode()),
    ]
    for number, sheet in enumerate(sheets, 1):
        height = max(595.0, sheet.y + 40)
        sheet.text(_LEFT, 15, style.header)
        if style.total is not None:
            sheet.text(380, height - 22, f"第 {number} 頁，總共 {style.total or len(sheets)} 頁")
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 {height:.2f}] /Resources << /Font << /F 3 0 R >> >>"
        objects += [f"{page} /Contents {6 + 2 * number - 1} 0 R >>".encode(), _stream(sheet.content(height))]
    return _file(objects)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = b"%PDF-1.7\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in starts)
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + table.encode() + tail.encode()


def pages_of(pictures: Sequence[tuple[int, int, bytes]], points: float) -> bytes:
    """Grey pictures, each its width, height and pixels, as the pages of a file; `points` to a pixel."""
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(pictures)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pictures)} /Kids [{kids}] >>".encode(),
    ]
    for width, height, pixels in pictures:
        at, across, down = len(objects) + 1, width * points, height * points
        image = f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across:.2f} {down:.2f}] /Contents {at + 1} 0 R"
            f" /Resources << /XObject << /I {at + 2} 0 R >> >> >>".encode(),
            _stream(f"{across:.2f} 0 0 {down:.2f} 0 0 cm /I Do".encode()),
            _stream(pixels).replace(b"<<", f"{image} /BitsPerComponent 8".encode(), 1),
        ]
    return _file(objects)
