"""Sets beside kinds and sets: what hangs on what, what stands beside what, and what places share."""

from __future__ import annotations

from typing import Any

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..form import (
    Above,
    All,
    Amount,
    Below,
    Beside,
    Both,
    Coded,
    Lies,
    Minus,
    Named,
    Nth,
    Set,
    Shared,
    Such,
    Top,
    Union,
)
from ..sets import (
    LOW,
    RANK,
    core,
    direct,
    kinds_of,
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
from .rule import Gap, Kinds, Made

_CONTENT = 4
"""Kinds that together are all that there is: the whole content of a skill is the skill."""


def kinds(a: Kinds, b: Kinds, gap: Gap, text: str) -> Made:
    """Kinds named one after another: 知識和技能, 幾個任務幾個活動."""
    joined = bool(gap & {"and", "or", "comma", "list"})
    if len(b) == len(Kind) and not joined:
        yield "K", a, "kk_items"  # knowledge items
    if not joined and "again" not in gap and any(k in UPPER for k in (*a, *b)):
        return
    yield "K", tuple(dict.fromkeys((*a, *b))), "kk_and" if joined else "kk_again" if "again" in gap else "kk"


def set_kinds(s: Set, ks: Kinds, gap: Gap, text: str) -> Made:
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
    if isinstance(s, All) or isinstance(s, Union) and all(isinstance(p, All) for p in s.parts):
        if upper(s):
            yield "S", found, "all_k"
        if gap & {"and", "comma", "list"}:
            yield "S", union((s, of_kinds(ks))), "s_or_k"
        return
    name = _hung(s, ks, found)
    joined = bool(gap & {"and", "comma", "list"})
    below = [p for p in parts_of(s) if isinstance(p, Below)]
    listed = joined and len(below) == len(parts_of(s)) and not any(k in UPPER for p in below for k in (p.kind, *ks))
    if not listed:  # of outputs and knowledge no skills are asked: 產出、知識和技能
        where = "_of" if "of" in gap else "_and" if "and" in gap else "_comma" if "comma" in gap else ""
        yield "S", found, name + where
    if ks == (Kind.ATTITUDE,) and gap & {"and", "comma", "list"}:
        yield "S", union((s, of_kinds(ks))), "s_and_k"
    # knowledge of T5 and skills: both under the same parents
    if len(below) == len(parts_of(s)) and (joined or not any(k in UPPER for p in below for k in (p.kind, *ks))):
        beside = within(union(tuple(dict.fromkeys(p.of for p in below))), ks)
        if beside is not None and (joined or not gap):
            yield "S", union((s, beside)), "sk_too"


def _alike(held: Kinds, said: Kinds) -> bool:
    """Whether kinds say what is held: of knowledge people say that it has to be mastered, as of a skill (要會的)."""
    return held == said or set(held) | set(said) <= {Kind.KNOWLEDGE, Kind.SKILL}


def _hung(s: Set, ks: Kinds, found: Set) -> str:
    """The name of the rule by which kinds hang on a set: what is likely of a task is not of a list of skills."""
    if any(isinstance(p, Above) for p in parts_of(found)) and max(RANK[k] for k in ks) < 2:
        return "sk_above"
    if len({RANK[k] < 2 for p in parts_of(s) for k in kinds_of(p)}) > 1:
        return "sk_mixed"  # of T5 的技能 and T6 nobody asks for the knowledge
    if isinstance(core(s), Below | All) and not upper(s):
        return "sk_leaf"
    return "sk_leaves" if isinstance(s, Coded) and len(s.codes) > 1 and not upper(s) else "sk"


def _told_already(s: Set, ks: Kinds, text: str) -> Made:
    """The set itself, which says what the kind behind it asks."""
    contents = not any(k in UPPER for k in (*kinds_of(s), *ks))
    if contents and direct(s) and words().shape("counts_as").search(text.lower()):
        yield "S", s, "kind_asked"  # 領導能力是態度嗎
    if all(isinstance(p, Above) and _alike(kinds_of(p.of), ks) for p in parts_of(s)):
        yield "S", s, "made_there"  # 員工訓練計畫書是哪個活動產出的


def kinds_set(ks: Kinds, s: Set, gap: Gap, text: str) -> Made:
    """skills of T5; 技能 T5."""
    if kinds_of(s) == ks:
        yield "S", s, "appos_before"
        return
    if gap & {"and", "comma", "list"}:
        yield "S", union((of_kinds(ks), s)), "k_and_s"
    found = within(s, ks)
    narrowed = (
        not isinstance(s, All | Union) and upper(s) and min(RANK[k] for k in ks) > max(RANK[k] for k in kinds_of(s))
    )
    if found is not None and found != s and (open_kind(s) is None or narrowed):
        where = "_of" if "of" in gap else "_and" if "and" in gap else "_open" if open_kind(s) is not None else ""
        yield "S", found, ("ks_up" if isinstance(found, Above) else "ks") + where
    elif isinstance(found, Below) and isinstance(s, All) and "comma" not in gap:
        yield "S", found, "ks_each"  # skills per task
    elif found is not None and isinstance(s, Such | Nth | Top) and all(k in UPPER for k in ks):
        if not upper(s):
            yield "S", found, "ks_above"  # 哪些任務要求溝通方面的技能
        elif isinstance(found, Above) and not gap & {"and", "comma", "list"}:
            yield "S", found, "ks_above_activity"  # tasks that have an activity without outputs


def sets(a: Set, b: Set, gap: Gap, text: str) -> Made:
    """Scope and what is taken within it, or two sets side by side."""
    if open_kind(b) and not open_kind(a):
        inner = rebase(b, a)
        if inner is not None:
            yield "S", inner, "scope" + ("_comma" if "comma" in gap else "")
    elif open_kind(a) and not open_kind(b):
        inner = rebase(a, b)
        if inner is not None:
            yield "S", inner, "scope_behind" + ("_of" if "of" in gap else "")
    elif "of" in gap and isinstance(b, All) and isinstance(core(a), All) and not isinstance(a, All) and upper(b):
        inner = rebase(a, b)  # the first activity of each task
        if inner is not None and not isinstance(core(inner), Above):
            yield "S", inner, "scope_of_all"
    elif open_kind(b) and open_kind(a) and (not isinstance(a, All) or gap & {"of"} and not isinstance(b, All)):
        inner = rebase(b, a)
        if inner is not None and not (isinstance(a, All) and isinstance(core(inner), Above)):
            yield "S", inner, "scope_all" if isinstance(a, All) else "scope_open"
    if anything(a) or anything(b):
        return
    yield from _at(a, b, gap, "s_at")
    yield from _at(b, a, gap, "at_s")
    joined = union((a, b))
    if not (isinstance(a, Coded) and isinstance(b, Coded)):
        alike = bool(set(kinds_of(a)) & set(kinds_of(b)))
        name = "union" if gap & {"and", "comma", "list", "or"} else "beside"
        yield "S", joined, f"{name}_{'alike' if alike else 'unlike'}"
    elif gap & {"and", "comma", "list", "or"}:
        yield "S", joined, "union_codes"
    else:
        yield "S", joined, "beside_codes"
        yield "S", Union((a, b)), "beside_codes_apart"


def _at(low: Set, place: Set, gap: Gap, name: str) -> Made:
    """Which of several items stand under a task or an activity as well: 這裡面哪些 T3.1 也要."""
    if gap & {"and", "or"}:
        return
    several = isinstance(low, Below) or isinstance(low, Coded) and len(low.codes) > 1
    under = not upper(low) or kinds_of(low) == (Kind.ACTIVITY,) and kinds_of(place) == (Kind.TASK,)
    named = direct(place) or isinstance(place, Such)
    if several and under and named and upper(place) and not isinstance(place, Union):
        yield "S", Such(low, Lies(place)), name
        if isinstance(low, Below) and isinstance(place, Coded) and not upper(low):
            yield "S", Both((low, Below(place, low.kind))), f"{name}_too"


def anything(form: Set) -> bool:
    """Whether a set is what a test finds among items of any kind."""
    return isinstance(form, Such) and isinstance(form.of, Union) and len(form.of.parts) > 5


def shared_kinds(s: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """共同的技能: kinds of which what stands under several tasks is meant."""
    yield "SK", ks, "shared_k"


def set_shared(s: Set, ks: Kinds, gap: Gap, text: str) -> Made:
    """What of some kinds several places have in common; of one place, what others have too."""
    places = [Coded((c,)) for c in s.codes] if isinstance(s, Coded) else list(parts_of(s))
    found = [tuple(r for p in places if (r := relate(p, k))) for k in ks]
    if any(len(related) < len(places) for related in found):
        return
    if len(places) > 1:
        yield "S", union(tuple(map(Both, found))), "both"
        return
    if not isinstance(s, Coded | Named) and all(isinstance(r, Below) for (r,) in found):
        yield "S", union(tuple(map(Both, found))), "both_of_each"
    yield "S", union(tuple(Such(r, Shared()) for (r,) in found)), "shared_in"


def shared_set(m: Any, s: Set, gap: Gap, text: str) -> Made:
    """T1 和 T2 的技能, 共同的: the same said of what hangs on the places."""
    below = [p for p in parts_of(s) if isinstance(p, Below)]
    if below and len({p.of for p in below}) == 1:
        kinds = tuple(p.kind for p in below)
        for tag, value, name in set_shared(below[0].of, kinds, gap, text):
            yield tag, value, "both_of" if name == "both" else name


def beside_kinds(which: Any, ks: Kinds, gap: Gap, text: str) -> Made:
    """下一個活動: the neighbour of a kind, of whatever it is beside."""
    if len(ks) == 1:
        yield "BK", (which, ks[0]), "beside_k"


def beside_named(bk: Any, s: Set, gap: Gap, text: str) -> Made:
    """下一個活動 T1.3: the neighbour, said again by its code; or the neighbour of what is named."""
    if isinstance(s, Coded) and kinds_of(s) == (bk[1],) and not gap:
        yield "S", s, "beside_named"
    yield from set_beside_kind(s, bk, gap, text)


def beside_again(bk: Any, which: Any, gap: Gap, text: str) -> Made:
    """The next activity after that: one step, said twice."""
    if bk[0] == which:
        yield "BK", bk, "beside_k_again"


def set_beside_kind(s: Set, bk: Any, gap: Gap, text: str) -> Made:
    """T5.1 的下一個活動."""
    which, kind = bk
    if both := _both_sides(s, which, gap):
        yield "S", both, "s_beside_both"
    found = relate(s, kind)
    if found is not None and not isinstance(found, Below):
        yield "S", Beside(found, which), "s_beside_k"
    elif found is not None and which == "others":
        yield "S", found, "s_rest_k"  # 除了 T5.3，T5 其餘活動
    if which == "others" and kind in UPPER and not upper(s):
        yield "S", Such(s, Amount(kind, ">=", 2)), "s_elsewhere"  # 這些裡面別的活動也要的


def set_beside(s: Set, which: str, gap: Gap, text: str) -> Made:
    """The neighbours of what is named; of a low item also what else hangs there; what an exclusion leaves anyway."""
    if isinstance(s, Minus) and which == "others":
        yield "S", s, "others_said"  # 態度除了持續學習，其他是哪幾個
        return
    if both := _both_sides(s, which, gap):
        yield "S", both, "s_beside_both"
    yield "S", Beside(s, which), "beside_s"  # type: ignore[arg-type]
    if isinstance(s, Beside) and s.which == which != "others":
        yield "S", s, "beside_again"  # the next one after that: one step, said twice
    inner = core(s)
    if isinstance(inner, Coded | Named) and which == "others" and kinds_of(inner) and kinds_of(inner)[0] in LOW:
        yield "S", Beside(s, "others"), "others_s"


def _both_sides(s: Set, which: str, gap: Gap) -> Set | None:
    """上一個和下一個: neighbours on either side of the same."""
    if isinstance(s, Beside) and {s.which, which} == {"previous", "next"} and gap & {"and", "comma", "list", "or"}:
        return union((Beside(s.of, "previous"), Beside(s.of, "next")))
    return None
