"""Items named twice, by code and by name side by side: T2.2 產品量測與驗證, 「產品量測與驗證」（T2.2）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .form import Coded
from .span import Edge, Reading
from .words import words

COST = 0.05
"""Of what is named twice: nothing else can be meant."""


def apposed(folded: str, coded: Sequence[Edge], titled: Sequence[Edge]) -> Iterator[Edge]:
    """An edge for every code that the name of the same item stands beside, with the brackets between and around.

    :param coded: edges of codes; `titled`: edges of names of items.
    """
    between, closing = words().shape("apposing"), words().shape("closing")
    codes = [(e, c) for e in coded if (c := _one(e))]
    names = [(e, n) for e in titled if (n := _held(e))]
    for edge, code in codes:
        for name, held in names:
            first, last = (edge, name) if edge.start < name.start else (name, edge)
            if code in held and between.fullmatch(folded, first.end, last.start):
                end = closing.match(folded, last.end) if last.start > first.end else None
                yield Edge(first.start, end.end() if end else last.end, COST, (Reading("S", Coded((code,))),))


def _one(edge: Edge) -> str:
    """The code, where an edge is one code and nothing else."""
    held = _held(edge)
    return held[0] if len(held) == 1 else ""


def _held(edge: Edge) -> tuple[str, ...]:
    return next((r.value.codes for r in edge.readings if r.tag == "S" and isinstance(r.value, Coded)), ())
