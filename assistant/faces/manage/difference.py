"""What another version of a standard changed: items added, removed, reworded, moved, or only numbered anew.

Equal wording is the same item wherever it stands; of what is left, items under one code, or worded much alike, are
taken for one that was reworded. Nothing is paired twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Literal

from ...standard.code import key
from ...standard.model import Kind
from ...standard.relations import Item, Relations

Sort = Literal["added", "removed", "reworded", "moved", "renumbered"]
SAME_CODE, ELSEWHERE = 0.3, 0.6
"""Likeness, as `difflib` measures it, from which wordings under one code, or under two, are one item reworded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item that is not as it was; `before` is None where it was added, `after` where it was removed."""

    sort: Sort
    kind: Kind
    before: Item | None = None
    after: Item | None = None


def differences(before: Relations, after: Relations) -> tuple[Change, ...]:
    """Every change from one standard to another, kind by kind in the order of the table, what is gone last."""
    counterpart: dict[str, str] = {}
    found: list[Change] = []
    for kind in Kind:
        pairs, gone, new = _paired(before.of_kind(kind), after.of_kind(kind))
        counterpart |= {key(a.code): key(b.code) for a, b in pairs if a.code and b.code}
        for a, b in sorted(pairs, key=lambda pair: after.items.index(pair[1])):
            if sort := _sort(a, b, counterpart):
                found.append(Change(sort=sort, kind=kind, before=a, after=b))
        found += [Change(sort="added", kind=kind, after=item) for item in new]
        found += [Change(sort="removed", kind=kind, before=item) for item in gone]
    return tuple(found)


def _sort(before: Item, after: Item, counterpart: dict[str, str]) -> Sort | None:
    """What happened to an item; the rewording of one that was moved too is told first."""
    if _wording(before) != _wording(after):
        return "reworded"
    if {counterpart.get(key(p), "") for p in before.parents} != {key(p) for p in after.parents}:
        return "moved"
    return "renumbered" if before.code != after.code else None


def _paired(before: Iterable[Item], after: Iterable[Item]) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Items that are the same, then what is left on either side."""
    left, right = list(before), list(after)
    pairs: list[tuple[Item, Item]] = []

    def pair(a: Item, b: Item) -> None:
        pairs.append((a, b))
        left.remove(a)
        right.remove(b)

    same: tuple[Callable[[Item, Item], bool], ...] = (
        lambda a, b: _wording(a) == _wording(b) and _code(a) == _code(b) and a.parents == b.parents,
        lambda a, b: _wording(a) == _wording(b) and _code(a) == _code(b),
        lambda a, b: _wording(a) == _wording(b),
        lambda a, b: bool(a.code) and _code(a) == _code(b) and _alike(a, b) >= SAME_CODE,
    )
    for fits in same:
        for a in list(left):
            if b := next((b for b in right if fits(a, b)), None):
                pair(a, b)
    likely = [(_alike(a, b), a, b) for a, b in product(left, right)]
    for likeness, a, b in sorted(likely, key=lambda one: -one[0]):
        if likeness >= ELSEWHERE and a in left and b in right:
            pair(a, b)
    return pairs, left, right


def _alike(a: Item, b: Item) -> float:
    return SequenceMatcher(None, _wording(a), _wording(b), autojunk=False).ratio()


def _wording(item: Item) -> str:
    """All that an item says, blanks aside, which pages put in and take out."""
    return "\n".join("".join(part.split()) for part in (item.text, *item.details))


def _code(item: Item) -> str:
    return key(item.code) if item.code else ""
