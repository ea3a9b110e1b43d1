"""What answers over several standards have in common: a draft that all tables prove, items by their standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ...language.tag import Language
from ...question.form import All, Set
from ...question.found import Result
from ...standard.address import parted, whole
from ...standard.relations import Item
from ..draft import Desk, Draft, by_kind
from ..lists import claims
from ..proof import Tables
from ..tables import JoinedTables

MOST_NAMED = 30
"""Standards that are named one by one; of more only the number is told."""


def drafted(desk: Desk, language: Language, text: str) -> Draft:
    """A draft over all standards, proved for each item by the table of its own."""

    def table(code: str) -> Tables | None:
        other = desk.beside(code)
        return other.facts if other else None

    tables = JoinedTables(desk.facts, table)
    return Draft(desk=replace(desk, proving=lambda: tables), language=language, text=text)


def by_owner(draft: Draft, items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by their standard, in the order in which standards come; what has no code is told with the one before."""
    found: dict[str, list[Item]] = {}
    owner = draft.desk.code
    for item in items:
        owner = parted(item.code)[0] or draft.desk.code if item.code else owner
        found.setdefault(owner, []).append(item)
    return found


def named(draft: Draft, standard: str) -> str:
    """A standard by code and name, in English as far as there is one."""
    return draft.desk.titled(standard, draft.language)


def names(draft: Draft, standards: Sequence[str]) -> str:
    """Standards by name; of many only how many there are."""
    if len(standards) > MOST_NAMED:
        return draft.words.say("across.number", n=len(standards))
    return draft.words.join(named(draft, s) for s in standards)


def sizes(draft: Draft, of: Set, owned: Mapping[str, Sequence[Item]]) -> dict[str, int]:
    """How many items each standard has, claimed where the set is a whole list of it."""
    for standard, items in owned.items():
        if isinstance(of, All):
            draft.claim("count", kind=of.kind, object=whole(standard), value=len(items))
    return {standard: len(items) for standard, items in owned.items()}


def numbers(draft: Draft, sizes: Iterable[tuple[str, int]]) -> str:
    """The number of each standard."""
    return draft.numbers([(named(draft, standard), n) for standard, n in sizes], "across.part")


def shown(draft: Draft, result: Result) -> dict[str, list[Item]]:
    """List items in tables, one for each standard and kind, with what made them members before the proof."""
    claims(draft, result.evidence, result.items)
    owned = by_owner(draft, result.items)
    for standard, items in owned.items():
        for kind, own in by_kind(items).items():
            counted = draft.words.counted(len(own), kind)
            draft.table(own, kind, draft.words.say("across.title", name=named(draft, standard), counted=counted))
    return owned
