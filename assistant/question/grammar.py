"""How meanings compose: the rules by which two neighbouring parts of a question make one.

Each rule takes what stands left and right, whatever their language order, and gives parts; its name is a feature whose
weight is fitted. Tags: S a set · K kinds · KX kinds left out · T a test · X words · M most/least · MK the same with what
is counted · ORD a place · AMT a number · CMP a number compared · EX a set left out · LVL a level · SK shared kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..standard.model import Kind
from ..standard.relations import UPPER
from .form import (
    Above,
    All,
    Amount,
    And,
    Below,
    Beside,
    Both,
    Coded,
    LevelIs,
    Lies,
    Minus,
    Named,
    Not,
    Nth,
    Or,
    Says,
    Set,
    Shared,
    Such,
    Test,
    Top,
    Union,
)
from .sets import LOW, RANK, core, kinds_of, open_kind, parts_of, rebase, relate, union, upper


@dataclass(frozen=True, slots=True)
class Part:
    """A composed part: tag, value, score, and the names of the rules that made it. `gap` stands before it."""

    tag: str
    value: Any
    score: float
    features: tuple[str, ...] = ()
    gap: frozenset[str] = frozenset()


Made = Iterator[tuple[str, Any, str]]


def of_kinds(kinds: tuple[Kind, ...]) -> Set:
    """Every item of some kinds."""
    return union(tuple(All(k) for k in kinds))


def within(of: Set, kinds: tuple[Kind, ...]) -> Set | None:
    """What of some kinds stands in the natural relation to a set."""
    related = tuple(relate(of, k) for k in kinds)
    kept = tuple(r for r in related if r is not None)
    return union(kept) if kept and len(kept) == len(related) else None


def says(value: tuple[str, bool] | tuple[str, tuple[str, ...]]) -> Test:
    """The test that words stand in the wording; several words with `or` or `and`."""
    mode, texts = value
    if isinstance(texts, tuple):
        tests = tuple(Says(t) for t in texts)
        return Or(tests) if mode == "or" else And(tests)
    return Says(mode)


def combine(left: Part, right: Part, text: str) -> Made:
    """Everything that two neighbours can make; `text` is the stretch from the first to the last character of both."""
    maker = _RULES.get((left.tag, right.tag))
    if maker:
        yield from maker(left.value, right.value, right.gap, text)


def lift(part: Part) -> Made:
    """What a part alone can be taken for besides."""
    if part.tag == "X" and isinstance(part.value[1], bool):
        yield "S", Named(part.value[0], UPPER), "x_upper"
        yield "S", Named(part.value[0], ()), "x_any"
        yield "T", Says(part.value[0]), "x_says_bare"
    elif part.tag == "X":
        yield "T", says(part.value), "xs_says_bare"
        yield "S", union(tuple(Named(t, UPPER) for t in part.value[1])), "xs_upper"
    if part.tag == "K":
        yield "S", of_kinds(part.value), "k_all"
    if part.tag == "LVL":
        yield "T", LevelIs("=", part.value), "level"
    if part.tag == "SK":
        yield "S", union(tuple(Such(All(k), Shared()) for k in part.value)), "shared_all"
    if part.tag == "T" and isinstance(part.value, Says | Or | And):
        yield "S", Such(of_kinds((*UPPER, *LOW, Kind.ATTITUDE)), part.value), "t_any"


def _kk(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    if not gap & {"and", "or", "comma", "list"} and any(k in UPPER for k in (*a, *b)):
        return
    yield "K", tuple(dict.fromkeys((*a, *b))), "kk_and" if gap & {"and", "or", "comma", "list"} else "kk"


def _sk(s: Set, ks: Any, gap: frozenset[str], text: str) -> Made:
    """T5 的技能; 活動所在的任務; the kind of what is named already."""
    if kinds_of(s) == ks:
        yield "S", s, "appos"
        return
    found = within(s, ks)
    if found is None or found == s:
        return
    if isinstance(s, All) or isinstance(s, Union) and all(isinstance(p, All) for p in s.parts):
        yield "S", found, "all_k"
        if gap & {"and", "comma", "list"}:
            yield "S", union((s, of_kinds(ks))), "s_or_k"
        return
    name = "sk_above" if any(isinstance(p, Above) for p in parts_of(found)) and max(RANK[k] for k in ks) < 2 else "sk"
    if isinstance(core(s), Below | All) and name == "sk" and not upper(s):
        name = "sk_leaf"
    yield "S", found, name + ("_of" if "of" in gap else "_and" if "and" in gap else "_comma" if "comma" in gap else "")
    if ks == (Kind.ATTITUDE,) and gap & {"and", "comma", "list"}:
        yield "S", union((s, of_kinds(ks))), "s_and_k"
    # knowledge of T5 and skills: both under the same parents
    joined = bool(gap & {"and", "comma", "list"})
    below = [p for p in parts_of(s) if isinstance(p, Below)]
    if len(below) == len(parts_of(s)) and (joined or not any(k in UPPER for p in below for k in (p.kind, *ks))):
        beside = within(union(tuple(dict.fromkeys(p.of for p in below))), ks)
        if beside is not None and (joined or not gap):
            yield "S", union((s, beside)), "sk_too"


def _ks(ks: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    """skills of T5; 技能 T5."""
    if kinds_of(s) == ks:
        yield "S", s, "appos_before"
        return
    if gap & {"and", "comma", "list"}:
        yield "S", union((of_kinds(ks), s)), "k_and_s"
    found = within(s, ks)
    if found is not None and found != s and open_kind(s) is None:
        yield "S", found, "ks" + ("_of" if "of" in gap else "")


def _tk(t: Test, ks: Any, gap: frozenset[str], text: str) -> Made:
    yield "S", union(tuple(Such(All(k), t) for k in ks)), "tk"
    if isinstance(t, Says) and all(k in UPPER for k in ks):
        yield "S", _holding(t, ks), "tk_holding"
    if isinstance(t, Says) and not any(k in UPPER for k in ks) and Kind.ATTITUDE not in ks:
        yield "S", union(tuple(Below(Named(t.text, UPPER), k) for k in ks)), "tk_name"


def _kt(ks: Any, t: Test, gap: frozenset[str], text: str) -> Made:
    yield "S", union(tuple(Such(All(k), t) for k in ks)), "kt"
    if isinstance(t, Says | Or | And) and all(k in UPPER for k in ks):
        yield "S", _holding(t, ks), "kt_holding"
    if isinstance(t, Says) and not any(k in UPPER for k in ks) and Kind.ATTITUDE not in ks:
        yield "S", union(tuple(Below(Named(t.text, UPPER), k) for k in ks)), "kt_name"


def _holding(t: Test, ks: tuple[Kind, ...]) -> Set:
    """The tasks or activities that hold something worded so."""
    low = Such(of_kinds(LOW), t)
    return union(tuple(Above(low, k) for k in ks))


def _st(s: Set, t: Test, gap: frozenset[str], text: str) -> Made:
    if isinstance(s, Union):
        if isinstance(t, LevelIs | Amount) and not upper(s):
            return
        yield "S", union(tuple(Such(p, t) for p in s.parts)), "st"
        return
    if isinstance(t, Amount) and not upper(s):
        return
    yield "S", Such(s, t), "st"


def _ts(t: Test, s: Set, gap: frozenset[str], text: str) -> Made:
    for tag, value, name in _st(s, t, gap, text):
        if not isinstance(s, Coded):
            yield tag, value, "ts"
    if isinstance(t, LevelIs) and not upper(s) and open_kind(s):
        scope = Such(All(Kind.TASK), t)
        inner = rebase(s, scope)
        if inner is not None:
            yield "S", inner, "level_scope"


def _tt(a: Test, b: Test, gap: frozenset[str], text: str) -> Made:
    if "or" in gap:
        yield "T", Or((a, b)), "t_or"
    yield "T", And((a, b)), "t_and"


def _ss(a: Set, b: Set, gap: frozenset[str], text: str) -> Made:
    """Scope and what is taken within it, or two sets side by side."""
    if open_kind(b) and not open_kind(a):
        inner = rebase(b, a)
        if inner is not None:
            yield "S", inner, "scope" + ("_comma" if "comma" in gap else "")
    elif open_kind(a) and not open_kind(b):
        inner = rebase(a, b)
        if inner is not None:
            yield "S", inner, "scope_behind" + ("_of" if "of" in gap else "")
    elif open_kind(b) and open_kind(a) and (not isinstance(a, All) or gap & {"of"} and not isinstance(b, All)):
        inner = rebase(b, a)
        if inner is not None:
            yield "S", inner, "scope_all" if isinstance(a, All) else "scope_open"
    if anything(a) or anything(b):
        return
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


def anything(form: Set) -> bool:
    """Whether a set is what a test finds among items of any kind."""
    return isinstance(form, Such) and isinstance(form.of, Union) and len(form.of.parts) > 5


def _xk(x: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    plain, quoted = x
    if isinstance(quoted, tuple):
        if all(k in UPPER for k in ks):
            yield "S", union(tuple(Named(t, ks) for t in quoted)), "xs_k_upper"
            return
        yield "S", union(tuple(Such(All(k), says(x)) for k in ks)), "xs_says_k"
        return
    if len(ks) == 1:
        yield "S", Named(plain, ks), "xk_upper" if ks[0] in UPPER else "xk_low"
    if any(k in LOW for k in ks) or ks == (Kind.ATTITUDE,):
        yield "S", union(tuple(Such(All(k), Says(plain)) for k in ks)), "x_says_k" + ("_of" if "of" in gap else "")


def _kx(ks: Any, x: Any, gap: frozenset[str], text: str) -> Made:
    plain, quoted = x
    if isinstance(quoted, tuple):
        yield "S", union(tuple(Such(All(k), says(x)) for k in ks)), "k_says_xs"
        return
    if len(ks) == 1:
        yield "S", Named(plain, ks), "kx_upper" if ks[0] in UPPER else "kx_low"
    yield "S", union(tuple(Such(All(k), Says(plain)) for k in ks)), "k_says_x"


def _xx(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    texts = [t for v in (a, b) for t in (v[1] if isinstance(v[1], tuple) else (v[0],))]
    if not isinstance(a[1], tuple) and not isinstance(b[1], tuple) and not (a[1] or b[1]):
        yield "X", (text, False), "xx"
    if gap & {"or", "and", "comma", "list", "but"} or a[1] or b[1]:
        yield "X", ("or" if "or" in gap else "and", tuple(texts)), "xx_or" if "or" in gap else "xx_and"
        if "or" not in gap:
            yield "X", ("or", tuple(texts)), "xx_any"


def _x_weak(x: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    if isinstance(x[1], bool) and not x[1]:
        yield "X", (text, False), "x_weak"


def _m(by_first: bool) -> Any:
    def rule(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
        ks, m = (a, b) if by_first else (b, a)
        order, by, place = m
        if by is None and len(ks) == 1:
            yield "MK", (order, ks[0], place), "k_most" if by_first else "most_k"
        if by == "level" and all(k in UPPER for k in ks):
            yield "S", Top(of_kinds(ks), "level", order, place), "k_highest" if by_first else "highest_k"

    return rule


def _top(s: Set, m: Any) -> Set | None:
    order, by, place = m
    if by is None or not upper(s):
        return None
    if isinstance(by, Kind) and min(RANK[k] for k in kinds_of(s)) >= RANK[by]:
        return None
    return Top(s, by, order, place)


def _mk_k(m: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    found = _top(of_kinds(ks), m)
    if found:
        yield "S", found, "most_of_k"


def _k_mk(ks: Any, m: Any, gap: frozenset[str], text: str) -> Made:
    found = _top(of_kinds(ks), m)
    if found:
        yield "S", found, "k_of_most"


def _s_m(s: Set, m: Any, gap: frozenset[str], text: str) -> Made:
    found = _top(s, m)
    if found:
        yield "S", found, "s_most"
    elif m[1] is None and isinstance(s, Below) and upper(s.of):
        # T5 的活動哪個指標最多 is read by its kinds; 指標 of each of some places that has most
        yield "MS", (s, m), "below_most"


def _m_s(m: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    found = _top(s, m)
    if found:
        yield "S", found, "most_s"


def _ord_k(o: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    yield "S", union(tuple(Nth(All(k), o[0], o[1]) for k in ks)), "ord_k"


def _k_ord(ks: Any, o: Any, gap: frozenset[str], text: str) -> Made:
    yield "S", union(tuple(Nth(All(k), o[0], o[1]) for k in ks)), "k_ord"


def _s_ord(s: Set, o: Any, gap: frozenset[str], text: str) -> Made:
    if not isinstance(s, Coded | Named) or isinstance(s, Coded) and len(s.codes) > 1:
        yield "S", Nth(s, o[0], o[1]), "s_ord"
    elif kinds_of(s) == (Kind.TASK,):
        yield "S", Nth(Below(s, Kind.ACTIVITY), o[0], o[1]), "s_ord_task"


def _ord_s(o: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    if not isinstance(s, Coded | Named | Nth) or isinstance(s, Coded) and len(s.codes) > 1:
        yield "S", Nth(s, o[0], o[1]), "ord_s"


def _except(value: Any, ks: tuple[Kind, ...]) -> Set | None:
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


def _ex_k(value: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    found = _except(value, ks)
    if found:
        yield "S", found, "except_k"


def _k_ex(ks: Any, value: Any, gap: frozenset[str], text: str) -> Made:
    found = _except(value, ks)
    if found:
        yield "S", found, "k_except"


def _minus(s: Set, value: Any) -> Set | None:
    kinds = kinds_of(s)
    if not kinds or isinstance(s, Coded) and not isinstance(value, str):
        return None
    pieces = []
    for part in parts_of(s):
        own = kinds_of(part)
        if len(own) != 1:
            return None
        inner = Such(All(own[0]), Says(value)) if isinstance(value, str) else relate(value, own[0])
        if inner is None:
            return None
        pieces.append(Minus(part, inner))
    return union(tuple(pieces))


def _s_ex(s: Set, value: Any, gap: frozenset[str], text: str) -> Made:
    found = _minus(s, value)
    if found:
        yield "S", found, "s_except"


def _ex_s(value: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    if isinstance(s, Coded | Named) and not isinstance(value, str):
        yield "S", s, "instead_s"
    found = _minus(s, value)
    if found:
        yield "S", found, "except_s"


def _drop(s: Set, ks: Any) -> Set | None:
    kept = tuple(p for p in parts_of(s) if not set(kinds_of(p)) & set(ks))
    return union(kept) if kept and len(kept) < len(parts_of(s)) else None


def _s_kx(s: Set, ks: Any, gap: frozenset[str], text: str) -> Made:
    found = _drop(s, ks)
    if found:
        yield "S", found, "s_drop"
    elif not set(kinds_of(s)) & set(ks):
        if isinstance(s, Coded | Named) and upper(s):
            rest = within(s, tuple(k for k in LOW if k not in ks))
            if rest:
                yield "S", rest, "s_all_but"
        yield "S", s, "s_drop_none"


def _kx_s(ks: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    yield from _s_kx(s, ks, gap, text)


def _k_kx(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    kept = tuple(k for k in a if k not in b)
    if kept:
        yield "K", kept, "k_drop" if len(kept) < len(a) else "k_drop_none"


def _neg_k(n: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    if len(ks) == 1:
        yield "T", Amount(ks[0], "=", 0), "no_k"
    elif "or" in gap or len(ks) == 2:
        yield "T", And(tuple(Amount(k, "=", 0) for k in ks)), "no_ks"
    yield "KX", ks, "not_k"


def _k_neg(ks: Any, n: Any, gap: frozenset[str], text: str) -> Made:
    if len(ks) == 1:
        yield "T", Amount(ks[0], "=", 0), "k_none"


def _amount(ks: Any, than: str, n: int) -> Test | None:
    return Amount(ks[0], than, n) if len(ks) == 1 else None  # type: ignore[arg-type]


def _amt_k(n: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    yield "K", ks, "amt_k"
    if test := _amount(ks, "=", n):
        yield "T", test, "amt_k_test"


def _k_amt(ks: Any, n: Any, gap: frozenset[str], text: str) -> Made:
    if test := _amount(ks, "=", n):
        yield "T", test, "k_amt_test"
    yield "K", ks, "k_amt"


def _cmp_k(c: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    if test := _amount(ks, *c):
        yield "T", test, "cmp_k"


def _k_cmp(ks: Any, c: Any, gap: frozenset[str], text: str) -> Made:
    if test := _amount(ks, *c):
        yield "T", test, "k_cmp"


def _shared_k(s: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    yield "SK", ks, "shared_k"


def _s_shared(s: Set, ks: Any, gap: frozenset[str], text: str) -> Made:
    places = [Coded((c,)) for c in s.codes] if isinstance(s, Coded) else list(parts_of(s))
    if len(places) > 1:
        for k in ks[:1]:
            inner = tuple(r for p in places if (r := relate(p, k)))
            if len(inner) == len(places):
                yield "S", Both(inner), "both"
    elif relate(s, ks[0]):
        yield "S", Such(relate(s, ks[0]), Shared()), "shared_in"


def _shared_s(m: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    below = [p for p in parts_of(s) if isinstance(p, Below)]
    for p in below[:1]:
        yield from ((t, v, "both_of") for t, v, _ in _s_shared(p.of, (p.kind,), gap, text))


def _beside_k(which: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    """下一個活動: the neighbour of a kind, of whatever it is beside."""
    if len(ks) == 1:
        yield "BK", (which, ks[0]), "beside_k"


def _s_bk(s: Set, bk: Any, gap: frozenset[str], text: str) -> Made:
    which, kind = bk
    found = relate(s, kind)
    if found is not None and not isinstance(found, Below):
        yield "S", Beside(found, which), "s_beside_k"


def _beside(s: Set, which: str, gap: frozenset[str], text: str) -> Made:
    yield "S", Beside(s, which), "beside_s"  # type: ignore[arg-type]
    inner = core(s)
    if isinstance(inner, Coded | Named) and which == "others" and kinds_of(inner) and kinds_of(inner)[0] in LOW:
        yield "S", Beside(s, "others"), "others_s"


def _first(tag: str, name: str) -> Any:
    def rule(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
        yield tag, b, name

    return rule


def _second(tag: str, name: str) -> Any:
    def rule(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
        yield tag, a, name

    return rule


def _except_x(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    x = b if isinstance(b, tuple) else a
    if isinstance(x[1], bool):
        yield "EX", x[0], "except_x"


def _says_x(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    yield "T", says(b), "says_x"


def _x_says(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    yield "T", says(a), "x_says"


def _about_x(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    yield "T", says(b), "about_x"


def _x_about(a: Any, b: Any, gap: frozenset[str], text: str) -> Made:
    yield "T", says(a), "x_about"


def _not_t(a: Any, t: Test, gap: frozenset[str], text: str) -> Made:
    yield "T", Not(t), "not_t"


def _not_x(a: Any, x: Any, gap: frozenset[str], text: str) -> Made:
    yield "T", Not(says(x)), "not_x"


def _says_s(a: Any, s: Set, gap: frozenset[str], text: str) -> Made:
    """有 K21 的任務, the task that covers P5.1.6."""
    if isinstance(s, Coded | Named | Top | Nth | Such):
        yield "T", Lies(s), "has_s" if isinstance(s, Coded | Named) else "has_set"


def _has_k(a: Any, ks: Any, gap: frozenset[str], text: str) -> Made:
    if len(ks) == 1:
        yield "T", Amount(ks[0], ">=", 1), "has_k"


def _than_amt(than: str, n: int, gap: frozenset[str], text: str) -> Made:
    yield "CMP", (than, n), "than_amt"


def _amt_behind(n: int, than: str, gap: frozenset[str], text: str) -> Made:
    yield "CMP", (than, n), "amt_behind"


def _t_behind(t: Test, than: str, gap: frozenset[str], text: str) -> Made:
    """three indicators or fewer"""
    if isinstance(t, Amount) and t.than == "=":
        yield "T", Amount(t.kind, than, t.n), "t_behind"  # type: ignore[arg-type]


def _than_lvl(than: str, n: int, gap: frozenset[str], text: str) -> Made:
    yield "T", LevelIs(than, n), "than_level"  # type: ignore[arg-type]


def _lvl_behind(n: int, than: str, gap: frozenset[str], text: str) -> Made:
    yield "T", LevelIs(than, n), "level_behind"  # type: ignore[arg-type]


_RULES: dict[tuple[str, str], Any] = {
    ("K", "K"): _kk,
    ("S", "K"): _sk,
    ("K", "S"): _ks,
    ("T", "K"): _tk,
    ("K", "T"): _kt,
    ("S", "T"): _st,
    ("T", "S"): _ts,
    ("T", "T"): _tt,
    ("S", "S"): _ss,
    ("X", "K"): _xk,
    ("K", "X"): _kx,
    ("X", "X"): _xx,
    ("X", "WK"): _x_weak,
    ("WK", "X"): lambda a, b, gap, text: _x_weak(b, a, gap, text),
    ("K", "M"): _m(True),
    ("M", "K"): _m(False),
    ("MK", "K"): _mk_k,
    ("K", "MK"): _k_mk,
    ("S", "MK"): _s_m,
    ("MK", "S"): _m_s,
    ("S", "M"): _s_m,
    ("M", "S"): _m_s,
    ("ORD", "K"): _ord_k,
    ("K", "ORD"): _k_ord,
    ("S", "ORD"): _s_ord,
    ("ORD", "S"): _ord_s,
    ("except.left", "S"): _first("EX", "except_left"),
    ("S", "except.right"): _second("EX", "except_right"),
    ("EX", "except.right"): _second("EX", "except_closed"),
    ("except.left", "X"): _except_x,
    ("X", "except.right"): _except_x,
    ("except.left", "K"): _first("KX", "except_kind"),
    ("K", "except.right"): _second("KX", "kind_except"),
    ("KX", "except.right"): _second("KX", "kind_closed"),
    ("neg.no", "S"): _first("EX", "not_s"),
    ("neg.drop", "S"): _first("EX", "drop_s"),
    ("S", "neg.drop"): _second("EX", "s_dropped"),
    ("EX", "K"): _ex_k,
    ("K", "EX"): _k_ex,
    ("EX", "S"): _ex_s,
    ("S", "EX"): _s_ex,
    ("neg.drop", "K"): _first("KX", "drop_k"),
    ("K", "neg.drop"): _second("KX", "k_dropped"),
    ("K", "KX"): _k_kx,
    ("KX", "K"): lambda a, b, gap, text: _k_kx(b, a, gap, text),
    ("KX", "KX"): lambda a, b, gap, text: iter([("KX", (*a, *b), "kx_kx")]),
    ("S", "KX"): _s_kx,
    ("KX", "S"): _kx_s,
    ("neg.no", "K"): _neg_k,
    ("K", "neg.no"): _k_neg,
    ("neg.no", "T"): _not_t,
    ("neg.no", "X"): _not_x,
    ("AMT", "K"): _amt_k,
    ("K", "AMT"): _k_amt,
    ("THAN", "AMT"): _than_amt,
    ("AMT", "BEHIND"): _amt_behind,
    ("T", "BEHIND"): _t_behind,
    ("THAN", "LVL"): _than_lvl,
    ("LVL", "BEHIND"): _lvl_behind,
    ("CMP", "K"): _cmp_k,
    ("K", "CMP"): _k_cmp,
    ("shared.shared", "K"): _shared_k,
    ("K", "shared.shared"): lambda a, b, gap, text: _shared_k(b, a, gap, text),
    ("S", "SK"): _s_shared,
    ("SK", "S"): lambda a, b, gap, text: _s_shared(b, a, gap, text),
    ("shared.shared", "S"): _shared_s,
    ("S", "shared.shared"): lambda a, b, gap, text: _shared_s(b, a, gap, text),
    ("S", "beside.next"): _beside,
    ("S", "beside.previous"): _beside,
    ("S", "beside.others"): _beside,
    ("beside.next", "K"): _beside_k,
    ("beside.previous", "K"): _beside_k,
    ("beside.others", "K"): _beside_k,
    ("S", "BK"): _s_bk,
    ("BK", "S"): lambda a, b, gap, text: _s_bk(b, a, gap, text),
    ("beside.next", "S"): lambda a, b, gap, text: _beside(b, a, gap, text),
    ("beside.previous", "S"): lambda a, b, gap, text: _beside(b, a, gap, text),
    ("beside.others", "S"): lambda a, b, gap, text: _beside(b, a, gap, text),
    ("says.says", "X"): _says_x,
    ("X", "says.says"): _x_says,
    ("says.about", "X"): _about_x,
    ("X", "says.about"): _x_about,
    ("says.says", "S"): _says_s,
    ("has.has", "S"): _says_s,
    ("above.of", "S"): _says_s,
    ("has.has", "K"): _has_k,
    ("has.has", "T"): _first("T", "has_t"),
    ("has.has", "X"): _says_x,
    ("above.of", "X"): _says_x,
}
