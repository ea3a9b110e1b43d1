"""Where items stand: places in a list, and the order in which items of a set are given."""

from __future__ import annotations

from collections.abc import Iterable

from ..question.form import Beside, Coded, Nth, Set, Top, Union
from ..standard.code import order
from ..standard.relations import Item


def placed(items: list[Item], n: int, count: int) -> list[Item]:
    """So many items from a place on; -1 is the last."""
    start = n - 1 if n > 0 else max(len(items) - count, 0) if n == -1 else len(items) + n
    return items[start : start + count] if 0 <= start < len(items) else []


def ordered(items: Iterable[Item], form: Set) -> tuple[Item, ...]:
    """Items by code within each kind, in the order in which kinds came; what was named in an order keeps it."""
    found = list(items)
    if isinstance(form, Coded | Nth | Beside | Top | Union):
        return tuple(found)
    ranks = {k: n for n, k in enumerate(dict.fromkeys(i.kind for i in found))}
    keyed = sorted(enumerate(found), key=lambda e: (ranks[e[1].kind], order(e[1].code) if e[1].code else (9, ()), e[0]))
    return tuple(i for _, i in keyed)
