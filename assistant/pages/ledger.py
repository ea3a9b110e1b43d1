"""Plain tables as HTML: a few columns of words that wrap, codes in them as links of the citation layer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..standard.relations import Item, Relations
from .grid import region
from .printed import link


def table(name: str, label: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows of HTML cells under headings of plain words; narrow windows show each heading beside its cell.

    :param name: a class of its own, for the widths of its columns.
    :param label: what a screen reader calls the table.
    """
    head = "".join(f"<th scope=col>{escape(text)}</th>" for text in heads)
    lines = (
        "<tr>"
        + "".join(f'<td data-head="{escape(text)}">{cell}</td>' for text, cell in zip(heads, row, strict=True))
        + "</tr>"
        for row in rows
    )
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    return region(f"ledger {name}", label, body)


def named(relations: Relations, words: Sequence[str]) -> str:
    """Words of which those that are codes of the standard become links."""
    return " ".join(link(word) if relations.find(word) else escape(word) for word in words)


def worded(item: Item, english: str) -> str:
    """An item's wording, with the project's English under it where there is one."""
    return escape(item.text) + (f"<small>{escape(english)}</small>" if english else "")
