"""Where items stand: places in a list, and the order in which items of a set are given."""

from __future__ import annotations

from collections.abc import Iterable

from ..question.form import Across, Beside, Coded, Nth, Set, Top, Union
from ..standard.address import MARK
from ..standard.code import order
from ..standard.relations import Item, Relations


def placed(items: list[Item], n: int, count: int) -> list[Item]:
    """So many items from a place on; -1 is the last."""
    start = n - 1 if n > 0 else max(len(items) - count, 0) if n == -1 else len(items) + n
    return items[start : start + count] if 0 <= start < len(items) else []


def ordered(items: Iterable[Item], form: Set) -> tuple[Item, ...]:
    """Items by code within each kind, in the order in which kinds came; what was named in an order keeps it."""
    found = list(items)
    if isinstance(form, Coded | Nth | Beside | Top | Union | Across) or any(MARK in i.code for i in found):
        return tuple(found)
    ranks = {k: n for n, k in enumerate(dict.fromkeys(i.kind for i in found))}
    keyed = sorted(enumerate(found), key=lambda e: (ranks[e[1].kind], order(e[1].code) if e[1].code else (9, ()), e[0]))
    return tuple(i for _, i in keyed)


def beside(relations: Relations, of: list[Item], which: str) -> list[Item]:
    """The neighbours of items in the order of the table, or the others under the parent of the first."""
    if not of:
        return []
    if which == "others":
        own = {id(i) for i in of}
        first = of[0]
        under = relations.children(first.kind, first.parents[0]) if first.parents else relations.of_kind(first.kind)
        return [i for i in under if id(i) not in own]
    whole = relations.of_kind(of[0].kind)
    edge = of[-1] if which == "next" else of[0]
    place = next((n for n, i in enumerate(whole) if i is edge), 0) + (1 if which == "next" else -1)
    return [whole[place]] if 0 <= place < len(whole) else []
