"""Which standards: those installed, or those of them that have items of some sort, or the most of them."""

from __future__ import annotations

from ...language.tag import Language
from ...question.form import Across, Set, Standards
from ...standard.address import whole
from ...standard.model import Kind
from ...standard.relations import Item
from ..draft import Desk, Draft
from ..lists import claims
from ..model import Answer
from .joint import by_owner, drafted, named, names, numbers, sizes

LISTED = 30
"""Items of the winner that are listed; the question asks for the standard."""
MOST_WORDED = 12
"""Items that are given with their wording; of more, every code."""


def across(desk: Desk, form: Standards, language: Language, text: str) -> Answer:
    """Answer from every installed standard, the one asked about first; each item is proved by its own table."""
    draft = drafted(desk, language, text)
    standards = form.standards or desk.runner.elsewhere.standards()
    if form.of is not None:
        _having(draft, form, form.of, standards)
    elif form.order:
        _level(draft, form.order, standards)
    else:
        _installed(draft, standards)
    return draft.close()


def _installed(draft: Draft, standards: tuple[str, ...]) -> None:
    draft.say("across.installed", n=len(standards))
    for standard in standards:
        counts = []
        if desk := draft.desk.of(standard):
            for kind in (Kind.TASK, Kind.ACTIVITY):
                n = len(desk.relations.of_kind(kind))
                draft.claim("count", kind=kind, object=whole(standard), value=n)
                counts.append(draft.words.counted(n, kind))
        draft.say("across.one", name=named(draft, standard), counted=draft.words.join(counts))


def _level(draft: Draft, order: str, standards: tuple[str, ...]) -> None:
    """Those of the highest or lowest level, with the levels of all."""
    levels: dict[str, int] = {}
    for standard in standards:
        desk = draft.desk.of(standard)
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
        _extreme(draft, form.order, of, {s: owned.get(s, []) for s in standards})
        return
    draft.say("across.having", n=len(owned), of=draft.readback.bare(of))
    for standard, items in owned.items():
        told = draft.words.join(draft.label(i, quote=len(items) <= MOST_WORDED) for i in items)
        draft.say("across.has", name=named(draft, standard), n=len(items), items=told)
    if empty:
        draft.say("across.others", names=names(draft, empty))


def _extreme(draft: Draft, order: str, of: Set, owned: dict[str, list[Item]]) -> None:
    held = sizes(draft, of, owned)
    ranked = sorted(held.items(), key=lambda e: -e[1] if order == "most" else e[1])
    edge = ranked[0][1]
    winners = [s for s, n in held.items() if n == edge]
    told = draft.words.join(named(draft, s) for s in winners)
    draft.say(f"across.{order}", names=told, n=edge, of=draft.readback.bare(of))
    draft.say("across.numbers", parts=numbers(draft, ranked))
    for standard in winners:
        if len(owned[standard]) <= LISTED:
            draft.tables(owned[standard], titled=True)
