"""How meanings compose: the rules by which two neighbouring parts of a question make one.

Each rule takes what stands left and right, whatever their language order, and gives parts; its name is a feature whose
weight is fitted. Tags: S a set · K kinds · KX kinds left out · T a test · X words · M most/least · ORD a place ·
MK most/least with what is counted · MU most/least places · AMT a number · CMP a number compared · EX a set left out ·
LVL a level ·
EXN a place left out · SK shared kinds · BK a kind beside · MS a set with most, of which a place is wanted ·
WK a weak word for a kind.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..standard.model import Kind
from ..standard.relations import UPPER
from .form import All, And, Detailed, LevelIs, Named, Or, Says, Shared, Such
from .rules import amount, condition, description, exclusion, relation, selection
from .rules.condition import says
from .rules.rule import Gap, Made, Rule, first, second, swapped
from .sets import LOW, of_kinds, union

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
    if part.tag == "detailed.detailed":
        yield "T", Detailed(), "detailed"
    if part.tag == "SK":
        yield "S", union(tuple(Such(All(k), Shared()) for k in part.value)), "shared_all"
    if part.tag == "T" and isinstance(part.value, Says | Or | And):
        yield "S", Such(of_kinds((*UPPER, *LOW, Kind.ATTITUDE)), part.value), "t_any"


_RULES: dict[tuple[str, str], Rule] = {
    ("K", "K"): relation.kinds,
    ("S", "K"): relation.set_kinds,
    ("K", "S"): relation.kinds_set,
    ("T", "K"): condition.test_kinds,
    ("K", "T"): condition.kinds_test,
    ("S", "T"): condition.set_test,
    ("T", "S"): condition.test_set,
    ("T", "T"): condition.tests,
    ("S", "S"): relation.sets,
    ("X", "K"): description.words_kinds,
    ("K", "X"): description.kinds_words,
    ("X", "X"): description.words,
    ("X", "WK"): description.words_weak,
    ("WK", "X"): swapped(description.words_weak),
    ("K", "M"): selection.extreme(True),
    ("M", "K"): selection.extreme(False),
    ("M", "M"): selection.both_ends,
    ("MK", "M"): selection.both_counted,
    ("MK", "K"): selection.most_kinds,
    ("K", "MK"): selection.kinds_most,
    ("S", "MK"): selection.set_most,
    ("MK", "S"): selection.most_set,
    ("S", "M"): selection.set_most,
    ("M", "S"): selection.most_set,
    ("K", "MU"): selection.kinds_spread,
    ("MU", "K"): swapped(selection.kinds_spread),
    ("S", "MU"): selection.set_spread,
    ("MU", "S"): swapped(selection.set_spread),
    ("ORD", "K"): selection.ordinal_kinds,
    ("K", "ORD"): selection.kinds_ordinal,
    ("S", "ORD"): selection.set_ordinal,
    ("ORD", "S"): selection.ordinal_set,
    ("except.left", "S"): first("EX", "except_left"),
    ("S", "except.right"): second("EX", "except_right"),
    ("EX", "except.right"): second("EX", "except_closed"),
    ("except.left", "X"): exclusion.excepted_words,
    ("X", "except.right"): exclusion.excepted_words,
    ("except.left", "K"): first("KX", "except_kind"),
    ("K", "except.right"): second("KX", "kind_except"),
    ("KX", "except.right"): second("KX", "kind_closed"),
    ("neg.no", "S"): first("EX", "not_s"),
    ("neg.drop", "S"): first("EX", "drop_s"),
    ("S", "neg.no"): exclusion.set_lacking,
    ("S", "neg.drop"): second("EX", "s_dropped"),
    ("except.left", "ORD"): first("EXN", "except_place"),
    ("ORD", "except.right"): second("EXN", "except_place"),
    ("EXN", "except.right"): second("EXN", "except_closed"),
    ("S", "EXN"): exclusion.set_excepted_place,
    ("EXN", "S"): swapped(exclusion.set_excepted_place),
    ("K", "EXN"): exclusion.kinds_excepted_place,
    ("EXN", "K"): swapped(exclusion.kinds_excepted_place),
    ("EX", "K"): exclusion.excepted_kinds,
    ("K", "EX"): exclusion.kinds_excepted,
    ("EX", "S"): exclusion.excepted_set,
    ("S", "EX"): exclusion.set_excepted,
    ("neg.drop", "K"): first("KX", "drop_k"),
    ("K", "neg.drop"): second("KX", "k_dropped"),
    ("K", "KX"): exclusion.kinds_dropped,
    ("KX", "K"): swapped(exclusion.kinds_dropped),
    ("KX", "KX"): exclusion.dropped_kinds,
    ("S", "KX"): exclusion.set_dropped,
    ("KX", "S"): exclusion.dropped_set,
    ("neg.no", "K"): exclusion.no_kinds,
    ("K", "neg.no"): exclusion.kinds_none,
    ("neg.no", "T"): exclusion.not_test,
    ("neg.no", "X"): exclusion.not_words,
    ("X", "neg.no"): exclusion.words_none,
    ("neg.drop", "X"): exclusion.excepted_words,
    ("X", "neg.drop"): exclusion.excepted_words,
    ("except.left", "T"): exclusion.left_test,
    ("neg.drop", "T"): exclusion.left_test,
    ("T", "except.right"): exclusion.test_left,
    ("T", "neg.drop"): exclusion.test_left,
    ("AMT", "K"): amount.amount_kinds,
    ("K", "AMT"): amount.kinds_amount,
    ("THAN", "AMT"): amount.than_amount,
    ("AMT", "BEHIND"): amount.amount_behind,
    ("T", "BEHIND"): amount.test_behind,
    ("THAN", "LVL"): amount.than_level,
    ("LVL", "BEHIND"): amount.level_behind,
    ("CMP", "K"): amount.compared_kinds,
    ("K", "CMP"): amount.kinds_compared,
    ("shared.shared", "K"): relation.shared_kinds,
    ("K", "shared.shared"): swapped(relation.shared_kinds),
    ("S", "SK"): relation.set_shared,
    ("SK", "S"): swapped(relation.set_shared),
    ("shared.shared", "S"): relation.shared_set,
    ("S", "shared.shared"): swapped(relation.shared_set),
    ("S", "beside.next"): relation.set_beside,
    ("S", "beside.previous"): relation.set_beside,
    ("S", "beside.others"): relation.set_beside,
    ("beside.next", "K"): relation.beside_kinds,
    ("beside.previous", "K"): relation.beside_kinds,
    ("beside.others", "K"): relation.beside_kinds,
    ("BK", "beside.next"): relation.beside_again,
    ("BK", "beside.previous"): relation.beside_again,
    ("EX", "beside.others"): second("EX", "others_closed"),
    ("S", "BK"): relation.set_beside_kind,
    ("BK", "S"): relation.beside_named,
    ("beside.next", "S"): swapped(relation.set_beside),
    ("beside.previous", "S"): swapped(relation.set_beside),
    ("beside.others", "S"): swapped(relation.set_beside),
    ("X", "AMT"): description.words_amount,
    ("says.says", "X"): condition.says_words,
    ("X", "says.says"): condition.words_say,
    ("says.about", "X"): condition.about_words,
    ("X", "says.about"): condition.words_about,
    ("says.says", "S"): condition.has_set,
    ("has.has", "S"): condition.has_set,
    ("above.of", "S"): condition.has_set,
    ("has.has", "K"): condition.has_kinds,
    ("has.has", "T"): first("T", "has_t"),
    ("has.has", "X"): condition.says_words,
    ("above.of", "X"): condition.says_words,
}
