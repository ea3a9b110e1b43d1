"""What an item is, and where it hangs: any code in any written form, one or several, or an item named by its title."""

from collections.abc import Sequence

from ..language.folding import fold
from ..question.form import Locate
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.note import explained
from ..standard.place import told
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER, Item
from .draft import Draft, by_kind, gathered
from .lists import of_activities, selected, unbroken
from .misprints import remark

FEW = 3  # items up to which each is told with its place; of more, the places are told together


def look_up(draft: Draft, items: Sequence[Item]) -> None:
    """Describe the items."""
    codes = list(dict.fromkeys(i.code for i in items))
    places, below = [i for i in items if i.kind in UPPER], [i for i in items if i.kind not in UPPER]
    if len(places) == len(below) == 1 and not draft.relations.under(below[0], places[0].code):  # S27 of T4
        belongs(draft, below[0], places[0])
        describe(draft, places[0])
        return
    if len(codes) > 1:
        draft.say("lookup.several", n=len(items))
        kinds = by_kind(items)
        for kind, same in kinds.items():
            title = draft.words.say("phrase.related", kind=draft.words.kind(kind)) if len(kinds) > 1 else ""
            draft.table(same, kind, title)
        _places(draft, items)
        return
    if len(items) > 1:
        code, parents = draft.cite_code(codes[0]), draft.links(p for i in items for p in i.parents)
        draft.say("lookup.twice", code=code, n=len(items), parents=parents)
    for item in items:
        describe(draft, item)
    _explain(draft, items)
    remark(draft, codes)
    _next(draft, items[0])


def _explain(draft: Draft, items: Sequence[Item]) -> None:
    """What the notes of the standard say of a term in the wording of an item."""
    for note in explained(draft.relations.standard.notes):
        if any(fold(term) in fold(item.text) for term in note.terms[:1] for item in items):
            for entry in note.entries:
                draft.claim("profile", subject="notes", value=entry)
            draft.say("lookup.note", role="note", entry="".join(note.entries))


def describe(draft: Draft, item: Item) -> None:
    """Say what one item is, where it hangs and what hangs on it."""
    if item.kind is Kind.TASK:
        _task(draft, item)
        return
    draft.hangs(item)
    parents = draft.labels([draft.relations.get(p) for p in item.parents])
    level = draft.level(item) if item.kind is Kind.ACTIVITY else ""
    label = draft.label(item, quote=item.kind is not Kind.INDICATOR)
    draft.say(f"lookup.{item.kind}", label=label, parent=parents, level=level)
    if item.kind is Kind.ACTIVITY:
        counts = draft.words.join(draft.counted(k, item.code) for k in OF_ACTIVITY)
        draft.say("count.everything", label=draft.cite(item), counts=counts)
        return
    draft.table([item], item.kind)
    if item.kind in OF_CELL and (tasks := [p for p in item.parents if kind_of(p) is Kind.TASK]):
        draft.say("where.of_task", role="note", code=draft.cite(item), task=draft.links(tasks))


def _task(draft: Draft, task: Item) -> None:
    counts = draft.words.join(draft.counted(k, task.code) for k in (Kind.ACTIVITY, *OF_ACTIVITY, *OF_CELL))
    draft.say("lookup.task", label=draft.label(task), level=draft.level(task), counts=counts)
    activities = draft.relations.children(Kind.ACTIVITY, task.code)
    for activity in activities:
        draft.hangs(activity, [task.code])
    named = draft.words.join(f"{a.code} {draft.gloss(a) or a.text}" for a in activities)
    draft.say("lookup.parts", role="note", kind=draft.words.kind(Kind.ACTIVITY), parts=named)


def details(draft: Draft, items: Sequence[Item]) -> None:
    """The points printed under an item, or that there are none."""
    for item in items:
        entry = "lookup.details" if item.details else "lookup.no_details"
        draft.say(entry, code=draft.cite(item), n=len(item.details))
        draft.table([item], item.kind)
    remark(draft, [i.code for i in items])


def source_places(draft: Draft, items: Sequence[Item]) -> None:
    """Where in the source document items stand."""
    for item in items:
        draft.say("lookup.source", code=draft.cite(item), places=told(item.spans, draft.words.say))
        draft.table([item], item.kind)


def belongs(draft: Draft, child: Item, parent: Item) -> None:
    """Confirm or correct that `child` hangs on `parent`."""
    relations, label = draft.relations, draft.label(child)
    if relations.under(child, parent.code):
        draft.hangs(child, [parent.code])
        draft.say("where.yes", child=label, parent=draft.label(parent))
    elif not child.parents:
        draft.say("where.no_parent", role="correction", child=label, wrong=parent.code)
    else:
        draft.hangs(child)
        of_its_task = parent.kind is Kind.ACTIVITY and set(child.parents) & set(relations.task_of(parent))
        if of_its_task and child.kind in OF_CELL:
            task = draft.links(child.parents)
            draft.say("where.only_task", role="correction", child=label, task=task, code=parent.code)
        else:
            homes = draft.labels([relations.get(p) for p in child.parents])
            draft.say("where.no", role="correction", child=label, wrong=parent.code, parent=homes)
    if child.kind not in UPPER:
        draft.table([child], child.kind)


def _places(draft: Draft, items: Sequence[Item]) -> None:
    for parents, members in gathered((i for i in items if i.parents), lambda item: item.parents).items():
        for item in members:
            draft.hangs(item)
        named = unbroken(members) or draft.words.join(map(draft.cite, members))
        entry = "where.same_task" if len(members) > 1 else "where.code"
        draft.say(entry, role="note", codes=named, label=named, parents=draft.links(parents))


def _next(draft: Draft, item: Item) -> None:
    if item.kind in UPPER:
        for topic in ("skills", "knowledge", "outputs"):
            draft.suggest(topic, code=item.code)
        return
    for parent in item.parents[:1]:
        draft.suggest("what", code=parent)
        draft.suggest("skills" if item.kind is not Kind.SKILL else "knowledge", code=draft.relations.task_of(item)[0])


def located(draft: Draft, form: Locate) -> None:
    """The tasks and activities that items belong to, as fine as the table has it."""
    result = draft.run(form.of)
    if not 0 < len(result.items) <= FEW:
        selected(draft, form.of, result)
        return
    for codes, items in gathered(result.items, lambda item: _homes(draft, item, form.kind)).items():
        if codes:
            _located(draft, items, codes, form.kind)
            continue
        for item in items:
            entry = "where.attitude" if item.kind is Kind.ATTITUDE else "where.code"
            draft.say(entry, label=draft.label(item), parents=draft.desk.name)
    draft.tables(i for i in result.items if i.kind not in UPPER)
    remark(draft, [i.code for i in result.items if i.code])


def _located(draft: Draft, items: Sequence[Item], codes: tuple[str, ...], kind: Kind | None) -> None:
    for item in items:
        draft.hangs(item, [code for code in codes if code != item.code])
    places = [draft.relations.get(code) for code in codes]
    labels = draft.words.join(draft.label(i, quote=i.kind in UPPER or len(items) == 1) for i in items)
    draft.say("where.code", label=labels, parents=draft.labels(places))
    whole = kind is Kind.ACTIVITY and all(place.kind is Kind.TASK for place in places)
    if whole and items[0].kind not in UPPER:
        of_activities(draft, items[0], codes, role="note")


def _homes(draft: Draft, item: Item, kind: Kind | None) -> tuple[str, ...]:
    if kind is Kind.TASK:
        return tuple(c for c in draft.relations.task_of(item) if c != item.code) or (item.code,)
    return item.parents or ((item.code,) if item.kind is Kind.TASK else ())
