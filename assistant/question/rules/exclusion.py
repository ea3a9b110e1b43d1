"""What is left out: items, kinds, wording, and tests that must fail."""

from __future__ import annotations

from typing import Any

from ...standard.model import Kind
from ..form import All, Amount, And, Coded, Minus, Named, Not, Nth, Says, Set, Such, Test, Union
from ..sets import LOW, kinds_of, parts_of, relate, union, upper, within
from ..words import words
from .condition import says
from .rule import Gap, Kinds, Made, Texts


def _except(value: Any, ks: Kinds) -> Set | None:
    """What of some kinds is left without what was excepted."""
    pieces = []
    for k in ks:
        if isinstance(value, str):
            pieces.append(Minus(All(k), Such(All(k), Says(value))))
            continue
        inner = relate(value, k)
        if inner is None:
            return None
        pieces.append(Minus(All(k), inner))
    return union(tuple(pieces))


def excepted_kinds(value: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """除了 T5 以外的技能."""
    found = _except(value, ks)
    if found:
        yield "S", found, "except_k"


def kinds_excepted(ks: Kinds, value: Any, gap: Gap, text: str) -> Made:
    """All skills except those of T5."""
    found = _except(value, ks)
    if found:
        yield "S", found, "k_except"


def _minus(s: Set, value: Any) -> Set | None:
    """A set without what was excepted, member by member."""
    kinds = kinds_of(s)
    if not kinds or isinstance(s, Coded) and (len(s.codes) < 2 or upper(s) and not isinstance(value, str)):
        return None
    pieces = []
    for part in parts_of(s):
        own = kinds_of(part)
        if len(own) != 1:
            return None
        inner = Such(All(own[0]), Says(value)) if isinstance(value, str) else _of_kind(value, own[0])
        if inner is None:
            return None
        pieces.append(Minus(part, inner))
    return union(tuple(pieces))


def _of_kind(value: Set, kind: Kind) -> Set | None:
    """What of a kind is left out: of items of many kinds those of that one."""
    match value:
        case Union(parts) if len(parts) > len(LOW):
            return next((p for p in parts if kinds_of(p) == (kind,)), None)
        case Such(Union(parts), test) if All(kind) in parts:
            return Such(All(kind), test)
        case _:
            return relate(value, kind)


def _instead(s: Set, value: Any) -> bool:
    """Whether a set stands in the place of one that is left out, of its kind or of any: T4, not T5."""
    if not isinstance(s, Coded | Named) or isinstance(value, str):
        return False
    kinds = set(kinds_of(value))
    return not kinds or isinstance(value, Coded | Named) and not kinds.isdisjoint(kinds_of(s))


def set_excepted(s: Set, value: Any, gap: Gap, text: str) -> Made:
    """T5 的技能，除了 S3; T4, not T5."""
    if _instead(s, value):
        yield "S", s, "s_instead"
    found = _minus(s, value)
    if found:
        yield "S", found, "s_except"


def excepted_set(value: Any, s: Set, gap: Gap, text: str) -> Made:
    """除了 S3，T5 的技能; not T5 but T6."""
    if not gap & {"and", "or", "of"} and _instead(s, value):
        yield "S", s, "instead_s"
    found = _minus(s, value)
    if found:
        yield "S", found, "except_s"


def _drop(s: Set, ks: Kinds) -> Set | None:
    """A union without its members of some kinds."""
    kept = tuple(p for p in parts_of(s) if not set(kinds_of(p)) & set(ks))
    return union(kept) if kept and len(kept) < len(parts_of(s)) else None


def set_dropped(s: Set, ks: Kinds, gap: Gap, text: str) -> Made:
    """T5 的東西，技能不要."""
    found = _drop(s, ks)
    if found:
        yield "S", found, "s_drop"
    elif not set(kinds_of(s)) & set(ks):
        if isinstance(s, Coded | Named) and upper(s):
            rest = within(s, tuple(k for k in LOW if k not in ks))
            if rest:
                yield "S", rest, "s_all_but"
        yield "S", s, "s_drop_none"


def dropped_set(ks: Kinds, s: Set, gap: Gap, text: str) -> Made:
    """The same with what is left out before: of except the outputs of T1 the outputs are left out, not the word."""
    for tag, value, name in set_dropped(s, ks, gap, text):
        if not (name == "s_drop_none" and isinstance(s, Coded | Named) and upper(s)):
            yield tag, value, name


def kinds_dropped(a: Kinds, b: Kinds, gap: Gap, text: str) -> Made:
    """Kinds without one of them."""
    kept = tuple(k for k in a if k not in b)
    if kept:
        yield "K", kept, "k_drop" if len(kept) < len(a) else "k_drop_none"


def no_kinds(n: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """沒有產出的: none of a kind hangs there; or the kind is left out, and not knowledge, 不是知識."""
    yield "KX", ks, "not_k"
    if words().shape("instead").match(text.lower()):
        return
    if len(ks) == 1:
        yield "T", Amount(ks[0], "=", 0), "no_k"
    elif "or" in gap or len(ks) == 2:
        yield "T", And(tuple(Amount(k, "=", 0) for k in ks)), "no_ks"


def kinds_none(ks: Kinds, n: Any, gap: Gap, text: str) -> Made:
    """產出沒有的."""
    if len(ks) == 1 and _behind(text):
        yield "T", Amount(ks[0], "=", 0), "k_none"


def excepted_words(a: Any, b: Any, gap: Gap, text: str) -> Made:
    """除了風險: what words name is left out."""
    x = b if isinstance(b, tuple) else a
    if isinstance(x[1], bool):
        yield "EX", x[0], "except_x"


def set_excepted_place(s: Set, place: Any, gap: Gap, text: str) -> Made:
    """T3 的活動除了第一個: a set without its first or last."""
    kinds = kinds_of(s)
    if len(kinds) == 1 and not isinstance(s, Coded | Named):
        yield "S", Minus(s, Nth(s, *place)), "s_except_place"


def kinds_excepted_place(ks: Kinds, place: Any, gap: Gap, text: str) -> Made:
    """除了最後一個以外的任務."""
    if len(ks) == 1:
        yield "S", Minus(All(ks[0]), Nth(All(ks[0]), *place)), "k_except_place"


def not_test(a: Any, t: Test, gap: Gap, text: str) -> Made:
    """不是五級的."""
    yield "T", Not(t), "not_t"


def set_lacking(s: Set, n: Any, gap: Gap, text: str) -> Made:
    """T5 的不要, T5 does not: a set before the word or the verb that leaves it out."""
    if _behind(text):
        yield "EX", s, "s_lacks"


def _behind(text: str) -> bool:
    """Whether the word of negation at the end of a stretch can be about what stands before it."""
    return not text[-1:].isascii() or bool(words().shape("lacking").search(text.lower()))


def not_words(a: Any, x: Texts, gap: Gap, text: str) -> Made:
    """沒有風險的: the wording does not hold it."""
    yield "T", Not(says(x)), "not_x"


def dropped_kinds(a: Kinds, b: Kinds, gap: Gap, text: str) -> Made:
    """Kinds left out one after another."""
    yield "KX", (*a, *b), "kx_kx"


def left_test(a: Any, t: Test, gap: Gap, text: str) -> Made:
    """扣掉提到流失的, minus whatever mentions rules: what passes a test is left out."""
    yield "T", Not(t), "left_t"


def test_left(t: Test, a: Any, gap: Gap, text: str) -> Made:
    """四級的去掉, 講流失的先不要放."""
    yield "T", Not(t), "t_left"


def words_none(x: Texts, n: Any, gap: Gap, text: str) -> Made:
    """利害關係人沒提的: the text stands before the word of negation."""
    yield "T", Not(says(x)), "x_none"
