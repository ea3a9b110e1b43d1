"""Which of the kinds a question mentions it asks for, and which it merely names on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..language.lexicon import lexicon
from ..standard.code import kind_of
from ..standard.model import Kind
from .segments import Segment

_WHICH = frozenset({"mark.which", "mark.count"})
_BESIDE = 8
"""Most characters between a question word and the kind it points at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The kinds asked for, those given, and whether a question word points at one (`strong`)."""

    asked: tuple[Kind, ...]
    given: tuple[Kind, ...]
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    index: int
    kinds: tuple[Kind, ...]
    asked: bool
    each: bool


def roles(folded: str, segments: Sequence[Segment], codes: Sequence[str]) -> Roles:
    """Split the kinds mentioned. A kind beside a code of that kind (`T5 這項任務`) is given, not asked for."""
    own = {kind_of(c) for c in codes}
    seen: list[_Mention] = []
    for index, segment in enumerate(segments):
        kinds = tuple(k for c in sorted(segment.concepts) for k in lexicon().members.get(c, ()))
        if not kinds:
            continue
        asked = _interrogated(folded, segments, index, _WHICH)
        if seen and not asked and _joined(folded[segments[seen[-1].index].end : segment.start]):
            asked = seen[-1].asked
        before = segments[index - 1] if index else None
        each = before is not None and "mark.each" in before.concepts and before.end == segment.start
        seen.append(_Mention(index=index, kinds=kinds, asked=asked, each=each))
    if not any(mention.asked for mention in seen):
        seen = [replace(m, asked=_interrogated(folded, segments, m.index, _WHICH | {"mark.that"})) for m in seen]
    strong = any(mention.asked for mention in seen)
    wanted: list[Kind] = []
    given: list[Kind] = []
    for mention in seen:
        for kind in mention.kinds:
            apposed = kind in own and not (mention.asked and _sideways(kind, codes))
            takes = (mention.asked or not strong) and not mention.each and not apposed
            (wanted if takes else given).append(kind)
    asked_for = tuple(dict.fromkeys(wanted))
    return Roles(asked=asked_for, given=tuple(k for k in dict.fromkeys(given) if k not in asked_for), strong=strong)


def _joined(gap: str) -> bool:
    return lexicon().pattern("conjunction").fullmatch(gap) is not None


def _sideways(kind: Kind, codes: Sequence[str]) -> bool:
    """Whether a code above `kind` is named beside one of that kind: `T5.1 以外 T5 還有哪些活動`."""
    above = {Kind.TASK: (), Kind.ACTIVITY: (Kind.TASK,)}.get(kind, (Kind.TASK, Kind.ACTIVITY))
    return any(kind_of(c) in above for c in codes)


def _interrogated(folded: str, segments: Sequence[Segment], index: int, words: frozenset[str]) -> bool:
    """Whether a question word points at the kind at `index`, from before or from behind."""
    here = segments[index]
    if lexicon().pattern("asking").search(folded, here.start, here.end):
        return True
    for before in reversed(segments[:index]):
        if len(folded[before.end : here.start].strip()) > _BESIDE or before.role == "code":
            break
        if before.concepts & words:
            return True
        if "stop" not in before.concepts and not before.concepts & {"mark.item", "mark.wording"}:
            break
    if index + 1 == len(segments):
        return False
    after = segments[index + 1]
    if folded[here.end : after.start].strip():
        return False
    behind = lexicon().pattern("behind").fullmatch(folded[after.start : after.end])
    return "mark.count" in after.concepts or behind is not None
