"""Writes blocks as web pages have them: rowspan and colspan, tags left open, lists, source lines broken anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from random import Random

from office import Block, Cell, Paragraph

_HEAD = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html><head>{meta}<title>職能基準</title>'
    "<style>td {{ border: 1px solid }}</style><script>var K1 = '職能';</script></head>\n<body><nav><a>首頁</a></nav>"
)


def document(
    blocks: Sequence[Block], random: Random, *, dirty: bool = True, meta: str = "", codec: str = "utf-8"
) -> bytes:
    """The blocks as a page; `dirty` ones leave tags open, break lines of the source and hide text."""
    writer = _Writer(random, dirty)
    text = _HEAD.format(meta=meta) + "\n".join(map(writer.block, blocks)) + "</body></html>"
    return text.encode(codec)


class _Writer:
    def __init__(self, random: Random, dirty: bool) -> None:
        self.random, self.dirty = random, dirty

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block, "p")
        rows = ["".join(map(self._cell, row)) for row in block.rows]
        end = "" if self.dirty else "</tr>"
        written = [f"<tr>{row}{end}\n" for row in rows]
        heads = f"<thead>{''.join(written[: block.heads])}</thead>" if block.heads else ""
        return f"<table border=1>{heads}<tbody>{''.join(written[block.heads :])}</tbody></table>"

    def _cell(self, cell: Cell) -> str:
        if cell.covered:
            return ""
        spans = f" rowspan={cell.down}" if cell.down > 1 else ""
        spans += f' colspan="{cell.across}"' if cell.across > 1 else ""
        tag = self.random.choice(["div", "p"])
        inner = "\n".join(self._paragraph(paragraph, tag) for paragraph in cell.paragraphs)
        return f"<td{spans}>{inner}{'' if self.dirty else '</td>'}"

    def _paragraph(self, paragraph: Paragraph, tag: str) -> str:
        inner = "<br>".join(
            "".join(self._spans(line)) for line in map(self._wrapped, (paragraph.number + paragraph.text).split("\n"))
        )
        if paragraph.mark:
            item = f"<li>{inner}" if self.dirty else f"<li><p>{inner}</p></li>"
            return "<ul>" * (paragraph.level + 1) + item + "</ul>" * (paragraph.level + 1)
        end = "" if self.dirty and tag == "p" else f"</{tag}>"
        return f"<{tag}>{inner}{end}"

    def _wrapped(self, text: str) -> str:
        """The text on several lines of the source: a browser makes a blank of their ends, but none between Chinese."""
        if not self.dirty:
            return text
        text = re.sub("(?<=[!-~]) | (?=[!-~])", lambda _: self.random.choice([" ", " ", "\n   "]), text)
        return re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: self.random.choice(["", "", "", "\n"]), text)

    def _spans(self, text: str) -> Iterator[str]:
        while text:
            at = self.random.randint(1, 12) if self.dirty else len(text)
            piece, text = text[:at], text[at:]
            words = escape(piece)
            if not self.dirty:
                yield words
                continue
            yield self.random.choice(
                [words] * 6
                + [
                    f"<span lang=EN-US><span style='color:red'>{words}</span></span>",
                    f"<b>{words}</b>",
                    f"<ins>{words}</ins>",
                    f"<del>刪去 P9.9.9</del>{words}",
                    f"<!-- 註解 -->{words}",
                    f"<span style='display: none'>隱藏</span>{words}",
                    words.replace(" ", "&nbsp;"),
                ]
            )
