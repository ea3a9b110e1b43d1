"""What the words of asking say, wherever they stand, and a form that may be what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .form import Question
from .span import Span
from .words import words


def owed(features: Iterable[str]) -> bool:
    """Whether what was made with these features takes something from the turns before."""
    return any(f.startswith(("implied", "refer", "redo")) for f in features)


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
    every: bool = False
    single: bool = False
    exclusive: bool = False
    terms: tuple[str, ...] = ()
    surplus: bool = False
    also: bool = False
    jointly: bool = False
    than: Literal["more", "fewer"] | None = None
    turned: bool = False
    added: bool = False
    adds: bool = False
    extra: bool = False
    set_against: bool = False

    @classmethod
    def of(cls, spans: tuple[Span, ...], folded: str) -> Acts:
        """Gather them from the spans; from the question whether it asks of every one (都是五級嗎)."""
        found = [r for s in spans for r in s.readings]
        tags = [(r.tag.partition("."), r.value) for r in found]
        pointing = words().shape("pointing")
        said = [(s.start, r.value) for s in spans for r in s.readings if r.tag == "AMT" and not r.weak]
        amounts = [n for start, n in said if not pointing.search(folded, 0, start)]  # 這兩塊 counts what was named
        return cls(
            acts=frozenset(v for (t, _, v), _ in tags if t == "act"),
            fields=tuple(dict.fromkeys(v for (t, _, v), _ in tags if t == "field")),
            matters=tuple(dict.fromkeys(v for (t, _, v), _ in tags if t == "notheld")),
            whole=any(t == "whole" for (t, _, _), _ in tags),
            level=any(t == "LVL" for (t, _, _), _ in tags),
            amount=amounts[0] if len(amounts) == 1 else None,
            refers=any(t == "refer" for (t, _, _), _ in tags),
            every=bool(words().shape("every").search(folded)),
            single=bool(words().shape("single").search(folded)),
            exclusive=bool(words().shape("exclusive").search(folded)),
            surplus=bool(words().shape("surplus").search(folded)),
            jointly=bool(words().shape("jointly").search(folded)),
            also=bool(words().shape("also").search(folded)),
            than=_than(folded),
            turned=bool(words().shape("against").search(folded)),
            added=bool(words().shape("added").search(folded)),
            adds=bool(words().shape("adding").search(folded)),
            extra=bool(words().shape("extra").search(folded)),
            set_against=bool(words().shape("set_against").search(folded)),
            terms=tuple(dict.fromkeys(v for (t, _, v), _ in tags if t == "note")),
            doubtful=not any(_surely_not_held(s) for s in spans),
        )


def _than(folded: str) -> Literal["more", "fewer"] | None:
    found = words().shape("than").search(folded)
    if not found:
        return None
    return "fewer" if words().shape("than_less").search(found[0]) else "more"


def _surely_not_held(span: Span) -> bool:
    tags = [r.tag.partition(".")[0] for r in span.readings]
    return "notheld" in tags and "act" not in tags
