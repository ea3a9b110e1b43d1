"""Which standards: those installed, or those of them that have items of some sort, or the most of them."""

from __future__ import annotations

from ...language.tag import Language
from ...question.form import Across, All, Set, Standards
from ...standard.address import whole
from ...standard.model import Kind
from ...standard.relations import Item
from ..draft import Desk, Draft
from ..lists import claims
from ..model import Answer
from .joint import by_owner, drafted, named, names

LISTED = 30
"""Items of the winner that are listed; the question asks for the standard."""
MOST_WORDED = 12
"""Items that are given with their wording; of more, every code."""


def across(desk: Desk, form: Standards, language: Language, text: str) -> Answer:
    """Answer from every installed standard, the one asked about first; each item is proved by its own table."""
    draft = drafted(desk, language, text)
    standards = form.standards or desk.runner.elsewhere.standards()
    if form.of is None and form.order:
        _level(draft, form.order, standards)
    elif form.of is None:
        _installed(draft, standards)
    else:
        _having(draft, form, form.of, standards)
    return draft.close()


def _installed(draft: Draft, standards: tuple[str, ...]) -> None:
    draft.say("across.installed", n=len(standards))
    for standard in standards:
        desk = draft.desk if standard == draft.relations.standard.code else draft.desk.beside(standard)
        counts = []
        for kind in (Kind.TASK, Kind.ACTIVITY) if desk else ():
            n = len(desk.relations.of_kind(kind)) if desk else 0
            draft.claim("count", kind=kind, object=whole(standard), value=n)
            counts.append(draft.words.counted(n, kind))
        draft.say("across.one", name=named(draft, standard), counted=draft.words.join(counts))


def _level(draft: Draft, order: str, standards: tuple[str, ...]) -> None:
    """Those of the highest or lowest level, with the levels of all."""
    levels: dict[str, int] = {}
    for standard in standards:
        desk = draft.desk if standard == draft.relations.standard.code else draft.desk.beside(standard)
        if desk and (level := desk.relations.standard.level) is not None:
            draft.claim("level", subject=whole(standard), value=level)
            levels[standard] = level
    draft.refused = not levels
    if not levels:
        draft.say("across.none", names=names(draft, standards))
        return
    edge = max(levels.values()) if order == "most" else min(levels.values())
    winners = draft.words.join(named(draft, s) for s, n in levels.items() if n == edge)
    draft.say("across.highest" if order == "most" else "across.lowest", names=winners, n=edge)
    told = (draft.words.say("across.level", name=named(draft, s), level=n) for s, n in levels.items())
    draft.say("across.levels", role="note", parts=draft.words.join(told))


def _having(draft: Draft, form: Standards, of: Set, standards: tuple[str, ...]) -> None:
    """Those that have such items, with the items; where the most or the least is asked for, with the numbers of all."""
    result = draft.desk.runner.run(Across(of, form.standards))
    claims(draft, result.evidence, result.items)
    owned = by_owner(draft, result.items)
    empty = [s for s in standards if s not in owned]
    draft.refused = not owned
    if not owned:
        draft.say("across.none", names=names(draft, empty))
        return
    if form.order:
        _extreme(draft, form, of, {s: owned.get(s, []) for s in standards})
        return
    draft.say("across.having", n=len(owned), of=draft.readback.bare(of))
    for standard, items in owned.items():
        worded = len(items) <= MOST_WORDED
        told = draft.words.join(draft.label(i, quote=worded) for i in items)
        draft.say("across.has", name=named(draft, standard), n=len(items), items=told)
    if empty:
        draft.say("across.others", names=names(draft, empty))


def _extreme(draft: Draft, form: Standards, of: Set, owned: dict[str, list[Item]]) -> None:
    sizes = {standard: counted(draft, of, standard, items) for standard, items in owned.items()}
    edge = max(sizes.values()) if form.order == "most" else min(sizes.values())
    winners = [s for s, n in sizes.items() if n == edge]
    told = draft.words.join(named(draft, s) for s in winners)
    draft.say(f"across.{form.order}", names=told, n=edge, of=draft.readback.bare(of))
    ranked = sorted(sizes.items(), key=lambda e: -e[1] if form.order == "most" else e[1])
    draft.say("across.numbers", parts=numbers(draft, dict(ranked)))
    for standard in winners:
        items = owned[standard]
        if 0 < len(items) <= LISTED:
            draft.tables(items, titled=True)


def counted(draft: Draft, of: Set, standard: str, items: list[Item]) -> int:
    """How many a standard has, claimed where the set is a whole list of it."""
    if isinstance(of, All):
        draft.claim("count", kind=of.kind, object=whole(standard), value=len(items))
    return len(items)


def numbers(draft: Draft, sizes: dict[str, int]) -> str:
    """The number of each standard."""
    return draft.words.join(draft.words.say("across.part", name=named(draft, s), n=n) for s, n in sizes.items())
