"""How many: numbers of whole lists and of selections, by part, as a share, or as claimed."""

from collections import Counter
from collections.abc import Iterable

from ..question.form import All, Below, Count, Set, Union
from ..question.found import Result
from ..question.sets import parts_of
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, Item
from .draft import Draft, by_kind
from .lists import claims, coarse, none_found, other_words, places, reasons

LISTED = 30  # items up to which what is counted is listed too


def counted(draft: Draft, form: Count) -> None:
    """Answer how many."""
    if form.average and any(isinstance(p, Below) for p in parts_of(form.of)):
        _average(draft, form)
        return
    result = draft.run(form.of)
    reasons(draft, form)
    coarse(draft, result.evidence)
    other_words(draft, form, result)
    n = len(result.items)
    if form.claimed is not None:
        draft.judge(n == form.claimed, "found.claimed_right", "found.claimed_wrong", n=n, claimed=form.claimed)
    _numbers(draft, form.of, result)
    if form.share is not None:
        _share(draft, n, form.share)
        return
    if form.each:
        _each(draft, form.of)
    if 0 < n <= LISTED:
        _shown(draft, form.of, result)


def _numbers(draft: Draft, form: Set, result: Result) -> None:
    """How many there are: of whole lists how many each, else how many were selected."""
    groups = result.evidence.groups if result.whole else []
    for group in groups:
        if group.parent:
            number = draft.counted(group.kind, group.parent.code)
            draft.say("count.of", label=draft.label(group.parent), counted=number)
            continue
        draft.say("count.whole", standard=draft.desk.name, counted=draft.counted(group.kind, None))
        codes = Counter(i.code for i in draft.relations.of_kind(group.kind) if i.code)
        twice = [code for code, n in codes.items() if n > 1]
        if twice and group.kind is not Kind.ATTITUDE:
            draft.say("count.codes", role="note", distinct=len(codes), codes=draft.words.join(twice))
    if not groups:
        _selected(draft, form, result)
    elif len(groups) > 1 and len({g.kind for g in groups}) == 1:
        parts = draft.numbers((g.parent.code, len(g.items)) for g in groups if g.parent)
        draft.say("count.sum", counted=draft.words.counted(len(result.items), groups[0].kind), parts=parts)


def _selected(draft: Draft, form: Set, result: Result) -> None:
    """How many a selection holds; of several selections how many each."""
    claims(draft, result.evidence, result.items)
    n = len(result.items)
    if not n:
        none_found(draft, form)
        return
    draft.say("found.several", kinds=draft.words.join(draft.words.kind(k, n) for k in by_kind(result.items)), n=n)
    for part in form.parts if isinstance(form, Union) else ():
        draft.say("count.of_part", of=draft.readback.said(part), n=len(draft.run(part).items))


def _shown(draft: Draft, form: Set, result: Result) -> None:
    if result.whole and all(g.parent for g in result.evidence.groups):
        for group in result.evidence.groups:
            draft.complete(group.kind, group.parent, titled=True)
        return
    if isinstance(form, All) and form.kind is not Kind.TASK and form.kind is not Kind.ATTITUDE:
        return
    draft.tables(result.items)
    if not result.whole:
        places(draft, result.items)


def _share(draft: Draft, part: int, share: Set) -> None:
    whole = draft.run(share)
    for group in whole.evidence.groups:
        draft.counted(group.kind, group.parent.code if group.parent else None)
    if total := len(whole.items):
        draft.say("found.part_of", part=part, whole=total, percent=_decimals(100 * part / total))


def _each(draft: Draft, form: Set) -> None:
    """The number of each part: by activity under a task, by task in the standard."""
    relations = draft.relations
    for part in parts_of(form):
        if isinstance(part, All) and part.kind not in (Kind.TASK, Kind.ATTITUDE):
            _by(draft, "count.by_task", part.kind, relations.of_kind(Kind.TASK))
        elif isinstance(part, Below) and part.kind in OF_ACTIVITY:
            for item in draft.run(part.of).items:
                if item.kind is Kind.TASK:
                    _by(draft, "count.by_activity", part.kind, relations.children(Kind.ACTIVITY, item.code))


def _by(draft: Draft, entry: str, kind: Kind, places: Iterable[Item]) -> None:
    draft.say(entry, role="note", parts=draft.numbers([(i.code, draft.size(kind, i)) for i in places]))


def _average(draft: Draft, form: Count) -> None:
    """The mean number of a kind under each of what it is counted under; of tasks where the table gives it for tasks."""
    reasons(draft, form)
    for part in (p for p in parts_of(form.of) if isinstance(p, Below)):
        evidence = draft.run(part).evidence
        whole = any(kind is part.kind for kind, _, _ in evidence.coarse)
        if whole:
            draft.say("count.of_tasks", role="limit", kind=draft.words.kind(part.kind))
        else:
            coarse(draft, evidence)
        homes = [g.parent for g in evidence.groups if g.parent] if whole else []
        items = homes or draft.run(part.of).items
        sizes = [draft.size(part.kind, i) for i in items]
        if not items:
            draft.say("found.none", form=draft.readback.said(part.of))
            continue
        draft.say(
            "count.average",
            parent=draft.words.kind(items[0].kind, 1),
            mean=_decimals(sum(sizes) / len(sizes)),
            kind=draft.words.kind(part.kind),
            total=sum(sizes),
            places=len(sizes),
        )
        parts = draft.numbers(zip((i.code for i in items), sizes, strict=True))
        draft.say("count.of_each", role="note", parts=parts)


def _decimals(number: float) -> str:
    """With two decimals at the most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
