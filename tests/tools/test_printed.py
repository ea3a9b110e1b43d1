"""Where an item is printed, as other programs are told."""

from __future__ import annotations

from assistant.faces.tools.output import printed_at
from assistant.standard.model import Box, Slot, Span


def test_lines_are_told_where_a_document_has_nothing_else() -> None:
    """Each once, in order."""
    spans = (Span(9, 0, 3), Span(4, 0, 2), Span(9, 5, 6))
    assert printed_at(spans) == {"lines": [4, 9], "pages": [], "boxes": [], "rows": []}


def test_pages_and_rows_take_the_place_of_lines() -> None:
    """Of a PDF its pages with the boxes, of an office document its tables and rows."""
    box, slot = Box(2, 0.0, 1.0, 0.0, 1.0), Slot(1, 3)
    assert printed_at([Span(4, 0, 2, box), Span(5, 0, 2, box)]) == {
        "lines": [],
        "pages": [2],
        "boxes": [box],
        "rows": [],
    }
    assert printed_at([Span(4, 0, 2, slot)]) == {"lines": [], "pages": [], "boxes": [], "rows": [slot]}
