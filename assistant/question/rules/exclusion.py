"""What is left out: items, kinds, wording, and tests that must fail."""

from typing import Any

from .. import form as q
from ..sets import LOW, kinds_of, parts_of, relate, union, united, upper, within
from ..words import words
from .rule import Gap, Kinds, Made, Texts


def excepted_kinds(value: q.Set | str, ks: Kinds) -> q.Set | None:
    """除了 T5 以外的技能, all skills except those of T5: what of some kinds is left."""
    return united(
        _minus(q.All(k), q.Such(q.All(k), q.Says(value)) if isinstance(value, str) else relate(value, k)) for k in ks
    )


def _minus(of: q.Set, without: q.Set | None) -> q.Set | None:
    return q.Minus(of, without) if without is not None else None


def _without(s: q.Set, value: q.Set | str) -> q.Set | None:
    """A set without what was excepted, member by member."""
    if not kinds_of(s) or isinstance(s, q.Coded) and (len(s.codes) < 2 or upper(s) and not isinstance(value, str)):
        return None
    return united(_minus(part, _of_kind(value, kinds_of(part))) for part in parts_of(s))


def _of_kind(value: q.Set | str, kinds: Kinds) -> q.Set | None:
    """What of a kind is left out: of items of many kinds those of that one; None of several kinds."""
    if len(kinds) != 1:
        return None
    match value:
        case str():
            return q.Such(q.All(kinds[0]), q.Says(value))
        case q.Union(parts) if len(parts) > len(LOW):
            return next((p for p in parts if kinds_of(p) == kinds), None)
        case q.Such(q.Union(parts), test) if q.All(kinds[0]) in parts:
            return q.Such(q.All(kinds[0]), test)
    return relate(value, kinds[0])


def _instead(s: q.Set, value: q.Set | str) -> bool:
    """Whether a set stands in the place of one that is left out, of its kind or of any: T4, not T5."""
    if not isinstance(s, q.Coded | q.Named) or isinstance(value, str):
        return False
    kinds = set(kinds_of(value))
    return not kinds or isinstance(value, q.Coded | q.Named) and not kinds.isdisjoint(kinds_of(s))


def set_excepted(s: q.Set, value: q.Set | str, gap: Gap, text: str) -> Made:
    """T5 的技能，除了 S3; T4, not T5."""
    if _instead(s, value):
        yield "S", s, "s_instead"
    yield "S", _without(s, value), "s_except"


def excepted_set(value: q.Set | str, s: q.Set, gap: Gap, text: str) -> Made:
    """除了 S3，T5 的技能; not T5 but T6."""
    if not gap & {"and", "or", "of"} and _instead(s, value):
        yield "S", s, "instead_s"
    yield "S", _without(s, value), "except_s"


def set_dropped(s: q.Set, ks: Kinds, gap: Gap, text: str) -> Made:
    """T5 的東西，技能不要: a union without its members of some kinds."""
    kept = tuple(p for p in parts_of(s) if not set(kinds_of(p)) & set(ks))
    if kept and len(kept) < len(parts_of(s)):
        yield "S", union(kept), "s_drop"
    elif not set(kinds_of(s)) & set(ks):
        if isinstance(s, q.Coded | q.Named) and upper(s):
            yield "S", within(s, tuple(k for k in LOW if k not in ks)), "s_all_but"
        yield "S", s, "s_drop_none"


def dropped_set(ks: Kinds, s: q.Set, gap: Gap, text: str) -> Made:
    """The same with what is left out before: of except the outputs of T1 the outputs are left out, not the word."""
    for tag, value, name in set_dropped(s, ks, gap, text):
        if not (name == "s_drop_none" and isinstance(s, q.Coded | q.Named) and upper(s)):
            yield tag, value, name


def kinds_dropped(a: Kinds, b: Kinds, gap: Gap, text: str) -> Made:
    """Kinds without one of them."""
    kept = tuple(k for k in a if k not in b)
    yield "K", kept or None, "k_drop" if len(kept) < len(a) else "k_drop_none"


def no_kinds(n: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """沒有產出的: none of a kind hangs there; or the kind is left out, and not knowledge, 不是知識."""
    yield "KX", ks, "not_k"
    if words().shape("instead").match(text.lower()):
        return
    if len(ks) == 1:
        yield "T", q.Amount(ks[0], "=", 0), "no_k"
    elif "or" in gap or len(ks) == 2:
        yield "T", q.And(tuple(q.Amount(k, "=", 0) for k in ks)), "no_ks"


def kinds_none(ks: Kinds, n: Any, gap: Gap, text: str) -> Made:
    """產出沒有的."""
    if len(ks) == 1 and _behind(text):
        yield "T", q.Amount(ks[0], "=", 0), "k_none"


def set_lacking(s: q.Set, n: Any, gap: Gap, text: str) -> Made:
    """T5 的不要, T5 does not: a set before the word or the verb that leaves it out."""
    if _behind(text):
        yield "EX", s, "s_lacks"


def _behind(text: str) -> bool:
    """Whether the word of negation at the end of a stretch can be about what stands before it."""
    return not text[-1:].isascii() or bool(words().shape("lacking").search(text.lower()))


def excepted_words(x: Texts) -> str | None:
    """除了風險: what words name is left out."""
    return x[0] if isinstance(x[1], bool) else None


def excepted_place(s: q.Set, place: Any) -> q.Set | None:
    """T3 的活動除了第一個: a set without its first or last."""
    single = len(kinds_of(s)) == 1 and not isinstance(s, q.Coded | q.Named)
    return q.Minus(s, q.Nth(s, *place)) if single else None
