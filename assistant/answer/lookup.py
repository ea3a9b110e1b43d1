"""What is this item: any code in any written form, one or several, or an item named by its title."""

from __future__ import annotations

from ..language.folding import fold
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.note import explained
from ..standard.place import told
from ..standard.relations import OF_CELL, UPPER, Item
from .draft import Draft, span
from .misprints import remark

_COUNTED = (Kind.OUTPUT, Kind.INDICATOR)


def look_up(draft: Draft, items: list[Item]) -> None:
    """Describe the items."""
    codes = tuple(dict.fromkeys(i.code for i in items))
    places, below = [i for i in items if i.kind in UPPER], [i for i in items if i.kind not in UPPER]
    if len(places) == len(below) == 1 and not draft.relations.under(below[0], places[0].code):  # S27 of T4
        belongs(draft, below[0], places[0])
        describe(draft, places[0])
        return
    if len(codes) > 1:
        draft.say("lookup.several", n=len(items))
        for kind in dict.fromkeys(i.kind for i in items):
            same = [i for i in items if i.kind is kind]
            draft.table(
                same,
                kind,
                draft.words.say("phrase.related", kind=draft.words.kind(kind)) if len(items) > len(same) else "",
            )
        _places(draft, items)
        return
    if len(items) > 1:
        draft.say(
            "lookup.twice",
            code=draft.cite_code(codes[0]),
            n=len(items),
            parents=draft.links(p for i in items for p in i.parents),
        )
    for item in items:
        describe(draft, item)
    _explain(draft, items)
    remark(draft, codes)
    _next(draft, items[0])


def _explain(draft: Draft, items: list[Item]) -> None:
    """What the notes of the standard say of a term in the wording of an item."""
    for note in explained(draft.relations.standard.notes):
        if any(fold(term) in fold(item.text) for term in note.terms[:1] for item in items):
            for entry in note.entries:
                draft.claim("profile", subject="notes", value=entry)
            draft.say("lookup.note", role="note", entry="".join(note.entries))


def describe(draft: Draft, item: Item) -> None:
    """Say what one item is, where it hangs and what hangs on it."""
    words = draft.words
    if item.kind is Kind.TASK:
        kinds = (Kind.ACTIVITY, Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
        counts = words.join(draft.counted(k, item.code) for k in kinds)
        draft.say("lookup.task", label=draft.label(item), level=draft.level(item), counts=counts)
    elif item.parents:
        draft.hangs(item)
        parents = draft.labels([draft.relations.get(p) for p in item.parents])
        level = draft.level(item) if item.kind is Kind.ACTIVITY else ""
        quote = item.kind is not Kind.INDICATOR
        draft.say(f"lookup.{item.kind}", label=draft.label(item, quote=quote), parent=parents, level=level)
    else:
        draft.say(f"lookup.{item.kind}", label=draft.label(item), parent="", level="")
    if item.kind is Kind.ACTIVITY:
        counts = words.join(draft.counted(k, item.code) for k in _COUNTED)
        draft.say("count.everything", label=draft.label(item, quote=False), counts=counts)
    if item.kind is Kind.TASK:
        activities = draft.relations.children(Kind.ACTIVITY, item.code)
        for activity in activities:
            draft.claim("relation", subject=activity.code, object=item.code)
        named = (f"{a.code} {draft.gloss(a) or a.text}" for a in activities)
        draft.say("lookup.parts", role="note", kind=words.kind(Kind.ACTIVITY), parts=words.join(named))
    if item.kind not in (Kind.TASK, Kind.ACTIVITY):
        draft.table([item], item.kind)
    if item.kind in OF_CELL and (tasks := [p for p in item.parents if kind_of(p) is Kind.TASK]):
        draft.say("where.of_task", role="note", code=draft.label(item, quote=False), task=draft.links(tasks))


def details(draft: Draft, items: list[Item]) -> None:
    """The points printed under an item, or that there are none."""
    for item in items:
        if item.details:
            draft.say("lookup.details", code=draft.cite(item), n=len(item.details))
        else:
            draft.say("lookup.no_details", code=draft.cite(item))
        draft.table([item], item.kind)
    remark(draft, tuple(i.code for i in items))


def source_places(draft: Draft, items: list[Item]) -> None:
    """Where in the source document items stand."""
    for item in items:
        draft.say("lookup.source", code=draft.cite(item), places=told(item.spans, draft.words.say))
        draft.table([item], item.kind)


def belongs(draft: Draft, child: Item, parent: Item) -> None:
    """Confirm or correct that `child` hangs on `parent`."""
    relations = draft.relations
    draft_child = draft.label(child)
    if relations.under(child, parent.code):
        draft.claim("relation", subject=child.code, object=parent.code)
        draft.say("where.yes", child=draft_child, parent=draft.label(parent))
    elif not child.parents:
        draft.say("where.no_parent", role="correction", child=draft_child, wrong=parent.code)
    elif parent.kind is Kind.ACTIVITY and child.kind in OF_CELL and set(child.parents) & set(relations.task_of(parent)):
        for task in child.parents:
            draft.claim("relation", subject=child.code, object=task)
        draft.say(
            "where.only_task", role="correction", child=draft_child, task=draft.links(child.parents), code=parent.code
        )
    else:
        for home in child.parents:
            draft.claim("relation", subject=child.code, object=home)
        homes = draft.labels([relations.get(p) for p in child.parents])
        draft.say("where.no", role="correction", child=draft_child, wrong=parent.code, parent=homes)
    if child.kind not in (Kind.TASK, Kind.ACTIVITY):
        draft.table([child], child.kind)


def _places(draft: Draft, items: list[Item]) -> None:
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        if item.parents:
            groups.setdefault(item.parents, []).append(item)
    for parents, members in groups.items():
        for item in members:
            for parent in parents:
                draft.claim("relation", subject=item.code, object=parent)
        codes = span(members) if len(members) > 2 else ""
        named = codes or draft.words.join(draft.cite(i) for i in members)
        draft.say(
            "where.same_task" if len(members) > 1 else "where.code",
            role="note",
            codes=named,
            label=named,
            parents=draft.links(parents),
        )


def _next(draft: Draft, item: Item) -> None:
    if item.kind in (Kind.TASK, Kind.ACTIVITY):
        for topic in ("skills", "knowledge", "outputs"):
            draft.suggest(topic, code=item.code)
        return
    for parent in item.parents[:1]:
        draft.suggest("what", code=parent)
        draft.suggest("skills" if item.kind is not Kind.SKILL else "knowledge", code=draft.relations.task_of(item)[0])
