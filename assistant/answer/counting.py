"""How many, the most, the least, which have none: counted on the table, never on a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ..question.query import Query
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Item
from .draft import Draft

_LISTED = 3
"""Most parents under which the counted items are listed besides."""
_EVERYTHING = (Kind.ACTIVITY, Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)


def count(draft: Draft, query: Query, codes: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
    """Count kinds under the items named, or in the standard; under an item the counted items are listed too."""
    words = draft.words
    if not codes:
        for kind in kinds:
            draft.say("count.whole", standard=draft.desk.name, counted=draft.counted(kind, None))
            if query.has("each", "compare") and kind not in (Kind.TASK, Kind.ATTITUDE):
                _by(draft, kind, Kind.ACTIVITY if Kind.ACTIVITY in query.given else Kind.TASK)
            _duplicates(draft, kind)
            if (
                query.has("list", "which")
                and query.strong
                and kind in UPPER
                or query.has("list")
                and not query.has("total")
            ):
                draft.complete(
                    kind, None, words.say("phrase.all", kind=words.kind(kind), n=len(draft.relations.of_kind(kind)))
                )
        return
    if not kinds:
        for code in codes:
            item = draft.relations.get(code)
            own = tuple(k for k in _EVERYTHING if draft.relations.children(k, code))
            draft.say(
                "count.everything", label=draft.label(item), counts=words.join(draft.counted(k, code) for k in own)
            )
        return
    for kind in kinds:
        if kind is Kind.ATTITUDE:
            draft.say("count.whole", standard=draft.desk.name, counted=draft.counted(kind, None))
            draft.say("count.attitudes_apart", role="limit")
            continue
        parents = [_counting_parent(draft, draft.relations.get(c), kind) for c in codes]
        for parent in dict.fromkeys(parents):
            draft.say("count.of", label=draft.label(parent), counted=draft.counted(kind, parent.code))
        if len(set(parents)) > 1:
            _sum(draft, kind, list(dict.fromkeys(parents)))
        for parent in dict.fromkeys(parents):
            if query.has("each") and parent.kind is Kind.TASK and kind in (Kind.OUTPUT, Kind.INDICATOR):
                parts = [
                    words.say("count.part", code=draft.cite(a), n=_size(draft, kind, a))
                    for a in draft.relations.children(Kind.ACTIVITY, parent.code)
                ]
                draft.say("count.sum", counted=draft.counted(kind, parent.code), parts=words.join(parts))
            if len(codes) > _LISTED:
                continue
            n = len(draft.relations.children(kind, parent.code))
            title = (
                words.say("phrase.of", parent=parent.code, kind=words.kind(kind), n=n)
                if len(codes) * len(kinds) > 1
                else ""
            )
            draft.complete(kind, parent, title)
    if query.amount and query.amount[1] in kinds and len(codes) == 1 and not query.has("over", "atleast", "under"):
        n = len(draft.relations.children(query.amount[1], codes[0]))
        if n != query.amount[0]:
            draft.say("lists.amount", role="correction", n=n, claimed=query.amount[0])


def _counting_parent(draft: Draft, item: Item, kind: Kind) -> Item:
    relations = draft.relations
    if item.kind is Kind.ACTIVITY and kind in OF_CELL and not relations.fine(item.code):
        task = relations.get(relations.task_of(item)[0])
        draft.say(
            "lists.whole_task", role="limit", kinds=draft.words.kind(kind), code=draft.cite(item), task=draft.cite(task)
        )
        return task
    if item.kind not in UPPER and item.parents:
        return relations.get(item.parents[0])
    return item


def _size(draft: Draft, kind: Kind, parent: Item) -> int:
    n = len(draft.relations.children(kind, parent.code))
    draft.claim("count", kind=kind, object=parent.code, value=n)
    return n


def _by(draft: Draft, kind: Kind, subject: Kind) -> None:
    parts = [
        draft.words.say("count.part", code=draft.cite(t), n=_size(draft, kind, t))
        for t in draft.relations.of_kind(subject)
    ]
    draft.say(f"count.by_{subject}", role="note", parts=draft.words.join(parts))


def _sum(draft: Draft, kind: Kind, parents: list[Item]) -> None:
    words = draft.words
    distinct = {(i.code, i.parents) for p in parents for i in draft.relations.children(kind, p.code)}
    parts = [words.say("count.part", code=draft.cite(p), n=_size(draft, kind, p)) for p in parents]
    draft.say("count.sum", counted=words.counted(len(distinct), kind), parts=words.join(parts))


def _duplicates(draft: Draft, kind: Kind) -> None:
    codes = Counter(i.code for i in draft.relations.of_kind(kind) if i.code)
    twice = [c for c, n in codes.items() if n > 1]
    if twice:
        draft.say("count.codes", role="note", distinct=len(codes), codes=draft.words.join(twice))


def extreme(draft: Draft, query: Query, subject: Kind, kind: Kind, scope: tuple[str, ...]) -> None:
    """Which tasks or activities have the most or the fewest of a kind, or stand at a place between; ties included."""
    words, least = draft.words, query.has("least", "fewer")
    sizes = {i: _size(draft, kind, i) for i in _subjects(draft, subject, scope)}
    if not sizes:
        return
    numbers = sorted(set(sizes.values()), reverse=not least)
    for place in query.rank or (1,):
        if place > len(numbers):
            break
        n = numbers[place - 1]
        winners = [i for i, own in sizes.items() if own == n]
        key = ("least" if least else "most") + ("_nth" if place > 1 else "_tie" if len(winners) > 1 else "")
        draft.say(
            f"count.{key}", kind=words.kind(kind), winners=draft.labels(winners), n=n, k=len(winners), place=place
        )
    if subject is Kind.TASK or scope:
        ranking = sorted(sizes.items(), key=lambda e: e[1], reverse=not least)
        parts = words.join(words.say("count.part", code=i.code, n=n) for i, n in ranking)
        draft.say("count.ranking", role="note", parts=parts)


def filtered(draft: Draft, query: Query, subject: Kind, kind: Kind, scope: tuple[str, ...]) -> None:
    """Which tasks or activities have none of a kind, or more, fewer or exactly so many."""
    words = draft.words
    amount = query.amount[0] if query.amount else 0
    rules: dict[str, Callable[[int], bool]] = {
        "over": lambda n: n > amount,
        "atleast": lambda n: n >= amount,
        "under": lambda n: n < amount,
        "exactly": lambda n: n == amount,
        "none": lambda n: n == 0,
    }
    rule = (
        "none" if query.amount is None else next((r for r in ("over", "atleast", "under") if query.has(r)), "exactly")
    )
    level = query.level
    subjects = [i for i in _subjects(draft, subject, scope) if level is None or level in i.levels]
    found = [i for i in subjects if rules[rule](_size(draft, kind, i))]
    if rule == "none" and not found:
        draft.say("count.none_zero", subject=words.kind(subject), kind=words.kind(kind))
        return
    n = len(found)
    draft.say(
        f"count.{rule}",
        subject=words.kind(subject, n),
        kind=words.kind(kind),
        measured=words.kind(kind, amount),
        n=n,
        amount=amount,
    )
    draft.table(found, subject)
    if rule != "none" and found:
        parts = [words.say("count.part", code=draft.cite(i), n=_size(draft, kind, i)) for i in found]
        draft.say("count.each", role="note", kind=words.kind(kind), parts=words.join(parts))


def _subjects(draft: Draft, subject: Kind, scope: tuple[str, ...]) -> list[Item]:
    found = draft.relations.of_kind(subject)
    within = [c for c in scope if draft.relations.get(c).kind is Kind.TASK]
    return [i for i in found if not within or any(draft.relations.under(i, c) for c in within)]
