"""What the words of asking say, wherever they stand, and a form that may be what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .form import Question
from .span import QuestionSpan
from .words import words


def owed(features: Iterable[str]) -> bool:
    """Whether what was made with these features takes something from the turns before."""
    return any(f.startswith(("implied", "refer", "redo")) for f in features)


_SHAPES = {
    name: name
    for name in ("every", "single", "exclusive", "surplus", "also", "jointly", "added", "extra", "set_against")
} | {"turned": "against", "adds": "adding"}
"""What a question says anywhere, with the name of the shape that finds it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form with the names of the features that its making gives it."""

    form: Question
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
    `jointly`: one item has to have all of several (同時提到客戶和服務).
    """

    acts: frozenset[str]
    fields: tuple[str, ...]
    matters: tuple[str, ...]
    whole: bool
    level: bool
    amount: int | None
    refers: bool = False
    doubtful: bool = False
    terms: tuple[str, ...] = ()
    than: Literal["more", "fewer"] | None = None
    every: bool = False
    single: bool = False
    exclusive: bool = False
    surplus: bool = False
    turned: bool = False
    also: bool = False
    jointly: bool = False
    added: bool = False
    adds: bool = False
    extra: bool = False
    set_against: bool = False

    @classmethod
    def of(cls, spans: tuple[QuestionSpan, ...], folded: str) -> Acts:
        """Gather them from the spans, and from what the question says anywhere (都是五級嗎)."""
        shape = words().shape
        said = [r for s in spans for r in s.readings]

        def values(tag: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(r.tag[len(tag) :] for r in said if r.tag.startswith(tag)))

        counts = [(s.start, r.value) for s in spans for r in s.readings if r.tag == "AMT" and not r.weak]
        amounts = [
            n for start, n in counts if not shape("pointing").search(folded, 0, start)
        ]  # 這兩塊 counts what is named
        than = shape("than").search(folded)
        return cls(
            acts=frozenset(values("act.")),
            fields=values("field."),
            matters=values("notheld."),
            whole=bool(values("whole.")),
            level=any(r.tag == "LVL" for r in said),
            amount=amounts[0] if len(amounts) == 1 else None,
            refers=bool(values("refer.")),
            doubtful=not any(s.begins("notheld.") and not s.begins("act.") for s in spans),
            terms=values("note."),
            than=("fewer" if shape("than_less").search(than[0]) else "more") if than else None,
            **{name: bool(shape(of).search(folded)) for name, of in _SHAPES.items()},
        )
