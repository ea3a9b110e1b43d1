"""Source lines and lists of items as HTML, every text escaped; codes are links for the citation layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ..standard.companion import gloss
from ..standard.passage import Cell, Line, Piece
from ..standard.relations import Item
from .layer import target

_CONTEXT = 48
"""Characters of a long cell shown before and after the marked part in a panel."""


def link(code: str, home: str = "") -> str:
    """A code as a link of the citation layer; `home` is the standard it leads into, where not the reader's own."""
    return f'<a href="{escape(target(code, home))}">{escape(code)}</a>'


def items(rows: Sequence[Item], here: Item, home: str, glosses: Mapping[str, str]) -> str:
    """Neighbours as a list; the item in question stands out.

    :param glosses: English under the wording; none for readers of Chinese.
    """
    lines = (
        f"<div{' class=here aria-current=true' if row is here else ''}>"
        f"<span>{link(row.code, home) if row.code else '–'}</span>"
        f"<span>{escape(row.text)}{under(row, glosses)}</span></div>"
        for row in rows
    )
    return f"<div class=items>{''.join(lines)}</div>"


def under(item: Item, glosses: Mapping[str, str]) -> str:
    """The gloss under an item's wording, where there is one."""
    english = gloss(glosses, item)
    return f"<small>{escape(english)}</small>" if english else ""


def groups(named: Sequence[tuple[str, Sequence[Item]]], home: str = "") -> str:
    """Items by their codes alone, a line of chips for each name."""
    lines = (
        f"<dt>{escape(name)}</dt><dd>{' '.join(link(row.code, home) for row in rows if row.code)}</dd>"
        for name, rows in named
    )
    return f"<dl class=groups>{''.join(lines)}</dl>"


def title(text: str) -> str:
    """The wording of a passage, as its title."""
    return f"<p class=ptitle>{escape(text)}</p>"


def excerpt(line: Line, label: str) -> str:
    """The marked cells of a line, with a little of what surrounds the mark."""
    cells = (_excerpt(cell, label) for cell in line.cells if cell.marked)
    return "".join(cells)


def _excerpt(cell: Cell, label: str) -> str:
    marked = [position for position, piece in enumerate(cell.pieces) if piece.marked]
    before = "".join(piece.text for piece in cell.pieces[: marked[0]])
    after = "".join(piece.text for piece in cell.pieces[marked[-1] + 1 :])
    inside = cell.pieces[marked[0] : marked[-1] + 1]
    heading = " · ".join(filter(None, (label, cell.heading)))
    start = ("…" if len(before) > _CONTEXT else "") + before[-_CONTEXT:]
    end = after[:_CONTEXT] + ("…" if len(after) > _CONTEXT else "")
    body = f"{escape(start)}{''.join(_piece(p, linked=False) for p in inside)}{escape(end)}"
    return f"<div class=printed><small>{escape(heading)}</small>{body}</div>"


def sheet(lines: Sequence[Line], label: str) -> str:
    """The whole document, line by line in its columns.

    :param label: what a screen reader calls the region.
    """
    rows = "".join(_row(line) for line in lines)
    return f'<div class=sheet id=sheet tabindex=0 role=region aria-label="{escape(label)}">{rows}</div>'


def _row(line: Line) -> str:
    wide = " wide" if len(line.cells) == 7 else ""
    here = " here" if line.marked else ""
    cells = "".join(f"<div>{''.join(_piece(p, linked=True) for p in cell.pieces)}</div>" for cell in line.cells)
    return (
        f'<div class="row{here}" id="L{line.number}" tabindex=-1>'
        f'<span class=n>{line.number}</span><div class="cells{wide}">{cells}</div></div>'
    )


def _piece(piece: Piece, *, linked: bool) -> str:
    text = link(piece.code) if piece.code and linked else escape(piece.text)
    return f"<mark>{text}</mark>" if piece.marked else text
