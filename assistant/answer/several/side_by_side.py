"""Standards, or items of several, side by side: numbers, levels, what all share by wording, what one alone has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...language.folding import fold
from ...question.form import Across, Below, Compare, Set, Union
from ...question.sets import direct, of_kinds
from ...question.spread import spread
from ...retrieval.words import normal
from ...standard.address import parted, whole
from ...standard.model import Kind
from ...standard.relations import UPPER, Item
from ..draft import Draft
from ..lists import claims
from ..readback import EVERYTHING
from .joint import named

WORDED = (Kind.TASK, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)
"""The kinds whose wordings are compared where whole standards are."""
UNDER = {
    Kind.TASK: (Kind.ACTIVITY, Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL),
    Kind.ACTIVITY: (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL),
}
"""What is compared of tasks and activities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: what it is called, its items by kind, their levels.

    `places` are the addresses under which the lists are complete, so that what they lack can be proved; none otherwise.
    """

    label: str
    items: dict[Kind, tuple[Item, ...]]
    levels: tuple[int, ...] = ()
    places: tuple[str, ...] = ()


def side_by_side(draft: Draft, form: Compare) -> None:
    """Compare the parts of a form, each of which is of one standard or of several."""
    if form.by == "level" or form.than and form.by != "number":
        _levels(draft, form)
        return
    sides = [_side(draft, part) for part in map(spread, form.parts)]
    if form.by == "number":
        _numbers(draft, form, sides)
        return
    for side in sides:
        counts = draft.words.join(draft.words.counted(len(items), kind) for kind, items in side.items.items())
        level = draft.words.join(map(str, side.levels))
        draft.say("across.side_levelled" if level else "across.side", name=side.label, counts=counts, level=level)
    entire = all(_entire(spread(part)) for part in form.parts)
    for kind in WORDED if entire else dict.fromkeys(k for side in sides for k in side.items):
        _worded(draft, kind, sides)


def _entire(part: Set) -> bool:
    return isinstance(part, Across) and part.of == EVERYTHING and len(part.standards) == 1


def _side(draft: Draft, part: Set) -> Side:
    runner, home = draft.desk.runner, draft.relations.standard.code
    result = runner.run(part)
    claims(draft, result.evidence, result.items)
    items = result.items
    if _entire(part):
        assert isinstance(part, Across)
        (standard,) = part.standards
        kinds = {kind: tuple(i for i in items if i.kind is kind) for kind in Kind}
        for kind, held in kinds.items():
            draft.claim("count", kind=kind, object=whole(standard), value=len(held))
        desk = draft.desk if standard == home else draft.desk.beside(standard)
        level = desk.relations.standard.level if desk else None
        if level is not None:
            draft.claim("level", subject=whole(standard), value=level)
        levels: tuple[int, ...] = () if level is None else (level,)
        return Side(label=named(draft, standard), items=kinds, levels=levels, places=(whole(standard),))
    upper = bool(items) and all(i.kind in UPPER for i in items) and direct(part)
    if upper:
        under = {kind: runner.run(Below(part, kind)).items for kind in UNDER[items[0].kind]}
        levels = tuple(dict.fromkeys(n for i in items for n in _levelled(draft, i)))
        return Side(label=_labels(draft, items), items=under, levels=levels, places=tuple(i.code for i in items))
    by_kind = {kind: tuple(i for i in items if i.kind is kind) for kind in dict.fromkeys(i.kind for i in items)}
    places = _places(draft, part)
    for kind, held in by_kind.items() if len(places) == 1 else ():
        draft.claim("count", kind=kind, object=places[0], value=len(held))
    return Side(label=draft.readback.said(part), items=by_kind, places=places)


def _places(draft: Draft, part: Set) -> tuple[str, ...]:
    """Where the lists of a side are complete: whole standards, or the items that it hangs on."""
    match part:
        case Across(Below(of), standards):
            return tuple(i.code for i in draft.desk.runner.run(Across(of, standards)).items)
        case Across(of, (standard,)) if of == of_kinds(tuple(dict.fromkeys(_kinds(of)))):
            return (whole(standard),)
        case Below(of):
            return tuple(i.code for i in draft.desk.runner.run(of).items)
    return ()


def _kinds(of: Set) -> Iterator[Kind]:
    for part in of.parts if isinstance(of, Union) else (of,):
        if (kind := getattr(part, "kind", None)) is not None:
            yield kind


def _levelled(draft: Draft, item: Item) -> tuple[int, ...]:
    levels = draft.desk.runner.levels(item)
    for n in levels:
        if item.kind in UPPER:
            draft.claim("level", subject=item.code, value=n)
    return levels


def _labels(draft: Draft, items: tuple[Item, ...]) -> str:
    own = draft.relations.standard.code
    return draft.words.join(
        draft.words.say("across.item", item=draft.label(i), name=named(draft, parted(i.code)[0] or own)) for i in items
    )


def _worded(draft: Draft, kind: Kind, sides: list[Side]) -> None:
    """What all sides have by wording, and what only one of them has."""
    words = draft.words
    texts = [_by_wording(side.items.get(kind, ())) for side in sides]
    if not any(texts):
        return
    first, *rest = texts
    shared = [text for text in first if all(text in other for other in rest)]
    for text in shared:
        _same(draft, [item for held in texts for item in held[text]])
    pairs = (
        " = ".join("/".join(map(draft.cite, held[text])) for held in texts) + words.quote(first[text][0].text)
        for text in shared
    )
    if shared:
        draft.say("across.shared", kind=words.kind(kind, len(shared)), n=len(shared), pairs=words.join(pairs))
    else:
        draft.say("across.shared_none", role="note", kind=words.kind(kind))
    for side, own in zip(sides, texts, strict=True):
        others = [(s, t) for s, t in zip(sides, texts, strict=True) if s is not side]
        only = [item for text, items in own.items() if not any(text in t for _, t in others) for item in items]
        for item in only:
            for other, _ in others:
                _lacking(draft, kind, item, other)
        title = words.say("across.only", name=side.label, counted=words.counted(len(only), kind))
        draft.table(only, kind, title)


def _by_wording(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(normal(fold(item.text)).replace(" ", ""), []).append(item)
    return found


def _same(draft: Draft, items: list[Item]) -> None:
    """Each says what the first says, and the first what each says: they are worded alike."""
    if not all(item.code for item in items):
        return
    for item in items[1:]:
        draft.claim("says", subject=item.code, value=items[0].text)
        draft.claim("says", subject=items[0].code, value=item.text)


def _lacking(draft: Draft, kind: Kind, item: Item, other: Side) -> None:
    for place in other.places:
        draft.claim("lacks", kind=kind, object=place, value=item.text)


def _numbers(draft: Draft, form: Compare, sides: list[Side]) -> None:
    words = draft.words
    direct_parts = all(map(direct, form.parts))
    sizes = [sum(map(len, side.items.values())) for side in sides]
    if direct_parts or any(_entire(spread(p)) for p in form.parts):  # of places themselves: what hangs on each
        for side in sides:
            counts = words.join(words.counted(len(items), kind) for kind, items in side.items.items())
            draft.say("across.side", name=side.label, counts=counts)
        return
    if form.than is not None:
        right = all(sizes[0] > n if form.than == "more" else sizes[0] < n for n in sizes[1:])
        draft.say("found.yes" if right else "found.no", role="lead" if right else "correction")
    parts = (words.say("across.part", name=side.label, n=n) for side, n in zip(sides, sizes, strict=True))
    draft.say("across.numbers", parts=words.join(parts))
    if len(set(sizes)) == 1:
        draft.say("found.same_number")
    elif len(sizes) == 2:
        draft.say("found.difference", n=abs(sizes[0] - sizes[1]))


def _levels(draft: Draft, form: Compare) -> None:
    """The level of each side; whether the first is higher than the others, where that is asked."""
    sides = [_side(draft, part) for part in map(spread, form.parts)]
    levels = [
        s.levels or tuple(sorted({n for g in s.items.values() for i in g for n in _levelled(draft, i)})) for s in sides
    ]
    if form.than is not None and all(len(found) == 1 for found in levels):
        (first,), *rest = levels
        right = all(first > n if form.than == "more" else first < n for (n,) in rest)
        draft.say("found.yes" if right else "found.no", role="lead" if right else "correction")
    told = (
        draft.words.say(
            "across.level", name=s.label, level=draft.words.join(map(str, found)) or draft.words.say("phrase.no_level")
        )
        for s, found in zip(sides, levels, strict=True)
    )
    draft.say("across.levels", parts=draft.words.join(told))
