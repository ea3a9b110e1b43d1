"""Words of the question as the description of an item, or as wording to be found."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..form import All, Named, Says, Such
from ..sets import LOW, union
from .condition import says
from .rule import Gap, Kinds, Made, Texts


def words_kinds(x: Texts, ks: Kinds, gap: Gap, text: str) -> Made:
    """管人的任務: words that describe an item, or stand in the wording of some."""
    plain, quoted = x
    if isinstance(quoted, tuple):
        if all(k in UPPER for k in ks):
            yield "S", union(tuple(Named(t, ks) for t in quoted)), "xs_k_upper"
            return
        yield "S", union(tuple(Such(All(k), says(x)) for k in ks)), "xs_says_k"
        return
    if made := _named("xk", ks):
        yield "S", Named(plain, ks), made
    if any(k in LOW for k in ks) or ks == (Kind.ATTITUDE,):
        yield "S", union(tuple(Such(All(k), Says(plain)) for k in ks)), "x_says_k" + ("_of" if "of" in gap else "")


def _named(order: str, ks: Kinds) -> str:
    """The rule by which words name items of these kinds; none where the kinds have too little in common."""
    if all(k in UPPER for k in ks):
        return f"{order}_upper" if len(ks) == 1 else f"{order}_either"
    return f"{order}_low" if len(ks) == 1 else ""


def kinds_words(ks: Kinds, x: Texts, gap: Gap, text: str) -> Made:
    """The task of managing people."""
    plain, quoted = x
    if isinstance(quoted, tuple):
        yield "S", union(tuple(Such(All(k), says(x)) for k in ks)), "k_says_xs"
        return
    if made := _named("kx", ks):
        yield "S", Named(plain, ks), made
    yield "S", union(tuple(Such(All(k), Says(plain)) for k in ks)), "k_says_x"


def words(a: Texts, b: Texts, gap: Gap, text: str) -> Made:
    """Words beside words: one stretch of text, or several texts joined."""
    texts = [t for v in (a, b) for t in (v[1] if isinstance(v[1], tuple) else (v[0],))]
    if not isinstance(a[1], tuple) and not isinstance(b[1], tuple) and not (a[1] or b[1]):
        yield "X", (text, False), "xx"
    if gap & {"or", "and", "comma", "list", "but"} or a[1] or b[1]:
        yield "X", ("or" if "or" in gap else "and", tuple(texts)), "xx_or" if "or" in gap else "xx_and"
        if "or" not in gap:
            yield "X", ("or", tuple(texts)), "xx_any"


def words_weak(x: Texts, ks: Kinds, gap: Gap, text: str) -> Made:
    """Words before or behind a weak word for a kind, which belongs to the text."""
    if isinstance(x[1], bool) and not x[1]:
        yield "X", (text, False), "x_weak"


def words_amount(x: Texts, n: int, gap: Gap, text: str) -> Made:
    """招募跟訓練這兩塊: a number that counts the texts before it."""
    if isinstance(x[1], tuple) and len(x[1]) == n:
        yield "X", x, "xs_amt"
