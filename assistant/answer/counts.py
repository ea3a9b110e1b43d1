"""How many: numbers of whole lists and of selections, by part, as a share, or as claimed."""

from __future__ import annotations

from collections import Counter

from ..question.form import All, Below, Count, Set, Union
from ..question.found import Result
from ..question.sets import parts_of
from ..standard.model import Kind
from ..standard.relations import Item
from .draft import Draft
from .lists import claims, coarse, looked_at, other_words, places, reasons, size

LISTED = 30
"""Items up to which what is counted is listed too."""


def counted(draft: Draft, form: Count) -> None:
    """Answer how many."""
    words, runner = draft.words, draft.desk.runner
    if form.average and any(isinstance(p, Below) for p in parts_of(form.of)):
        _average(draft, form)
        return
    result = runner.run(form.of)
    reasons(draft, form)
    coarse(draft, result.evidence)
    other_words(draft, form, result)
    groups = list(result.evidence.groups) if result.whole else []
    n = len(result.items)
    if form.claimed is not None:
        right = n == form.claimed
        draft.say(
            "found.claimed_right" if right else "found.claimed_wrong",
            role="lead" if right else "correction",
            n=n,
            claimed=form.claimed,
        )
    for group in groups:
        if group.parent is None:
            draft.say("count.whole", standard=draft.desk.name, counted=draft.counted(group.kind, None))
            if group.kind is not Kind.ATTITUDE:
                _duplicates(draft, group.kind)
        else:
            label = draft.label(group.parent)
            draft.say("count.of", label=label, counted=draft.counted(group.kind, group.parent.code))
    if not groups:
        _selected(draft, form.of, result)
    elif len(groups) > 1 and len({g.kind for g in groups}) == 1:
        parts = [words.say("count.part", code=g.parent.code, n=len(g.items)) for g in groups if g.parent]
        draft.say("count.sum", counted=words.counted(n, groups[0].kind), parts=words.join(parts))
    if form.share is not None:
        _share(draft, n, form.share)
    elif form.each:
        _each(draft, form.of)
    if form.share is None and 0 < n <= LISTED:
        _shown(draft, form.of, result.items)


def _selected(draft: Draft, form: Set, result: Result) -> None:
    """How many a selection holds; of several selections how many each."""
    claims(draft, result.evidence, result.items)
    n = len(result.items)
    if not n:
        draft.say("found.none", form=draft.readback.said(form))
        looked_at(draft, form)
        return
    kinds = dict.fromkeys(i.kind for i in result.items)
    draft.say("found.several", kinds=draft.words.join(draft.words.kind(k, n) for k in kinds), n=n)
    for part in form.parts if isinstance(form, Union) else ():
        draft.say("count.of_part", of=draft.readback.said(part), n=len(draft.desk.runner.run(part).items))


def _shown(draft: Draft, form: Set, items: tuple[Item, ...]) -> None:
    result = draft.desk.runner.run(form)
    if result.whole and all(g.parent for g in result.evidence.groups):
        for group in result.evidence.groups:
            if group.items:
                draft.complete(group.kind, group.parent, titled=True)
        return
    if isinstance(form, All) and form.kind is not Kind.TASK and form.kind is not Kind.ATTITUDE:
        return
    draft.tables(items)
    if not result.whole:
        places(draft, items)


def _share(draft: Draft, part: int, share: Set) -> None:
    whole = draft.desk.runner.run(share)
    for group in whole.evidence.groups:
        draft.claim(
            "count", kind=group.kind, object=group.parent.code if group.parent else None, value=len(group.items)
        )
    total = len(whole.items)
    if total:
        draft.say("found.part_of", part=part, whole=total, percent=f"{100 * part / total:.2f}".rstrip("0").rstrip("."))


def _each(draft: Draft, form: Set) -> None:
    """The number of each part: by activity under a task, by task in the standard."""
    words, relations = draft.words, draft.relations
    for part in parts_of(form):
        if isinstance(part, All) and part.kind not in (Kind.TASK, Kind.ATTITUDE):
            parts = [
                words.say("count.part", code=t.code, n=size(draft, part.kind, t)) for t in relations.of_kind(Kind.TASK)
            ]
            draft.say("count.by_task", role="note", parts=words.join(parts))
        elif isinstance(part, Below):
            for item in draft.desk.runner.run(part.of).items:
                if item.kind is Kind.TASK and part.kind in (Kind.OUTPUT, Kind.INDICATOR):
                    parts = [
                        words.say("count.part", code=a.code, n=size(draft, part.kind, a))
                        for a in relations.children(Kind.ACTIVITY, item.code)
                    ]
                    draft.say("count.by_activity", role="note", parts=words.join(parts))


def _average(draft: Draft, form: Count) -> None:
    """The mean number of a kind under each of what it is counted under; of tasks where the table gives it for tasks."""
    reasons(draft, form)
    for part in (p for p in parts_of(form.of) if isinstance(p, Below)):
        evidence = draft.desk.runner.run(part).evidence
        whole = any(kind is part.kind for kind, _, _ in evidence.coarse)
        if whole:
            draft.say("count.of_tasks", role="limit", kind=draft.words.kind(part.kind))
        else:
            coarse(draft, evidence)
        places = [g.parent for g in evidence.groups if g.parent] if whole else ()
        counted = [(i, size(draft, part.kind, i)) for i in places or draft.desk.runner.run(part.of).items]
        if not counted:
            draft.say("found.none", form=draft.readback.said(part.of))
            continue
        total = sum(n for _, n in counted)
        draft.say(
            "count.average",
            parent=draft.words.kind(counted[0][0].kind, 1),
            mean=f"{total / len(counted):.2f}".rstrip("0").rstrip("."),
            kind=draft.words.kind(part.kind),
            total=total,
            places=len(counted),
        )
        parts = [draft.words.say("count.part", code=i.code, n=n) for i, n in counted]
        draft.say("count.of_each", role="note", parts=draft.words.join(parts))


def _duplicates(draft: Draft, kind: Kind) -> None:
    codes = Counter(i.code for i in draft.relations.of_kind(kind) if i.code)
    twice = [c for c, n in codes.items() if n > 1]
    if twice:
        draft.say("count.codes", role="note", distinct=len(codes), codes=draft.words.join(twice))
