"""What the words of a question say whatever form reads them, and a form that may be what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..language.folding import fold
from ..standard.model import Kind
from . import form as q
from .node import Node
from .span import QuestionSpan, SpanReading
from .words import words

Sorts = set[type[Node]]


def owed(features: Iterable[str]) -> bool:
    """Whether what was made with these features takes something from the turns before."""
    return any(f.startswith(("implied", "refer", "redo")) for f in features)


_SHAPES = {
    name: name
    for name in ("every", "single", "exclusive", "surplus", "also", "jointly", "added", "extra", "set_against")
} | {"turned": "against", "adds": "adding"}
"""What a question says anywhere, with the name of the shape that finds it."""
_NEGATIVE = ("neg.no", "neg.drop", "except.left", "except.right")
PARTS: Mapping[str, tuple[Callable[[SpanReading], bool], Sorts]] = {
    "level": (lambda r: r.tag == "LVL", {q.LevelIs}),
    "amount": (lambda r: r.tag == "AMT" and not r.weak, {q.Amount, q.Nth}),
    "ordinal": (lambda r: r.tag == "ORD", {q.Nth}),
    "most": (lambda r: r.tag == "M", {q.Top, q.Compare}),
    "shared": (lambda r: r.tag == "shared.shared" and not r.weak, {q.Both, q.Shared}),
    "quote": (lambda r: r.tag == "X" and r.value[1] is True, {q.Coded}),
}
"""What a meaning says, and the sorts of nodes that hold it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form with the names of the features that its making gives it."""

    form: q.Question
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """What the question words ask for: names of acts, fields, matters not held; whether each stands firmly.

    `doubtful`: every word for a matter may ask for something else too (為何 is why, or what); `every`: asked of all;
    `single`: one item is asked for (是哪一條); `exclusive`: what nothing else has (只有 T6 才要的);
    `added`: something beside what was listed before (產出也一起); `adds`: in so many words (再加上 T6 的技能);
    `terms`: what the notes of the standard explain;
    `than`: whether one has more, or fewer, than another (T5 的級別比 T4 高嗎);
    `surplus`: what one place has beyond another is asked for (T3 比 T2 多了哪些); `turned`: the one held against stands
    first (跟 T2 比，T3 多了哪些); `also`: what is asked for stands elsewhere too (哪些 T4 也要);
    `extra`: what one of two that were compared has more of (只看 T5 多的); `set_against`: what was asked about last is
    held against something (跟 T4 比呢);
    `jointly`: one item has to have all of several (同時提到客戶和服務);
    `kinds`: for each span that can be nothing but kinds, those that it may be; `parts`: levels, amounts, places,
    extremes, what is shared and quotations, each with its span; `negations`: whether each word of negation may also
    correct what was said before; `owners`: texts before 的 and a kind, folded: whose skills are asked for; `mentions`:
    for each word like 提到 the texts beside it, folded.
    """

    acts: frozenset[str]
    fields: tuple[str, ...]
    matters: tuple[str, ...]
    terms: tuple[str, ...]
    whole: bool
    level: bool
    amount: int | None
    refers: bool
    doubtful: bool
    shared: bool
    than: Literal["more", "fewer"] | None
    kinds: tuple[tuple[frozenset[Kind], ...], ...]
    parts: tuple[tuple[str, QuestionSpan], ...]
    negations: frozenset[bool]
    owners: tuple[str, ...]
    mentions: tuple[tuple[str, ...], ...]
    every: bool
    single: bool
    exclusive: bool
    surplus: bool
    turned: bool
    also: bool
    jointly: bool
    added: bool
    adds: bool
    extra: bool
    set_against: bool

    @classmethod
    def of(cls, spans: tuple[QuestionSpan, ...], folded: str) -> Acts:
        """Gather them from the spans, and from what the question says anywhere (都是五級嗎)."""
        shape = words().shape
        said = [r for s in spans for r in s.readings]

        def values(tag: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(r.tag[len(tag) :] for r in said if r.tag.startswith(tag)))

        counts = [(s.start, r.value) for s in spans for r in s.readings if r.tag == "AMT" and not r.weak]
        # 這兩塊 counts what is named
        amounts = [n for start, n in counts if not shape("pointing").search(folded, 0, start)]
        than = shape("than").search(folded)
        strong = [[frozenset(r.value) for r in s.readings if r.tag == "K" and not r.weak] for s in spans]
        return cls(
            acts=frozenset(values("act.")),
            fields=values("field."),
            matters=values("notheld."),
            terms=values("note."),
            whole=bool(values("whole.")),
            level=any(r.tag == "LVL" for r in said),
            amount=amounts[0] if len(amounts) == 1 else None,
            refers=bool(values("refer.")),
            doubtful=not any(s.begins("notheld.") and not s.begins("act.") for s in spans),
            shared=any(r.tag == "shared.shared" for r in said),
            than=("fewer" if shape("than_less").search(than[0]) else "more") if than else None,
            kinds=tuple(tuple(k) for k, s in zip(strong, spans, strict=True) if k and len(k) == len(s.readings)),
            parts=tuple((part, s) for s in spans for part, (says, _) in PARTS.items() if any(map(says, s.readings))),
            negations=frozenset(s.has("redo.correct") for s in spans if any(map(s.has, _NEGATIVE))),
            owners=tuple(_owners(spans)),
            mentions=tuple(filter(None, (_beside(spans, place) for place in range(len(spans))))),
            **{name: bool(shape(of).search(folded)) for name, of in _SHAPES.items()},
        )


def _owners(spans: tuple[QuestionSpan, ...]) -> Iterable[str]:
    for text, owned in pairwise(spans):
        if "of" in owned.gap and owned.has("K") and all(r.tag == "X" for r in text.readings):
            yield fold(str(text.readings[0].value[0]))


def _beside(spans: tuple[QuestionSpan, ...], place: int) -> tuple[str, ...]:
    """The texts beside a span that says that an item mentions them."""
    if not any(r.tag == "says.says" and r.value == "mentions" for r in spans[place].readings):
        return ()
    before, behind = spans[max(place - 1, 0) : place], spans[place + 1 : place + 2]
    if any(r.tag == "S" and len(s.readings) == 1 for s in behind for r in s.readings):
        return ()  # my boss keeps talking about K22
    return tuple(fold(str(r.value[0])) for s in (*before, *behind) for r in s.readings if r.tag == "X")
