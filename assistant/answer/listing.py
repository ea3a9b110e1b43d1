"""Complete lists: of any kind under a task or activity, in the whole standard, or reached through an item."""

from __future__ import annotations

from ..question.query import Query
from ..retrieval.words import Match
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER, Item
from .draft import Draft, by_code, span
from .misprints import remark


def list_under(draft: Draft, codes: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
    """List kinds under the items named; where the table hangs them higher, list them there and say so."""
    several = len(codes) * len(kinds) > 1
    shown: set[tuple[Kind, str]] = set()
    for code in codes:
        for item in draft.relations.find(code)[:1]:
            for kind in kinds:
                _one(draft, item, kind, several, shown)
    _correct(draft, codes, kinds)
    if any(e.code in codes for e in draft.relations.standard.errata if e.code) or Kind.OUTPUT in kinds:
        listed = tuple(dict.fromkeys(i.code for i in draft.cited.values() if i.kind in kinds))
        remark(draft, tuple(c for c in listed if len(draft.relations.find(c)) > 1))
    _suggest(draft, codes, kinds)


def _one(draft: Draft, item: Item, kind: Kind, several: bool, shown: set[tuple[Kind, str]]) -> None:
    words = draft.words
    if kind is Kind.ATTITUDE:
        if (kind, "") not in shown:
            shown.add((kind, ""))
            items = draft.complete(
                kind, None, words.say("phrase.all", kind=words.kind(kind), n=len(draft.relations.of_kind(kind)))
            )
            draft.say(
                "lists.attitudes" if items else "lists.whole_none",
                role="limit",
                kind=words.kind(kind),
                standard=draft.desk.name,
            )
        return
    home, limit = _home(draft, item, kind)
    if limit == "leaf_none":
        draft.say(
            "lists.leaf_none",
            role="limit",
            code=draft.label(item, quote=False),
            own=words.kind(item.kind, 1),
            kind=words.kind(kind),
        )
        return
    if not limit and item not in home:
        for parent in home:
            draft.claim("relation", subject=item.code, object=parent.code)
        draft.say("where.code", role="note", label=draft.label(item), parents=draft.labels(home))
    for parent in home:
        if limit and (kind, parent.code) not in shown:
            draft.say(
                f"lists.{limit}", role="limit", kinds=words.kind(kind), code=draft.cite(item), task=draft.cite(parent)
            )
        if (kind, parent.code) in shown:
            continue
        shown.add((kind, parent.code))
        items = draft.relations.children(kind, parent.code)
        if not items:
            draft.claim("count", kind=kind, object=parent.code, value=0)
            draft.say("lists.none", label=draft.label(parent), kind=words.kind(kind))
            continue
        draft.say(
            "lists.complete",
            label=draft.label(parent),
            counted=draft.counted(kind, parent.code),
            n=len(items),
            run=_run(draft, items),
        )
        title = words.say("phrase.of", parent=parent.code, kind=words.kind(kind), n=len(items)) if several else ""
        draft.complete(kind, parent, title)


def _run(draft: Draft, items: tuple[Item, ...]) -> str:
    codes = span(items) if len(items) > 2 else ""
    return draft.words.say("lists.run", codes=codes) if codes else ""


def _home(draft: Draft, item: Item, kind: Kind) -> tuple[list[Item], str]:
    """Where the table lists `kind` for `item`: the parents to list under, and the limit to state."""
    relations = draft.relations
    if item.kind is Kind.TASK:
        return [item], ""
    if item.kind is Kind.ACTIVITY:
        if kind in OF_CELL and not relations.fine(item.code) and relations.children(kind, item.code):
            return [relations.get(t) for t in relations.task_of(item)], "whole_task"
        if kind is Kind.ACTIVITY:
            return [relations.get(t) for t in relations.task_of(item)], ""
        return [item], ""
    if item.kind is Kind.ATTITUDE or not item.parents:
        return [], "leaf_none"
    if item.kind in OF_ACTIVITY and kind in OF_CELL:
        activity = relations.get(item.parents[0])
        if relations.fine(activity.code):
            return [activity], "leaf"
        return [relations.get(t) for t in relations.task_of(item)], "leaf"
    return [relations.get(p) for p in item.parents], ""


def _correct(draft: Draft, codes: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
    """Put a wrong number or level in the question right."""
    query = draft.query
    if query.amount and not query.has("over", "atleast", "under") and len(codes) == 1:
        claimed, kind = query.amount
        if kind in kinds:
            home, _ = _home(draft, draft.relations.get(codes[0]), kind)
            n = sum(len(draft.relations.children(kind, p.code)) for p in home)
            if n != claimed:
                draft.say("lists.amount", role="correction", n=n, claimed=claimed)
    if query.level is not None and len(codes) == 1:
        level_check(draft, draft.relations.get(codes[0]), query.level)


def level_check(draft: Draft, item: Item, claimed: int) -> None:
    """Correct a level that the question takes for granted."""
    if item.levels and claimed not in item.levels:
        for value in item.levels:
            draft.claim("level", subject=item.code, value=value)
        draft.say(
            "lists.level_wrong",
            role="correction",
            code=draft.cite(item),
            n=draft.words.join(map(str, item.levels)),
            claimed=claimed,
        )


def orient(draft: Draft) -> None:
    """Someone new asks for the whole: what the job is for, its tasks, and what to ask next."""
    standard = draft.relations.standard
    if standard.description:
        draft.claim("profile", subject="description", value=standard.description)
        draft.say("orient.purpose", description=standard.description)
    draft.say("orient.tasks", counted=draft.counted(Kind.TASK, None), activities=draft.counted(Kind.ACTIVITY, None))
    tasks = draft.complete(Kind.TASK, None, draft.words.kind(Kind.TASK))
    for task in tasks[:3]:
        draft.suggest("activities", code=task.code)


def list_all(draft: Draft, kinds: tuple[Kind, ...]) -> None:
    """List every item of some kinds in the standard."""
    words = draft.words
    for kind in kinds:
        items = draft.relations.of_kind(kind)
        if not items:
            draft.claim("count", kind=kind, value=0)
            draft.say("lists.whole_none", standard=draft.desk.name, kind=words.kind(kind))
            continue
        draft.say(
            "lists.whole",
            standard=draft.desk.name,
            counted=draft.counted(kind, None),
            n=len(items),
            run=_run(draft, items),
        )
        draft.complete(
            kind, None, words.say("phrase.all", kind=words.kind(kind), n=len(items)) if len(kinds) > 1 else ""
        )
    query = draft.query
    if query.amount and query.amount[1] in kinds:
        n = len(draft.relations.of_kind(query.amount[1]))
        if n != query.amount[0]:
            draft.say("lists.amount", role="correction", n=n, claimed=query.amount[0])


def narrowed(draft: Draft, codes: tuple[str, ...], kinds: tuple[Kind, ...], phrase: str) -> bool:
    """List the items under the codes that fit a phrase; False when none does."""
    hits: dict[str, list[Item]] = {}
    for code in codes:
        own = [m for m in draft.desk.matcher.search(phrase, kinds or None) if draft.relations.under(m.item, code)]
        hits[code] = by_code(m.item for m in _best(own))
    if not any(hits.values()):
        return False
    for code, items in hits.items():
        parent = draft.relations.get(code)
        kind_words = draft.words.join(
            draft.words.kind(k, len(items)) for k in dict.fromkeys(i.kind for i in items) or kinds
        )
        draft.say(
            "lists.narrowed", label=draft.label(parent), phrase=draft.query.shown(phrase), kind=kind_words, n=len(items)
        )
        for kind in dict.fromkeys(i.kind for i in items):
            draft.table([i for i in items if i.kind is kind], kind)
        for item in items:
            if item.code != parent.code:
                draft.claim("relation", subject=item.code, object=code)
    return True


def _best(matches: list[Match]) -> list[Match]:
    """All literal matches, or of the loose ones those that are as full as the fullest."""
    best = max((m.share for m in matches), default=0.0)
    return [m for m in matches if m.strength != "fuzzy" or m.share >= best - 0.02]


def nth(draft: Draft, query: Query, codes: tuple[str, ...]) -> str | None:
    """The code that `第二個活動` means under the first code (or in the standard); declined when there is none."""
    assert query.ordinal is not None
    kind = query.ordinal.kind
    if kind is None:
        return None
    parent = next((c for c in codes if kind_of(c) in UPPER and kind_of(c) is not kind), None)
    if codes and parent is None:
        return None
    items = draft.relations.children(kind, parent)
    position = query.ordinal.position
    if position == -1 or 0 < position <= len(items):
        return items[position if position < 0 else position - 1].code
    draft.refused = True
    counted = draft.counted(kind, parent)
    draft.say("lists.nth_none", label=parent or draft.words.quote(draft.desk.name), counted=counted, position=position)
    return None


def _suggest(draft: Draft, codes: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
    first = draft.relations.get(codes[0])
    code = first.code if first.kind in UPPER else next(iter(draft.relations.task_of(first)), "")
    if not code:
        return
    for kind, topic in (
        (Kind.SKILL, "skills"),
        (Kind.KNOWLEDGE, "knowledge"),
        (Kind.OUTPUT, "outputs"),
        (Kind.INDICATOR, "indicators"),
    ):
        if kind not in kinds:
            draft.suggest(topic, code=code)
