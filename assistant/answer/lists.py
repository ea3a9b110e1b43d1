"""Which items: complete lists under their parents, and selections with what made them so."""

from __future__ import annotations

from ..question.conversation import anchors
from ..question.form import Above, Amount, Beside, Coded, Named, Nth, Question, Says, Set, Such, Top
from ..question.found import Evidence, Result
from ..question.node import nodes
from ..question.sets import core, direct, kinds_of
from ..standard.model import Kind
from ..standard.relations import UPPER, Item
from .draft import Draft, Role, span
from .misprints import remark
from .several.elsewhere import reason

MOST_LOOKED_AT = 4
"""Items named as looked at when nothing was found under them."""
MOST_WORDS = 5
"""Words of the source that are named where the question used another."""
MOST_CLAIMED = 150
"""Relations of an answer that are claimed one by one."""


def listed(draft: Draft, form: Set) -> Result:
    """List the items of a set."""
    result = draft.desk.runner.run(form)
    reasons(draft, form)
    if result.evidence.groups and result.whole:
        grouped(draft, result)
        other_words(draft, form, result)
    else:
        selected(draft, form, result)
    suggest(draft, form)
    return result


def grouped(draft: Draft, result: Result) -> None:
    """Complete lists, each under its parent."""
    words = draft.words
    groups = result.evidence.groups
    coarse(draft, result.evidence)
    several = len(groups) > 1
    for group in groups:
        if not group.items:
            if group.parent is not None:
                draft.claim("count", kind=group.kind, object=group.parent.code, value=0)
                draft.say("lists.none", label=draft.label(group.parent), kind=words.kind(group.kind))
            else:
                draft.claim("count", kind=group.kind, value=0)
                draft.say("lists.whole_none", standard=draft.desk.name, kind=words.kind(group.kind))
            continue
        n = len(group.items)
        if group.parent is None:
            draft.say(
                "lists.whole",
                standard=draft.desk.name,
                counted=draft.counted(group.kind, None),
                n=n,
                run=_run(draft, group.items),
            )
            draft.complete(group.kind, None, titled=several)
            continue
        draft.say(
            "lists.complete",
            label=draft.label(group.parent),
            counted=draft.counted(group.kind, group.parent.code),
            n=n,
            run=_run(draft, group.items),
        )
        draft.complete(group.kind, group.parent, titled=several)


def coarse(draft: Draft, evidence: Evidence) -> None:
    """Say where the table gives a kind for a whole task only."""
    said: set[tuple[Kind, str]] = set()
    for kind, code, place in evidence.coarse:
        if (kind, place) in said:
            continue
        said.add((kind, place))
        item = draft.relations.get(code)
        if kind is Kind.ACTIVITY:
            of_activities(draft, item, (place,))
            continue
        key = "lists.whole_task" if item.kind is Kind.ACTIVITY else "lists.leaf"
        draft.say(key, role="limit", kinds=draft.words.kind(kind), code=draft.cite(item), task=draft.cite_code(place))


def of_activities(draft: Draft, item: Item, tasks: tuple[str, ...], role: Role = "limit") -> None:
    """Say that an item is listed for whole tasks, and which activities share it there."""
    shared = [a.code for t in tasks for a in draft.relations.children(Kind.ACTIVITY, t)]
    draft.say(
        "where.of_activities",
        role=role,
        code=draft.cite(item),
        task=draft.links(tasks),
        activities=draft.links(shared),
    )


def selected(draft: Draft, form: Set, result: Result) -> None:
    """Items that were selected: how many, which, and what shows that they belong."""
    words = draft.words
    claims(draft, result.evidence, result.items)
    if not result.items:
        if isinstance(core(form), Beside) or isinstance(form, Beside):
            draft.say("found.no_next")
            return
        draft.say("found.none", form=draft.readback.set(form))
        looked_at(draft, form)
        for text in dict.fromkeys(t for _, t, _ in result.evidence.texts):
            if not any(yes for _, t, yes in result.evidence.texts if t == text) and not draft.desk.mentions(text):
                draft.say("found.says_not", role="note", text=text)
        return
    kinds = list(dict.fromkeys(i.kind for i in result.items))
    n = len(result.items)
    counted = words.join(words.kind(k, n) for k in kinds)
    if isinstance(form, Above) and 0 < len(low := draft.desk.runner.run(form.of).items) <= MOST_LOOKED_AT:
        draft.say("found.above", labels=draft.labels(low), kinds=counted, n=n)
    elif not isinstance(form, Coded | Named | Nth | Beside):
        draft.say("found.several", kinds=counted, n=n)
    draft.tables(result.items, titled=True)
    other_words(draft, form, result)
    places(draft, result.items)
    remark(draft, tuple(i.code for i in result.items if i.code))


def other_words(draft: Draft, form: Question | Set, result: Result) -> None:
    """Say which words of the source stand for the reader's."""
    wording = draft.desk.runner.wording
    asked = {wording.meant(n.text): n.text for n in nodes(form) if isinstance(n, Says)}
    for text in dict.fromkeys(t for _, t, yes in result.evidence.texts if yes):
        mended = [text] if asked.get(text, text) != text else []
        held = [i for code, t, yes in result.evidence.texts if yes and t == text for i in draft.relations.find(code)]
        if found := mended or list(wording.worded(text, held)):
            shown = draft.words.join(f"「{w}」" for w in found[:MOST_WORDS])
            draft.say("found.says_as", role="note", text=asked.get(text, text), words=shown)


def looked_at(draft: Draft, form: Question | Set) -> None:
    """Cite the items under which nothing was found."""
    items = [i for a in anchors(form) for i in draft.desk.runner.run(a).items]
    if items and len(items) <= MOST_LOOKED_AT:
        draft.say("found.looked_at", role="note", labels=draft.labels(items))


def places(draft: Draft, items: tuple[Item, ...]) -> None:
    """Where selected items hang, by code, without citing the places as part of the answer."""
    homes: dict[tuple[str, ...], list[str]] = {}
    for item in items:
        if item.parents and item.code:
            draft.hangs(item)
            homes.setdefault(item.parents, []).append(item.code)
    if homes and len(items) <= 40:
        parts = (f"{'/'.join(codes)} → {'/'.join(parents)}" for parents, codes in homes.items())
        draft.say("found.parents", role="note", parts=draft.words.join(parts))


def claims(draft: Draft, evidence: Evidence, items: tuple[Item, ...]) -> None:
    """Put what made the items members before the proof."""
    held = {i.code: i for i in items}
    for child, parent in list(evidence.relations)[:MOST_CLAIMED]:
        draft.claim("relation", subject=child, object=parent)
    for (kind, code), n in evidence.counts.items():
        if code in held:
            draft.claim("count", kind=kind, object=code, value=n)
    for code, level in evidence.levels:
        if code in held:
            draft.claim("level", subject=code, value=level)
    for code, value in evidence.details.items():
        if code in held:
            draft.claim("details", subject=code, value=value)
    for code, text, yes in evidence.texts:
        if yes and code in held:
            for word in reason(draft.desk.runner, held[code], text) or (text,):
                draft.claim("says", subject=code, value=word)


def reasons(draft: Draft, form: Question | Set) -> None:
    """What selected the items on the way: the one with most, and by how much; each number is claimed."""
    words = draft.words
    for node in nodes(form):
        if isinstance(node, Top):
            winners = draft.desk.runner.run(node).items
            if not winners:
                continue
            if isinstance(node.by, Kind) and winners[0].kind not in UPPER:
                spread(draft, node.by, winners)
            elif isinstance(node.by, Kind):
                n = draft.desk.runner.size(winners[0], node.by)
                for item in winners:
                    draft.claim("count", kind=node.by, object=item.code, value=n)
                key = node.order + ("_nth" if node.place > 1 else "_tie" if len(winners) > 1 else "")
                draft.say(
                    f"count.{key}",
                    kind=words.kind(node.by),
                    winners=draft.labels(winners),
                    n=n,
                    k=len(winners),
                    place=node.place,
                )
                ranking(draft, node)
            else:
                level = max(draft.desk.runner.levels(winners[0]), default=0)
                for item in winners:
                    draft.claim("level", subject=item.code, value=level)
                key = "highest" if node.order == "most" else "lowest"
                draft.say(f"level.{key}", kind=words.kind(winners[0].kind), n=level, count=len(winners))
        elif isinstance(node, Such) and isinstance(node.test, Amount) and node.test.n:
            found = draft.desk.runner.run(node).items
            parts = [
                words.say("count.part", code=i.code, n=size(draft, node.test.kind, i)) for i in found if i.kind in UPPER
            ]
            if parts and len(parts) <= 25:
                draft.say("found.with_counts", role="note", kind=words.kind(node.test.kind), parts=words.join(parts))


def spread(draft: Draft, kind: Kind, items: tuple[Item, ...]) -> None:
    """Under how many tasks or activities items stand that stand under most, each place claimed."""
    n = draft.desk.runner.spread(items[0], kind)
    draft.say("count.spread", kind=draft.words.kind(kind, n), n=n, k=len(items))
    for item in items:
        for place in draft.desk.runner.places(item, kind)[:MOST_CLAIMED]:
            draft.claim("relation", subject=item.code, object=place.code)


def ranking(draft: Draft, top: Top) -> None:
    """The numbers of all that were compared, where they are few; those that the question names are cited."""
    items = draft.desk.runner.run(top.of).items
    if not isinstance(top.by, Kind) or not 1 < len(items) <= 12:
        return
    by = top.by
    ordered = sorted(items, key=lambda i: -draft.desk.runner.size(i, by))
    named = direct(top.of)
    parts = [
        draft.words.say("count.part", code=draft.cite(i) if named else i.code, n=size(draft, by, i)) for i in ordered
    ]
    draft.say("count.ranking", role="note", parts=draft.words.join(parts))


def size(draft: Draft, kind: Kind, item: Item) -> int:
    """How many of a kind hang on an item, claimed."""
    n = draft.desk.runner.size(item, kind)
    draft.claim("count", kind=kind, object=item.code, value=n)
    return n


def suggest(draft: Draft, form: Set) -> None:
    """What may be asked next of the task or activity that an answer is about."""
    code = next((g.parent.code for g in draft.desk.runner.run(form).evidence.groups if g.parent), "")
    if not code:
        return
    for kind, topic in (
        (Kind.SKILL, "skills"),
        (Kind.KNOWLEDGE, "knowledge"),
        (Kind.OUTPUT, "outputs"),
        (Kind.INDICATOR, "indicators"),
    ):
        if kind not in kinds_of(form):
            draft.suggest(topic, code=code)


def _run(draft: Draft, items: tuple[Item, ...]) -> str:
    codes = span(items) if len(items) > 2 else ""
    return draft.words.say("lists.run", codes=codes) if codes else ""
