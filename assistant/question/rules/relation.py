"""Sets beside kinds and sets: what hangs on what, what stands beside what, and what places share."""

from typing import Any

from ...standard.model import Kind
from ...standard.relations import UPPER
from .. import form as q
from ..sets import (
    LOW,
    RANK,
    core,
    direct,
    kinds_of,
    members,
    of_kinds,
    open_kind,
    parts_of,
    rebase,
    relate,
    union,
    upper,
    within,
)
from ..words import words
from .rule import JOINED, LISTED, Gap, Kinds, Made

_CONTENT = 4
"""Kinds that together are all that there is: the whole content of a skill is the skill."""


def kinds(a: Kinds, b: Kinds, gap: Gap, text: str) -> Made:
    """Kinds named one after another: 知識和技能, 幾個任務幾個活動."""
    joined, again = bool(gap & JOINED), "again" in gap
    if len(b) == len(Kind) and not joined:
        yield "K", a, "kk_items"  # knowledge items
    if joined or again or not any(k in UPPER for k in (*a, *b)):
        yield "K", tuple(dict.fromkeys((*a, *b))), "kk_and" if joined else "kk_again" if again else "kk"


def set_kinds(s: q.Set, ks: Kinds, gap: Gap, text: str) -> Made:
    """T5 的技能; 活動所在的任務; the kind of what is named already."""
    if kinds_of(s) == ks:
        yield "S", s, "appos"
        return
    if direct(s) and not upper(s) and len(ks) >= _CONTENT and set(kinds_of(s)) <= set(ks):
        yield "S", s, "content"
        return
    yield from _told_already(s, ks, text)
    found = within(s, ks)
    if found is None or found == s:
        return
    joined = bool(gap & LISTED)
    if all(isinstance(p, q.All) for p in parts_of(s)):
        if upper(s):
            yield "S", found, "all_k"
        if joined:
            yield "S", union((s, of_kinds(ks))), "s_or_k"
        return
    below = [p for p in parts_of(s) if isinstance(p, q.Below)]
    contents = len(below) == len(parts_of(s)) and not any(k in UPPER for p in below for k in (p.kind, *ks))
    if not (joined and contents):  # of outputs and knowledge no skills are asked: 產出、知識和技能
        yield "S", found, _hung(s, ks, found) + _behind(gap, "of", "and", "comma")
    if ks == (Kind.ATTITUDE,) and joined:
        yield "S", union((s, of_kinds(ks))), "s_and_k"
    # knowledge of T5 and skills: both under the same parents
    if len(below) == len(parts_of(s)) and (joined or contents and not gap):
        beside = within(union(tuple(dict.fromkeys(p.of for p in below))), ks)
        if beside is not None:
            yield "S", union((s, beside)), "sk_too"


def _behind(gap: Gap, *words: str) -> str:
    """The end of a rule's name: the first of some words that stands in the gap."""
    return next((f"_{word}" for word in words if word in gap), "")


def _alike(held: Kinds, said: Kinds) -> bool:
    """Whether kinds say what is held: of knowledge people say that it has to be mastered, as of a skill (要會的)."""
    return held == said or set(held) | set(said) <= {Kind.KNOWLEDGE, Kind.SKILL}


def _hung(s: q.Set, ks: Kinds, found: q.Set) -> str:
    """The name of the rule by which kinds hang on a set: what is likely of a task is not of a list of skills."""
    if any(isinstance(p, q.Above) for p in parts_of(found)) and max(RANK[k] for k in ks) < 2:
        return "sk_above"
    if len({RANK[k] < 2 for p in parts_of(s) for k in kinds_of(p)}) > 1:
        return "sk_mixed"  # of T5 的技能 and T6 nobody asks for the knowledge
    if isinstance(core(s), q.Below | q.All) and not upper(s):
        return "sk_leaf"
    return "sk_leaves" if isinstance(s, q.Coded) and len(s.codes) > 1 and not upper(s) else "sk"


def _told_already(s: q.Set, ks: Kinds, text: str) -> Made:
    """The set itself, which says what the kind behind it asks."""
    contents = not any(k in UPPER for k in (*kinds_of(s), *ks))
    if contents and direct(s) and words().shape("counts_as").search(text.lower()):
        yield "S", s, "kind_asked"  # 領導能力是態度嗎
    if all(isinstance(p, q.Above) and _alike(kinds_of(p.of), ks) for p in parts_of(s)):
        yield "S", s, "made_there"  # 員工訓練計畫書是哪個活動產出的


def kinds_set(ks: Kinds, s: q.Set, gap: Gap, text: str) -> Made:
    """skills of T5; 技能 T5."""
    if kinds_of(s) == ks:
        yield "S", s, "appos_before"
        return
    if gap & LISTED:
        yield "S", union((of_kinds(ks), s)), "k_and_s"
    found = within(s, ks)
    if found is None:
        return
    is_open, places = open_kind(s) is not None, all(k in UPPER for k in ks)
    narrowed = (
        not isinstance(s, q.All | q.Union) and upper(s) and min(RANK[k] for k in ks) > max(RANK[k] for k in kinds_of(s))
    )
    if found != s and (not is_open or narrowed):
        where = _behind(gap, "of", "and") or ("_open" if is_open else "")
        yield "S", found, ("ks_up" if isinstance(found, q.Above) else "ks") + where
    elif isinstance(found, q.Below) and isinstance(s, q.All) and "comma" not in gap:
        yield "S", found, "ks_each"  # skills per task
    elif isinstance(s, q.Such | q.Nth | q.Top) and places and not upper(s):
        yield "S", found, "ks_above"  # 哪些任務要求溝通方面的技能
    elif isinstance(s, q.Such | q.Nth | q.Top) and places and isinstance(found, q.Above) and not gap & LISTED:
        yield "S", found, "ks_above_activity"  # tasks that have an activity without outputs


def sets(a: q.Set, b: q.Set, gap: Gap, text: str) -> Made:
    """Scope and what is taken within it, or two sets side by side."""
    yield from _scoped(a, b, gap)
    if anything(a) or anything(b):
        return
    yield from _at(a, b, gap, "s_at")
    yield from _at(b, a, gap, "at_s")
    joined, name = union((a, b)), "union" if gap & JOINED else "beside"
    if not (isinstance(a, q.Coded) and isinstance(b, q.Coded)):
        alike = bool(set(kinds_of(a)) & set(kinds_of(b)))
        yield "S", joined, f"{name}_{'alike' if alike else 'unlike'}"
        return
    yield "S", joined, f"{name}_codes"
    if not gap & JOINED:
        yield "S", q.Union((a, b)), "beside_codes_apart"


def _scoped(a: q.Set, b: q.Set, gap: Gap) -> Made:
    """One of two sets taken within the other."""
    if open_kind(b) and not open_kind(a):
        yield "S", rebase(b, a), "scope" + _behind(gap, "comma")
    elif open_kind(a) and not open_kind(b):
        yield "S", rebase(a, b), "scope_behind" + _behind(gap, "of")
    elif "of" in gap and isinstance(b, q.All) and isinstance(core(a), q.All) and not isinstance(a, q.All) and upper(b):
        inner = rebase(a, b)  # the first activity of each task
        if inner is not None and not isinstance(core(inner), q.Above):
            yield "S", inner, "scope_of_all"
    elif open_kind(b) and open_kind(a) and (not isinstance(a, q.All) or gap & {"of"} and not isinstance(b, q.All)):
        inner = rebase(b, a)
        if inner is not None and not (isinstance(a, q.All) and isinstance(core(inner), q.Above)):
            yield "S", inner, "scope_all" if isinstance(a, q.All) else "scope_open"


def _at(low: q.Set, place: q.Set, gap: Gap, name: str) -> Made:
    """Which of several items stand under a task or an activity as well: 這裡面哪些 T3.1 也要."""
    if gap & {"and", "or"}:
        return
    several = isinstance(low, q.Below) or isinstance(low, q.Coded) and len(low.codes) > 1
    under = not upper(low) or kinds_of(low) == (Kind.ACTIVITY,) and kinds_of(place) == (Kind.TASK,)
    named = direct(place) or isinstance(place, q.Such)
    if several and under and named and upper(place) and not isinstance(place, q.Union):
        yield "S", q.Such(low, q.Lies(place)), name
        if isinstance(low, q.Below) and isinstance(place, q.Coded) and not upper(low):
            yield "S", q.Both((low, q.Below(place, low.kind))), f"{name}_too"


def anything(form: q.Set) -> bool:
    """Whether a set is what a test finds among items of any kind."""
    return isinstance(form, q.Such) and isinstance(form.of, q.Union) and len(form.of.parts) > 5


def set_shared(s: q.Set, ks: Kinds, gap: Gap, text: str) -> Made:
    """What of some kinds several places have in common; of one place, what others have too."""
    places = members(s)
    found = [tuple(r for p in places if (r := relate(p, k))) for k in ks]
    if any(len(related) < len(places) for related in found):
        return
    if len(places) > 1:
        yield "S", union(tuple(map(q.Both, found))), "both"
        return
    if not isinstance(s, q.Coded | q.Named) and all(isinstance(r, q.Below) for (r,) in found):
        yield "S", union(tuple(map(q.Both, found))), "both_of_each"
    yield "S", union(tuple(q.Such(r, q.Shared()) for (r,) in found)), "shared_in"


def shared_set(m: Any, s: q.Set, gap: Gap, text: str) -> Made:
    """T1 和 T2 的技能, 共同的: the same said of what hangs on the places."""
    below = [p for p in parts_of(s) if isinstance(p, q.Below)]
    if below and len({p.of for p in below}) == 1:
        for tag, value, name in set_shared(below[0].of, tuple(p.kind for p in below), gap, text):
            yield tag, value, "both_of" if name == "both" else name


def beside_kinds(which: Any, ks: Kinds) -> Any:
    """下一個活動: the neighbour of a kind, of whatever it is beside."""
    return (which, ks[0]) if len(ks) == 1 else None


def beside_again(bk: Any, which: Any) -> Any:
    """The next activity after that: one step, said twice."""
    return bk if bk[0] == which else None


def beside_named(bk: Any, s: q.Set, gap: Gap, text: str) -> Made:
    """下一個活動 T1.3: the neighbour, said again by its code; or the neighbour of what is named."""
    if isinstance(s, q.Coded) and kinds_of(s) == (bk[1],) and not gap:
        yield "S", s, "beside_named"
    yield from set_beside_kind(s, bk, gap, text)


def set_beside_kind(s: q.Set, bk: Any, gap: Gap, text: str) -> Made:
    """T5.1 的下一個活動."""
    which, kind = bk
    yield "S", _both_sides(s, which, gap), "s_beside_both"
    found = relate(s, kind)
    if found is not None and not isinstance(found, q.Below):
        yield "S", q.Beside(found, which), "s_beside_k"
    elif which == "others":
        yield "S", found, "s_rest_k"  # 除了 T5.3，T5 其餘活動
    if which == "others" and kind in UPPER and not upper(s):
        yield "S", q.Such(s, q.Amount(kind, ">=", 2)), "s_elsewhere"  # 這些裡面別的活動也要的


def set_beside(s: q.Set, which: Any, gap: Gap, text: str) -> Made:
    """The neighbours of what is named; of a low item also what else hangs there; what an exclusion leaves anyway."""
    if isinstance(s, q.Minus) and which == "others":
        yield "S", s, "others_said"  # 態度除了持續學習，其他是哪幾個
        return
    yield "S", _both_sides(s, which, gap), "s_beside_both"
    yield "S", q.Beside(s, which), "beside_s"
    if isinstance(s, q.Beside) and s.which == which != "others":
        yield "S", s, "beside_again"  # the next one after that: one step, said twice
    inner = core(s)
    if isinstance(inner, q.Coded | q.Named) and which == "others" and kinds_of(inner) and kinds_of(inner)[0] in LOW:
        yield "S", q.Beside(s, "others"), "others_s"


def _both_sides(s: q.Set, which: str, gap: Gap) -> q.Set | None:
    """上一個和下一個: neighbours on either side of the same."""
    if isinstance(s, q.Beside) and {s.which, which} == {"previous", "next"} and gap & JOINED:
        return union((q.Beside(s.of, "previous"), q.Beside(s.of, "next")))
    return None
