"""Sets side by side: what both have, what differs, their numbers, their levels, their wording."""

from collections.abc import Collection, Sequence
from itertools import combinations

from ..language.folding import fold
from ..question.form import Below, Compare, Set, Top
from ..question.sets import direct
from ..retrieval.words import normal
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER, Item
from .draft import Draft
from .lists import coarse, listed, reasons
from .misprints import remark

_ALL_OF = {Kind.TASK: (Kind.ACTIVITY, Kind.KNOWLEDGE, Kind.SKILL), Kind.ACTIVITY: OF_ACTIVITY}


def compared(draft: Draft, form: Compare) -> None:
    """Answer a comparison."""
    levels, held = draft.desk.runner.levels, [draft.run(part).items for part in form.parts]
    judged(draft, form, [{len(own)} if form.by == "number" else {n for i in own for n in levels(i)} for own in held])
    if form.by == "number":
        _numbers(draft, form.parts)
        return
    if below := _all_below(form.parts):
        _lists(draft, below)
        return
    items = list(dict.fromkeys(i for own in held for i in own))
    if form.by == "level":
        _levels(draft, items)
    elif not items:
        draft.say("found.none", form=draft.readback.said(form))
    elif all(i.kind in UPPER for i in items) and form.by == "all":
        _places(draft, items)
    elif all(direct(p) for p in form.parts) and len(items) <= 8:
        _leaves(draft, items)
    else:
        for part in form.parts:
            listed(draft, part)


def _all_below(parts: Sequence[Set]) -> list[Below]:
    """The parts, if all are what hangs on something; else none."""
    below = [p for p in parts if isinstance(p, Below)]
    return below if len(below) == len(parts) else []


def judged(draft: Draft, form: Compare, sizes: Sequence[Collection[int]]) -> None:
    """Whether the first has more, or fewer, than each of the others; nothing where one has no size or several."""
    if form.than is not None and all(len(own) == 1 for own in sizes):
        first, *rest = (n for (n,) in sizes)
        draft.judge(all(first > n if form.than == "more" else first < n for n in rest))


def _levels(draft: Draft, items: list[Item]) -> None:
    levels = [draft.levelled(i) for i in items]
    if len(items) > 1 and len(set(levels)) == 1 and len(levels[0]) == 1:
        draft.say("compare.levels_same", labels=draft.labels(items), n=levels[0][0])
        return
    each = zip(items, levels, strict=True)
    told = (draft.words.say("compare.level_each", code=draft.label(i), n=draft.numerals(ns)) for i, ns in each)
    draft.say("compare.levels", counts=draft.words.join(told))


def _numbers(draft: Draft, parts: Sequence[Set]) -> None:
    reasons(draft, parts[0] if len(parts) == 1 else Compare(tuple(parts), "number"))
    sizes = [_sized(draft, part) for part in parts]
    draft.say("found.sizes", parts=draft.numbers(sizes))
    numbers = [n for _, n in sizes]
    if len(numbers) > 1:
        compared_numbers(draft, numbers)
    if len(set(numbers)) > 1 and (below := _all_below(parts)):
        most = draft.words.join(name for name, n in sizes if n == max(numbers))
        counts = draft.numbers(sizes, "compare.each")
        draft.say("compare.more", winner=most, kind=draft.words.kind(below[0].kind), counts=counts)


def compared_numbers(draft: Draft, numbers: Sequence[int]) -> None:
    """Say whether numbers are the same, or by how much two of them differ."""
    if len(set(numbers)) == 1:
        draft.say("found.same_number")
    elif len(numbers) == 2:
        draft.say("found.difference", n=abs(numbers[0] - numbers[1]))


def _sized(draft: Draft, part: Set) -> tuple[str, int]:
    """What a part is called, and its number: that by which it was chosen, where it was."""
    result = draft.run(part)
    coarse(draft, result.evidence)
    if isinstance(part, Top) and isinstance(part.by, Kind) and result.items:
        return draft.links(i.code for i in result.items), draft.desk.runner.size(result.items[0], part.by)
    if not isinstance(part, Below):
        return draft.readback.said(part), len(result.items)
    for place in _homes(draft, part):
        draft.counted(part.kind, place.code)
    return draft.links(i.code for i in draft.run(part.of).items), len(result.items)


def _homes(draft: Draft, part: Below) -> list[Item]:
    """Where the table lists what hangs on the items of a set."""
    items = draft.run(part.of).items
    return [place for item in items for place in draft.relations.home(item, part.kind).places]


def _lists(draft: Draft, parts: Sequence[Below]) -> None:
    if len({p.kind for p in parts}) == 1:
        homes = list({i.code: i for part in parts for i in _homes(draft, part)}.values())
        if len(homes) > 1:
            _shared(draft, homes, parts[0].kind)
    for part in parts:
        listed(draft, part)


def _leaves(draft: Draft, items: list[Item]) -> None:
    wording = draft.desk.runner.wording.text
    for first, second in combinations(items[:4], 2):
        homes = (*first.parents, *second.parents)
        draft.hangs(first)
        draft.hangs(second)
        a, b = draft.cite(first), draft.cite(second)
        if wording(first) == wording(second):
            entry = "compare.same" if len(set(homes)) > 1 else "compare.same_parent"
            draft.say(entry, text=first.text, parents=draft.links(homes), first=a, second=b)
        elif _plain(first.text) == _plain(second.text):
            draft.say("compare.same_name", text=first.text, parents=draft.links(homes), first=a, second=b)
        else:
            draft.say("compare.different", text_a=first.text, text_b=second.text, first=a, second=b)
            if first.parents and second.parents:
                under, above = draft.links(first.parents), draft.links(second.parents)
                draft.say("compare.parents", role="note", parents_a=under, parents_b=above, first=a, second=b)
    draft.tables(items, titled=True)
    remark(draft, [i.code for i in items])


def _places(draft: Draft, items: list[Item]) -> None:
    words = draft.words
    draft.say("compare.lead", labels=draft.labels(items))
    kinds = _ALL_OF[items[0].kind] if len({i.kind for i in items}) == 1 else OF_ACTIVITY
    for item in items:
        counts = words.join(draft.counted(k, item.code) for k in kinds)
        draft.say("compare.counts", role="note", code=draft.cite(item), level=draft.level(item), counts=counts)
    for kind in kinds:
        if kind in OF_CELL and any(i.kind is Kind.ACTIVITY and not draft.relations.fine(i.code) for i in items):
            continue
        _shared(draft, items, kind)
        for item in items:
            if draft.relations.children(kind, item.code):
                draft.complete(kind, item, titled=True)
            else:
                draft.size(kind, item)
                draft.say("lists.none", role="note", label=draft.cite(item), kind=words.kind(kind))


def _shared(draft: Draft, items: list[Item], kind: Kind) -> None:
    """Say which items of a kind all the places have, by code or by name."""
    words = draft.words
    sets = [{i.code: i for i in draft.relations.children(kind, p.code)} for p in items]
    if len(sets) < 2 or not all(sets):
        return
    common = [i for code, i in sets[0].items() if all(code in other for other in sets[1:])]
    if common:
        for item in common:
            draft.hangs(item, [parent.code for parent in items])
        draft.say("compare.shared", kind=words.kind(kind, len(common)), items=draft.labels(common))
        return
    pairs = [
        (a, b)
        for one, two in combinations(sets, 2)
        for a in one.values()
        for b in two.values()
        if a.code != b.code and _plain(a.text) == _plain(b.text)
    ]
    if pairs:
        said = (f"{draft.cite(a)} = {draft.cite(b)}{words.quote(a.text)}" for a, b in pairs)
        draft.say("compare.shared_wording", pairs=words.join(said))
    else:
        labels = words.join(map(draft.cite, items))
        draft.say("compare.shared_none", role="note", kind=words.kind(kind), labels=labels)


def _plain(text: str) -> str:
    return normal(fold(text))
