"""Two or more items side by side: what is shared, what differs, what one asks beyond the other."""

from __future__ import annotations

from itertools import combinations

from ..language.folding import fold
from ..question.query import Query
from ..retrieval.words import normal
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Item
from .draft import Draft, by_code
from .misprints import remark

_ALL_OF = {Kind.TASK: (Kind.ACTIVITY, Kind.KNOWLEDGE, Kind.SKILL), Kind.ACTIVITY: (Kind.OUTPUT, Kind.INDICATOR)}


def compare(draft: Draft, query: Query, codes: tuple[str, ...]) -> None:
    """Compare the items named."""
    items = [draft.relations.get(c) for c in codes]
    if all(i.kind in UPPER for i in items):
        _parents(draft, query, items)
    else:
        _leaves(draft, items)


def _leaves(draft: Draft, items: list[Item]) -> None:
    words = draft.words
    for first, second in combinations(items[:4], 2):
        homes = [p for i in (first, second) for p in i.parents]
        for item in (first, second):
            for parent in item.parents:
                draft.claim("relation", subject=item.code, object=parent)
        if _wording(first) == _wording(second):
            key = "compare.same" if len(set(homes)) > 1 else "compare.same_parent"
            draft.say(
                key, first=draft.cite(first), second=draft.cite(second), text=first.text, parents=draft.links(homes)
            )
        elif normal(fold(first.text)) == normal(fold(second.text)):
            draft.say(
                "compare.same_name",
                first=draft.cite(first),
                second=draft.cite(second),
                text=first.text,
                parents=draft.links(homes),
            )
        else:
            draft.say(
                "compare.different",
                first=draft.cite(first),
                second=draft.cite(second),
                text_a=first.text,
                text_b=second.text,
            )
            if first.parents and second.parents:
                draft.say(
                    "compare.parents",
                    role="note",
                    first=draft.cite(first),
                    second=draft.cite(second),
                    parents_a=draft.links(first.parents),
                    parents_b=draft.links(second.parents),
                )
    for kind in dict.fromkeys(i.kind for i in items):
        own = [i for i in items if i.kind is kind]
        draft.table(own, kind, words.kind(kind, len(own)) if len({i.kind for i in items}) > 1 else "")
    remark(draft, tuple(i.code for i in items))


def _parents(draft: Draft, query: Query, items: list[Item]) -> None:
    words = draft.words
    kinds = query.asked or query.given
    kinds = tuple(k for k in kinds if k not in UPPER or k is not items[0].kind)
    if query.has("more", "fewer", "most", "least") and kinds:
        for kind in kinds:
            _amounts(draft, items, kind, fewer=query.has("fewer", "least"))
        return
    if query.has("level") and not kinds:
        levels = [i for i in items if len(i.levels) == 1]
        counts = words.join(words.say("compare.level_each", code=draft.cite(i), n=draft.level(i)) for i in items)
        same = len(levels) == len(items) and len({i.levels for i in items}) == 1
        if same:
            draft.say("compare.levels_same", labels=draft.labels(items), n=items[0].levels[0])
        else:
            draft.say("compare.levels", counts=counts)
        return
    draft.say("compare.lead", labels=draft.labels(items))
    full = not kinds
    kinds = kinds or (_ALL_OF[items[0].kind] if len({i.kind for i in items}) == 1 else (Kind.OUTPUT, Kind.INDICATOR))
    if full:
        for item in items:
            counted = words.join(draft.counted(k, item.code) for k in kinds)
            draft.say("compare.counts", role="note", code=draft.cite(item), level=draft.level(item), counts=counted)
    only = query.has("shared") and not query.has("compare")
    for kind in kinds:
        homes = _homes(draft, items, kind)
        if len(homes) > 1:
            _shared(draft, homes, kind, only)
            if only:
                continue
        for home in homes:
            found = draft.relations.children(kind, home.code)
            if found:
                draft.complete(
                    kind, home, words.say("phrase.of", parent=home.code, kind=words.kind(kind), n=len(found))
                )
            else:
                draft.claim("count", kind=kind, object=home.code, value=0)
                draft.say("lists.none", role="note", label=draft.cite(home), kind=words.kind(kind))


def _homes(draft: Draft, items: list[Item], kind: Kind) -> list[Item]:
    """Where the table lists the kind: a merged cell speaks for the whole task, once."""
    homes: dict[str, Item] = {}
    for item in items:
        coarse = kind in OF_CELL and item.kind is Kind.ACTIVITY and not draft.relations.fine(item.code)
        for code in draft.relations.task_of(item) if coarse else (item.code,):
            if coarse and code not in homes:
                draft.say(
                    "lists.whole_task",
                    role="limit",
                    kinds=draft.words.kind(kind),
                    code=draft.cite(item),
                    task=draft.cite_code(code),
                )
            homes[code] = draft.relations.get(code)
    return list(homes.values())


def _shared(draft: Draft, items: list[Item], kind: Kind, only: bool) -> None:
    """Say which items of a kind all the parents have, by code or by name; `only`: as the whole answer."""
    words = draft.words
    sets = [{i.code: i for i in draft.relations.children(kind, p.code)} for p in items]
    if len({id(p) for p in items}) < 2 or not all(sets):
        return
    common = [i for code, i in sets[0].items() if all(code in other for other in sets[1:])]
    if common:
        for item in common:
            for parent in items:
                draft.claim("relation", subject=item.code, object=parent.code)
        draft.say("compare.shared", kind=words.kind(kind, len(common)), items=draft.labels(common))
        if only:
            draft.table(common, kind)
        return
    pairs = [
        (a, b)
        for one, two in combinations(sets, 2)
        for a in one.values()
        for b in two.values()
        if a.code != b.code and normal(fold(a.text)) == normal(fold(b.text))
    ]
    if pairs:
        said = (f"{draft.cite(a)} = {draft.cite(b)}{words.quote(a.text)}" for a, b in pairs)
        draft.say("compare.shared_wording", pairs=words.join(said))
        if only:
            draft.table(by_code(i for pair in pairs for i in pair), kind)
    elif only:
        draft.say("compare.shared_none", kind=words.kind(kind), labels=words.join(draft.cite(i) for i in items))


def _amounts(draft: Draft, items: list[Item], kind: Kind, fewer: bool) -> None:
    words = draft.words
    sizes = {i.code: len(draft.relations.children(kind, i.code)) for i in items}
    for code, n in sizes.items():
        draft.claim("count", kind=kind, object=code, value=n)
    counts = words.join(words.say("compare.each", code=draft.cite(i), n=sizes[i.code]) for i in items)
    edge = min(sizes.values()) if fewer else max(sizes.values())
    winners = [i for i in items if sizes[i.code] == edge]
    if len(winners) == len(items):
        draft.say("compare.tie", kind=words.kind(kind), counts=counts)
    else:
        draft.say(
            "compare.fewer" if fewer else "compare.more",
            winner=draft.labels(winners),
            kind=words.kind(kind),
            counts=counts,
        )
    if draft.query.has("each", "list"):
        for item in items:
            title = words.say("phrase.of", parent=item.code, kind=words.kind(kind), n=sizes[item.code])
            draft.complete(kind, item, title)


def shared_phrase(draft: Draft, codes: tuple[str, ...], kinds: tuple[Kind, ...], phrases: tuple[str, ...]) -> bool:
    """Under each of the items, list what fits a phrase; False when some have nothing."""
    chosen: list[tuple[Item, list[Item], str]] = []
    for code in codes:
        parent = draft.relations.get(code)
        for phrase in phrases:
            own = [m for m in draft.desk.matcher.search(phrase, kinds or None) if draft.relations.under(m.item, code)]
            if not own:
                continue
            best = max(m.share for m in own)
            fits = [m.item for m in own if m.strength != "fuzzy" or m.share >= best - 0.02]
            chosen.append((parent, by_code(i for i in fits if i.code != parent.code), phrase))
            break
    chosen = [entry for entry in chosen if entry[1]]
    if len({p.code for p, _, _ in chosen}) < len(codes):
        return False
    for parent, items, phrase in chosen:
        for item in items:
            draft.claim("relation", subject=item.code, object=parent.code)
        kind = draft.words.join(draft.words.kind(k, len(items)) for k in dict.fromkeys(i.kind for i in items))
        draft.say(
            "lists.narrowed", label=draft.label(parent), phrase=draft.query.shown(phrase), kind=kind, n=len(items)
        )
        for own_kind in dict.fromkeys(i.kind for i in items):
            draft.table([i for i in items if i.kind is own_kind], own_kind)
    return True


def repeated(draft: Draft, kind: Kind) -> None:
    """The items of a kind that several tasks share, by code or by name."""
    words = draft.words
    groups: dict[str, list[Item]] = {}
    for item in draft.relations.of_kind(kind):
        groups.setdefault(normal(fold(item.text)), []).append(item)
    shared = [g for g in groups.values() if len({t for i in g for t in draft.relations.task_of(i)}) > 1]
    if not shared:
        draft.say("compare.repeated_none", kind=words.kind(kind))
        return
    items = [i for group in shared for i in group]
    draft.say("compare.repeated", kind=words.kind(kind, len(items)), n=len(shared))
    draft.table(items, kind)
    for group in shared:
        for item in group:
            for parent in item.parents:
                draft.claim("relation", subject=item.code, object=parent)
        draft.say(
            "where.code",
            role="note",
            label=words.join(draft.cite(i) for i in group),
            parents=draft.links(p for i in group for p in i.parents),
        )


def transition(draft: Draft, query: Query, first: Item, second: Item) -> None:
    """What the second task asks that the first does not."""
    words = draft.words
    kinds = tuple(k for k in query.asked if k not in UPPER and k is not Kind.ATTITUDE) or (Kind.KNOWLEDGE, Kind.SKILL)
    for kind in kinds:
        have = {i.code for i in draft.relations.children(kind, first.code)}
        wordings = {_wording(i) for i in draft.relations.children(kind, first.code)}
        new = [
            i for i in draft.relations.children(kind, second.code) if i.code not in have and _wording(i) not in wordings
        ]
        if not new:
            draft.say("compare.learn_none", first=draft.cite(first), second=draft.cite(second), kind=words.kind(kind))
            continue
        for item in new:
            draft.claim("relation", subject=item.code, object=second.code)
        draft.say(
            "compare.learn",
            first=draft.cite(first),
            second=draft.label(second),
            kind=words.kind(kind, len(new)),
            n=len(new),
        )
        draft.table(new, kind, words.kind(kind, len(new)))


def _wording(item: Item) -> str:
    return normal(fold(item.text)) + "\n" + normal(fold("\n".join(item.details)))
