"""Sets side by side: what both have, what differs, their numbers, their levels, their wording."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from ..language.folding import fold
from ..question.form import Below, Compare, Set, Top
from ..question.found import Result
from ..question.sets import direct, kinds_of
from ..retrieval.words import normal
from ..standard.model import Kind
from ..standard.relations import OF_CELL, UPPER, Item
from .draft import Draft
from .lists import coarse, listed, reasons, size
from .misprints import remark
from .run import Runner

_ALL_OF = {Kind.TASK: (Kind.ACTIVITY, Kind.KNOWLEDGE, Kind.SKILL), Kind.ACTIVITY: (Kind.OUTPUT, Kind.INDICATOR)}


def compared(draft: Draft, form: Compare) -> None:
    """Answer a comparison."""
    runner = draft.desk.runner
    if form.than is not None:
        _than(draft, form)
    if form.by == "number":
        _numbers(draft, form.parts)
        return
    if all(isinstance(p, Below) for p in form.parts):
        _lists(draft, form.parts)
        return
    items = list(dict.fromkeys(i for p in form.parts for i in runner.run(p).items))
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


def _than(draft: Draft, form: Compare) -> None:
    """Whether the first has more, or fewer, than each of the others; nothing where one has no level or several."""
    runner = draft.desk.runner
    results = [runner.run(part) for part in form.parts]
    sizes = [(len(r.items),) if form.by == "number" else _level(r, runner) for r in results]
    if not all(len(size) == 1 for size in sizes):
        return
    (first,), rest = sizes[0], [size[0] for size in sizes[1:]]
    right = all(first > n if form.than == "more" else first < n for n in rest)
    draft.say("found.yes" if right else "found.no", role="lead" if right else "correction")


def _level(result: Result, runner: Runner) -> tuple[int, ...]:
    """The levels that all items of a set have."""
    return tuple(dict.fromkeys(n for item in result.items for n in runner.levels(item)))


def _levels(draft: Draft, items: list[Item]) -> None:
    words, runner = draft.words, draft.desk.runner
    levels = {i.code: runner.levels(i) for i in items}
    for item in items:
        for value in item.levels:
            draft.claim("level", subject=item.code, value=value)
    if len(set(levels.values())) == 1 and len(items) > 1 and len(next(iter(levels.values()))) == 1:
        draft.say("compare.levels_same", labels=draft.labels(items), n=next(iter(levels.values()))[0])
        return
    parts = (
        words.say(
            "compare.level_each",
            code=draft.label(i),
            n=words.join(map(str, levels[i.code])) or words.say("phrase.no_level"),
        )
        for i in items
    )
    draft.say("compare.levels", counts=words.join(parts))


def _numbers(draft: Draft, parts: tuple[Set, ...]) -> None:
    words, runner = draft.words, draft.desk.runner
    reasons(draft, parts[0] if len(parts) == 1 else Compare(parts, "number"))
    sizes: list[tuple[str, int]] = []
    for part in parts:
        result = runner.run(part)
        coarse(draft, result.evidence)
        if isinstance(part, Top) and isinstance(part.by, Kind) and result.items:
            n = runner.size(result.items[0], part.by)
            sizes.append((draft.links(i.code for i in result.items), n))
            continue
        if isinstance(part, Below):
            for item in runner.run(part.of).items:
                for place in draft.relations.home(item, part.kind).places:
                    draft.counted(part.kind, place.code)
            label = draft.links(dict.fromkeys(i.code for i in runner.run(part.of).items))
            sizes.append((label, len(result.items)))
            continue
        sizes.append((draft.readback.said(part), len(result.items)))
    draft.say("found.sizes", parts=words.join(words.say("count.part", code=c, n=n) for c, n in sizes))
    numbers = [n for _, n in sizes]
    if len(set(numbers)) == 1 and len(numbers) > 1:
        draft.say("found.same_number")
    elif len(numbers) == 2:
        draft.say("found.difference", n=abs(numbers[0] - numbers[1]))
    if len(numbers) > 1 and len(set(numbers)) > 1 and all(isinstance(p, Below) for p in parts):
        kind = kinds_of(parts[0])[0]
        most = [c for c, n in sizes if n == max(numbers)]
        counts = words.join(words.say("compare.each", code=c, n=n) for c, n in sizes)
        draft.say("compare.more", winner=words.join(most), kind=words.kind(kind), counts=counts)


def _lists(draft: Draft, parts: tuple[Set, ...]) -> None:
    """What hangs on each of several items, with what they share."""
    below = [p for p in parts if isinstance(p, Below)]
    if len({p.kind for p in below}) == 1:
        homes = [
            i
            for p in below
            for item in draft.desk.runner.run(p.of).items
            for i in draft.relations.home(item, p.kind).places
        ]
        homes = list({i.code: i for i in homes}.values())
        if len(homes) > 1:
            _shared(draft, homes, below[0].kind)
    for part in parts:
        listed(draft, part)


def _leaves(draft: Draft, items: list[Item]) -> None:
    for first, second in combinations(items[:4], 2):
        homes = [p for i in (first, second) for p in i.parents]
        for item in (first, second):
            draft.hangs(item)
        cited: dict[str, Any] = {"first": draft.cite(first), "second": draft.cite(second)}
        if _wording(first) == _wording(second):
            draft.say(
                "compare.same" if len(set(homes)) > 1 else "compare.same_parent",
                text=first.text,
                parents=draft.links(homes),
                **cited,
            )
        elif normal(fold(first.text)) == normal(fold(second.text)):
            draft.say("compare.same_name", text=first.text, parents=draft.links(homes), **cited)
        else:
            draft.say("compare.different", text_a=first.text, text_b=second.text, **cited)
            if first.parents and second.parents:
                draft.say(
                    "compare.parents",
                    role="note",
                    parents_a=draft.links(first.parents),
                    parents_b=draft.links(second.parents),
                    **cited,
                )
    draft.tables(items, titled=True)
    remark(draft, tuple(i.code for i in items))


def _places(draft: Draft, items: list[Item]) -> None:
    words = draft.words
    draft.say("compare.lead", labels=draft.labels(items))
    kinds = _ALL_OF[items[0].kind] if len({i.kind for i in items}) == 1 else (Kind.OUTPUT, Kind.INDICATOR)
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
                size(draft, kind, item)
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
            for parent in items:
                draft.claim("relation", subject=item.code, object=parent.code)
        draft.say("compare.shared", kind=words.kind(kind, len(common)), items=draft.labels(common))
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
    else:
        draft.say(
            "compare.shared_none", role="note", kind=words.kind(kind), labels=words.join(draft.cite(i) for i in items)
        )


def _wording(item: Item) -> str:
    return normal(fold(item.text)) + "\n" + normal(fold("\n".join(item.details)))
