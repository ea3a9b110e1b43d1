"""Words of the question as the description of an item, or as wording to be found."""

from ...standard.model import Kind
from ...standard.relations import UPPER
from .. import form as q
from ..sets import LOW, such, union
from .condition import says
from .rule import Gap, Kinds, Made, Texts


def words_kinds(x: Texts, ks: Kinds, gap: Gap, text: str) -> Made:
    """管人的任務: words that describe an item, or stand in the wording of some."""
    plain, quoted = x
    if isinstance(quoted, tuple) and all(k in UPPER for k in ks):
        yield "S", union(tuple(q.Named(t, ks) for t in quoted)), "xs_k_upper"
    elif isinstance(quoted, tuple):
        yield "S", such(ks, says(x)), "xs_says_k"
    else:
        yield from _named("xk", plain, ks)
        if any(k in LOW for k in ks) or ks == (Kind.ATTITUDE,):
            yield "S", such(ks, q.Says(plain)), "x_says_k" + ("_of" if "of" in gap else "")


def kinds_words(ks: Kinds, x: Texts, gap: Gap, text: str) -> Made:
    """The task of managing people."""
    several = isinstance(x[1], tuple)
    if not several:
        yield from _named("kx", x[0], ks)
    yield "S", such(ks, says(x)), "k_says_xs" if several else "k_says_x"


def _named(order: str, plain: str, ks: Kinds) -> Made:
    """What words name of some kinds; nothing where the kinds have too little in common."""
    if all(k in UPPER for k in ks):
        yield "S", q.Named(plain, ks), f"{order}_upper" if len(ks) == 1 else f"{order}_either"
    elif len(ks) == 1:
        yield "S", q.Named(plain, ks), f"{order}_low"


def words(a: Texts, b: Texts, gap: Gap, text: str) -> Made:
    """Words beside words: one stretch of text, or several texts joined."""
    texts = tuple(t for v in (a, b) for t in (v[1] if isinstance(v[1], tuple) else (v[0],)))
    plain = not a[1] and not b[1]
    if plain:
        yield "X", (text, False), "xx"
    if gap & {"or", "and", "comma", "list", "but"} or not plain:
        yield "X", ("or" if "or" in gap else "and", texts), "xx_or" if "or" in gap else "xx_and"
        if "or" not in gap:
            yield "X", ("or", texts), "xx_any"


def words_weak(x: Texts, ks: Kinds, gap: Gap, text: str) -> Made:
    """Words before or behind a weak word for a kind, which belongs to the text."""
    if x[1] is False:
        yield "X", (text, False), "x_weak"
