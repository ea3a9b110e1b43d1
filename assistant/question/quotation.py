"""What stands in quotation marks: a text as it is, the item of that name or code, or a sentence that is to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .codes import Mention, mentions
from .span import Edge, Reading
from .words import words

LONGEST = 6
"""Longest text in quotation marks that is surely meant as it stands, in characters."""
SURE = 0.05
"""What such a text costs, and 二字 behind it."""
LIKELY = 0.3
"""The same of a longer one, or of one that is a word for a kind or a field."""
STATED = 2.0
"""What it costs to take a quoted sentence about codes as a text: it says something that is to be read."""
Meant = Callable[[str, Sequence[Mention]], tuple[Reading, ...]]
"""The items that a quoted text may mean, given the codes in it."""


def quotations(folded: str, meant: Meant) -> Iterator[Edge]:
    """An edge for every quotation of a folded question, and one for what says behind it that it is a text."""
    for match in words().shape("quoted").finditer(folded):
        inner = match[1].strip()
        if not inner:
            continue
        worded = words().shape("worded").match(folded, match.end())
        named = not worded and any(s.tag in ("kind", "kinds", "field") for s in words().senses(inner))
        inside = mentions(inner, inner)
        told = any(m.end - m.start < len(inner) for m in inside) or words().shape("ordinal").search(inner)
        cost = STATED if told else SURE if len(inner) <= LONGEST and not named else LIKELY
        yield Edge(match.start(), match.end(), cost, (Reading("X", (inner, True)), *meant(inner, inside)))
        if worded:
            yield Edge(worded.start(), worded.end(), SURE, (), True)
