"""How meanings compose: the rules by which two neighbouring parts of a question make one.

Each rule takes what stands left and right, whatever their language order, and gives parts; its name is a feature whose
weight is fitted. Tags: S a set · K kinds · KX kinds left out · T a test · X words · M most/least · ORD a place ·
MK most/least with what is counted · MU most/least places · AMT a number · CMP a number compared · EX a set left out ·
LVL a level ·
EXN a place left out · SK shared kinds · BK a kind beside · MS a set with most, of which a place is wanted ·
WK a weak word for a kind.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..standard.model import Kind
from ..standard.relations import UPPER
from . import form as q
from .rules import condition, description, exclusion, relation, selection
from .rules.condition import amount, says
from .rules.rule import Gap, Made, Rule, first, gives, second, swapped
from .sets import LOW, of_kinds, such, union

NULL = "0"
"""The tag of what is left unread."""
LEFT, RIGHT = 1, 2
"""The edges of a part."""


class Part(NamedTuple):
    """A composed part: tag, value, score, and the names of the rules that made it. `gap` stands before it.

    `edge` tells where something unread was last joined to it, 1 left, 2 right: of the many orders in which the same is
    left unread one is enough. A tuple, because a question makes thousands, and a frozen dataclass takes longer to make.
    """

    tag: str
    value: Any
    score: float
    features: tuple[str, ...] = ()
    gap: Gap = frozenset()
    edge: int = 0


def joinable(left: Part, right: Part) -> bool:
    """Whether two neighbours can make anything: a rule is for them, or one of them is left unread."""
    if left.tag == NULL:
        return not right.edge
    if right.tag == NULL:
        return left.edge < RIGHT
    return not left.edge & LEFT and right.edge < RIGHT and (left.tag, right.tag) in _RULES


def combine(left: Part, right: Part, text: str) -> Made:
    """Everything that two neighbours can make; `text` is the stretch from the first to the last character of both."""
    rule = _RULES.get((left.tag, right.tag))
    return (m for m in rule(left.value, right.value, right.gap, text) if m[1] is not None) if rule else iter(())


def lift(part: Part) -> Made:
    """What a part alone can be taken for besides."""
    if part.tag == "X" and isinstance(part.value[1], bool):
        yield "S", q.Named(part.value[0], UPPER), "x_upper"
        yield "S", q.Named(part.value[0], ()), "x_any"
        yield "T", q.Says(part.value[0]), "x_says_bare"
    elif part.tag == "X":
        yield "T", says(part.value), "xs_says_bare"
        yield "S", union(tuple(q.Named(t, UPPER) for t in part.value[1])), "xs_upper"
    if part.tag == "K":
        yield "S", of_kinds(part.value), "k_all"
    if part.tag == "LVL":
        yield "T", q.LevelIs("=", part.value), "level"
    if part.tag == "detailed.detailed":
        yield "T", q.Detailed(), "detailed"
    if part.tag == "SK":
        yield "S", such(part.value, q.Shared()), "shared_all"
    if part.tag == "T" and isinstance(part.value, q.Says | q.Or | q.And):
        yield "S", q.Such(of_kinds((*UPPER, *LOW, Kind.ATTITUDE)), part.value), "t_any"


def _either(left: str, right: str, rule: Rule) -> Iterator[tuple[str, str, Rule]]:
    """A rule for two parts in whichever order they stand."""
    yield left, right, rule
    yield right, left, swapped(rule)


_BESIDE = "beside.next beside.previous beside.others"
_TABLE: tuple[tuple[str, str, Rule], ...] = (
    # sets, kinds and words
    ("K", "K", relation.kinds),
    ("S", "K", relation.set_kinds),
    ("K", "S", relation.kinds_set),
    ("S", "S", relation.sets),
    ("X", "K", description.words_kinds),
    ("K", "X", description.kinds_words),
    ("X", "X", description.words),
    *_either("X", "WK", description.words_weak),
    ("X", "AMT", gives("X", "xs_amt", lambda x, n: x if isinstance(x[1], tuple) and len(x[1]) == n else None)),
    # tests
    ("T", "K", condition.test_kinds),
    ("K", "T", condition.kinds_test),
    ("S", "T", condition.set_test),
    ("T", "S", condition.test_set),
    ("T", "T", condition.tests),
    ("says.says has.has above.of", "X", gives("T", "says_x", lambda _, x: says(x))),
    ("X", "says.says", gives("T", "x_says", lambda x, _: says(x))),
    ("says.about", "X", gives("T", "about_x", lambda _, x: says(x))),
    ("X", "says.about", gives("T", "x_about", lambda x, _: says(x))),
    ("says.says has.has above.of", "S", condition.has_set),
    ("has.has", "K", gives("T", "has_k", lambda _, ks: amount(ks, ">=", 1))),
    ("has.has", "T", first("T", "has_t")),
    # numbers and levels
    ("AMT", "K", condition.amount_kinds),
    ("K", "AMT", condition.kinds_amount),
    ("THAN", "AMT", gives("CMP", "than_amt", lambda than, n: (than, n))),
    ("AMT", "BEHIND", gives("CMP", "amt_behind", lambda n, than: (than, n))),
    ("T", "BEHIND", gives("T", "t_behind", condition.amount_behind)),
    ("THAN", "LVL", gives("T", "than_level", q.LevelIs)),
    ("LVL", "BEHIND", gives("T", "level_behind", lambda n, than: q.LevelIs(than, n))),
    ("CMP", "K", gives("T", "cmp_k", lambda c, ks: amount(ks, *c))),
    ("K", "CMP", gives("T", "k_cmp", lambda ks, c: amount(ks, *c))),
    # the most and the least
    ("K", "M", selection.kinds_extreme),
    ("M", "K", selection.extreme_kinds),
    ("M", "M", gives("M", "both_ends", selection.both_ends)),
    ("MK", "M", gives("MK", "both_counted", selection.both_counted)),
    ("MK", "K", selection.most_kinds),
    ("K", "MK", gives("S", "k_of_most", lambda ks, m: selection.top(of_kinds(ks), m))),
    ("S", "MK M", selection.set_most),
    ("MK M", "S", gives("S", "most_s", lambda m, s: selection.top(s, m))),
    *_either("K", "MU", gives("S", "s_spread", selection.kinds_spread)),
    *_either("S", "MU", gives("S", "s_spread", selection.spread)),
    # places in a list
    ("ORD", "K", gives("S", "ord_k", lambda place, ks: selection.nth(ks, place))),
    ("K", "ORD", gives("S", "k_ord", selection.nth)),
    ("S", "ORD", selection.set_ordinal),
    ("ORD", "S", selection.ordinal_set),
    # what is left out
    ("except.left", "S", first("EX", "except_left")),
    ("S", "except.right", second("EX", "except_right")),
    ("EX", "except.right", second("EX", "except_closed")),
    ("EX", "beside.others", second("EX", "others_closed")),
    ("except.left neg.drop", "X", gives("EX", "except_x", lambda _, x: exclusion.excepted_words(x))),
    ("X", "except.right neg.drop", gives("EX", "except_x", lambda x, _: exclusion.excepted_words(x))),
    ("except.left", "K", first("KX", "except_kind")),
    ("K", "except.right", second("KX", "kind_except")),
    ("KX", "except.right", second("KX", "kind_closed")),
    ("neg.no", "S", first("EX", "not_s")),
    ("neg.drop", "S", first("EX", "drop_s")),
    ("S", "neg.no", exclusion.set_lacking),
    ("S", "neg.drop", second("EX", "s_dropped")),
    ("except.left", "ORD", first("EXN", "except_place")),
    ("ORD", "except.right", second("EXN", "except_place")),
    ("EXN", "except.right", second("EXN", "except_closed")),
    *_either("S", "EXN", gives("S", "s_except_place", exclusion.excepted_place)),
    *_either("K", "EXN", gives("S", "k_except_place", lambda ks, n: exclusion.excepted_place(of_kinds(ks), n))),
    ("EX", "K", gives("S", "except_k", exclusion.excepted_kinds)),
    ("K", "EX", gives("S", "k_except", lambda ks, value: exclusion.excepted_kinds(value, ks))),
    ("EX", "S", exclusion.excepted_set),
    ("S", "EX", exclusion.set_excepted),
    ("neg.drop", "K", first("KX", "drop_k")),
    ("K", "neg.drop", second("KX", "k_dropped")),
    *_either("K", "KX", exclusion.kinds_dropped),
    ("KX", "KX", gives("KX", "kx_kx", lambda a, b: (*a, *b))),
    ("S", "KX", exclusion.set_dropped),
    ("KX", "S", exclusion.dropped_set),
    ("neg.no", "K", exclusion.no_kinds),
    ("K", "neg.no", exclusion.kinds_none),
    ("neg.no", "T", gives("T", "not_t", lambda _, t: q.Not(t))),
    ("neg.no", "X", gives("T", "not_x", lambda _, x: q.Not(says(x)))),
    ("X", "neg.no", gives("T", "x_none", lambda x, _: q.Not(says(x)))),
    ("except.left neg.drop", "T", gives("T", "left_t", lambda _, t: q.Not(t))),
    ("T", "except.right neg.drop", gives("T", "t_left", lambda t, _: q.Not(t))),
    # what is shared, and neighbours
    *_either("shared.shared", "K", first("SK", "shared_k")),
    *_either("S", "SK", relation.set_shared),
    *_either("shared.shared", "S", relation.shared_set),
    *_either("S", _BESIDE, relation.set_beside),
    (_BESIDE, "K", gives("BK", "beside_k", relation.beside_kinds)),
    ("BK", "beside.next beside.previous", gives("BK", "beside_k_again", relation.beside_again)),
    ("S", "BK", relation.set_beside_kind),
    ("BK", "S", relation.beside_named),
)
_RULES = {(left, right): rule for lefts, rights, rule in _TABLE for left in lefts.split() for right in rights.split()}
"""The rule for two neighbouring tags; the table names tags with the same rule in one line."""
