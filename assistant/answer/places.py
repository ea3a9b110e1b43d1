"""Reverse look-up: where an item, or a phrase, belongs."""

from __future__ import annotations

from collections.abc import Iterable

from ..language.folding import fold
from ..question.query import Query
from ..retrieval.words import Match
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Item
from .draft import Draft, by_code
from .misprints import remark


def of_codes(draft: Draft, codes: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
    """Say what the items named belong to; `kinds` are the parents asked for, if any."""
    for code in codes:
        for item in draft.relations.find(code):
            _parents(draft, item, kinds)
    remark(draft, tuple(c for c in codes if len(draft.relations.find(c)) > 1))
    for code in codes[:1]:
        for task in draft.relations.task_of(draft.relations.get(code))[:1]:
            draft.suggest("what", code=task)
            draft.suggest("skills", code=task)


def _parents(draft: Draft, item: Item, kinds: tuple[Kind, ...]) -> None:
    relations = draft.relations
    if item.kind is Kind.ATTITUDE:
        draft.say("where.attitude", label=draft.label(item))
        return
    if not item.parents:
        draft.say(
            "lookup.task",
            label=draft.label(item),
            level=draft.level(item),
            counts=draft.counted(Kind.ACTIVITY, item.code),
        )
        return
    if Kind.TASK in kinds and Kind.ACTIVITY not in kinds:
        parents: tuple[str, ...] = relations.task_of(item)
    elif Kind.ACTIVITY in kinds and Kind.TASK not in kinds:
        parents = relations.activities_of(item) or item.parents
    else:
        parents = item.parents
        if Kind.TASK in kinds:
            parents = tuple(dict.fromkeys((*parents, *relations.task_of(item))))
    for parent in parents:
        draft.claim("relation", subject=item.code, object=parent)
    draft.say("where.code", label=draft.label(item), parents=draft.labels([relations.get(p) for p in parents]))
    if item.kind in OF_CELL and Kind.ACTIVITY in kinds and not relations.activities_of(item):
        draft.say("where.of_task", role="limit", code=draft.cite(item), task=draft.links(parents))


def of_phrase(draft: Draft, query: Query, matches: tuple[Match, ...], phrase: str) -> None:
    """List the items that hold a phrase, and the tasks or activities they belong to when those are asked for."""
    relations = draft.relations
    phrase = query.shown(phrase)
    items = by_code(m.item for m in matches)
    uppers = tuple(k for k in query.asked if k in UPPER)
    kinds = tuple(dict.fromkeys(i.kind for i in items))
    literal = all(m.strength != "fuzzy" for m in matches)
    parents: list[str] = []
    for item in items:
        for code in _homes(draft, item, uppers):
            if code != item.code:
                draft.claim("relation", subject=item.code, object=code)
            parents.append(code)
    for item in items:
        draft.cite(item)
    if not literal and draft.desk.matcher.literal(fold(phrase)):  # elsewhere in the source, but in none of these kinds
        named = draft.words.join(draft.words.kind(k, 1) for k in kinds)
        draft.say("where.loose_kind", kind=named, phrase=phrase, n=len(items))
    elif not literal:
        draft.say("where.loose", phrase=phrase, n=len(items))
    elif len(kinds) == 1 and parents:
        draft.say(
            "where.phrase_kind",
            phrase=phrase,
            kind=draft.words.kind(kinds[0], len(items)),
            n=len(items),
            parents=draft.links(_sorted(draft, parents)),
        )
    else:
        draft.say("where.phrase", phrase=phrase, n=len(items))
    if parents and (not literal or len(kinds) > 1):
        own = [relations.get(c) for c in _sorted(draft, parents)]
        for kind in UPPER:
            group = [i for i in own if i.kind is kind]
            if group:
                draft.say(f"where.{kind}", parents=draft.labels(group))
    for kind in kinds:
        title = draft.words.kind(kind).capitalize() if len(kinds) > 1 else ""
        draft.table([i for i in items if i.kind is kind], kind, title)
    if any(m.strength == "detail" for m in matches):
        draft.say("where.details_too", role="note", phrase=phrase)
    for code in _sorted(draft, parents)[:1]:
        draft.suggest("what", code=code)


def _homes(draft: Draft, item: Item, uppers: tuple[Kind, ...]) -> Iterable[str]:
    relations = draft.relations
    if not uppers:
        return item.parents
    found: list[str] = []
    if Kind.TASK in uppers:
        found += relations.task_of(item)
    if Kind.ACTIVITY in uppers:
        found += relations.activities_of(item) or ([] if Kind.TASK in uppers else item.parents)
    return found


def _sorted(draft: Draft, codes: Iterable[str]) -> list[str]:
    return [i.code for i in by_code(draft.relations.get(c) for c in dict.fromkeys(codes))]


def above(kind: Kind, item: Item) -> bool:
    """Whether items of `kind` are what `item` hangs on."""
    if item.kind is Kind.TASK:
        return False
    return kind is Kind.TASK or kind is Kind.ACTIVITY and item.kind is not Kind.ACTIVITY
