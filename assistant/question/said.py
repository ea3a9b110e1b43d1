"""What the spans of a question say whatever form reads them; worked out once for all forms that are weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..language.folding import fold
from ..standard.model import Kind
from .span import Reading, Span

_NEGATIVE = ("neg.no", "neg.drop", "except.left", "except.right")
_PARTS: dict[str, Callable[[Reading], bool]] = {
    "level": lambda r: r.tag == "LVL",
    "amount": lambda r: r.tag == "AMT" and not r.weak,
    "ordinal": lambda r: r.tag == "ORD",
    "most": lambda r: r.tag == "M",
    "shared": lambda r: r.tag == "shared.shared" and not r.weak,
    "quote": lambda r: r.tag == "X" and r.value[1] is True,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What spans say.

    :ivar tags: every tag that any span may have.
    :ivar kinds: for each span that can be nothing but kinds, the kinds that it may be.
    :ivar parts: levels, amounts, places, extremes, what is shared and quotations, each with its span.
    :ivar negations: whether each word of negation may also correct what was said before: True where it may.
    :ivar owners: texts before 的 and a kind, folded: whose skills are asked for.
    :ivar mentions: for each word like 提到 the texts beside it, folded.
    """

    tags: frozenset[str]
    kinds: tuple[tuple[frozenset[Kind], ...], ...]
    parts: tuple[tuple[str, Span], ...]
    negations: frozenset[bool]
    owners: tuple[str, ...]
    mentions: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, spans: tuple[Span, ...]) -> Said:
        """What the spans of a cover say."""
        return _said(_Same(spans))


class _Same:
    """Spans that are the same where they are one object: to compare hundreds by value takes longer than to ask them."""

    __slots__ = ("spans",)

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self.spans = spans

    def __hash__(self) -> int:
        return id(self.spans)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.spans is other.spans


@lru_cache(maxsize=64)
def _said(same: _Same) -> Said:
    spans = same.spans
    strong = [[frozenset(r.value) for r in s.readings if r.tag == "K" and not r.weak] for s in spans]
    return Said(
        tags=frozenset(r.tag for s in spans for r in s.readings),
        kinds=tuple(tuple(k) for k, s in zip(strong, spans, strict=True) if k and len(k) == len(s.readings)),
        parts=tuple((part, s) for s in spans for part, says in _PARTS.items() if any(map(says, s.readings))),
        negations=frozenset(s.has("redo.correct") for s in spans if any(map(s.has, _NEGATIVE))),
        owners=tuple(_owners(spans)),
        mentions=tuple(filter(None, (_beside(spans, place) for place in range(len(spans))))),
    )


def _owners(spans: tuple[Span, ...]) -> list[str]:
    return [
        fold(str(text.readings[0].value[0]))
        for text, owned in pairwise(spans)
        if "of" in owned.gap and owned.has("K") and all(r.tag == "X" for r in text.readings)
    ]


def _beside(spans: tuple[Span, ...], place: int) -> tuple[str, ...]:
    """The texts beside a span that says that an item mentions them."""
    if not any(r.tag == "says.says" and r.value == "mentions" for r in spans[place].readings):
        return ()
    before, behind = spans[max(place - 1, 0) : place], spans[place + 1 : place + 2]
    if any(r.tag == "S" and len(s.readings) == 1 for s in behind for r in s.readings):
        return ()  # my boss keeps talking about K22
    around = (*before, *behind)
    return tuple(fold(str(r.value[0])) for s in around for r in s.readings if r.tag == "X")
