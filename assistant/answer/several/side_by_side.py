"""Standards, or items of several, side by side: numbers, levels, what all share by wording, what one alone has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...language.folding import fold
from ...question.form import Across, All, Below, Compare, Set
from ...question.sets import direct, parts_of
from ...question.spread import spread
from ...retrieval.words import normal
from ...standard.address import parted, whole
from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY, OF_CELL, UPPER, Item
from ..compares import compared_numbers, judged
from ..draft import Draft, by_kind, gathered
from ..lists import claims
from ..readback import EVERYTHING

WORDED = (Kind.TASK, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)
"""The kinds whose wordings are compared where whole standards are."""
UNDER = {
    Kind.TASK: (Kind.ACTIVITY, *OF_ACTIVITY, *OF_CELL),
    Kind.ACTIVITY: (*OF_ACTIVITY, *OF_CELL),
}
"""What is compared of tasks and activities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSide:
    """One side: what it is called, its items by kind, their levels.

    `places` are the addresses under which the lists are complete, so that what they lack can be proved; none otherwise.
    """

    label: str
    items: Mapping[Kind, Sequence[Item]]
    levels: tuple[int, ...] = ()
    places: tuple[str, ...] = ()


def side_by_side(draft: Draft, form: Compare) -> None:
    """Compare the parts of a form, each of which is of one standard or of several."""
    parts = [spread(part) for part in form.parts]
    sides = [_side(draft, part) for part in parts]
    if form.by == "level" or form.than and form.by != "number":
        _levels(draft, form, sides)
    elif form.by == "number" and not (all(map(direct, form.parts)) or any(map(_entire, parts))):
        _numbers(draft, form, sides)
    else:
        _items(draft, form, sides, entire=all(map(_entire, parts)))


def _items(draft: Draft, form: Compare, sides: list[ListedSide], *, entire: bool) -> None:
    """How many items of each kind each side has; unless numbers alone are asked for, what is shared and what is not."""
    words, by_number = draft.words, form.by == "number"
    for side in sides:
        counts = words.join(words.counted(len(items), kind) for kind, items in side.items.items())
        level = "" if by_number else words.join(map(str, side.levels))
        draft.say("across.side_levelled" if level else "across.side", name=side.label, counts=counts, level=level)
    if not by_number:
        for kind in WORDED if entire else dict.fromkeys(k for side in sides for k in side.items):
            _worded(draft, kind, sides)


def _entire(part: Set) -> bool:
    return isinstance(part, Across) and part.of == EVERYTHING and len(part.standards) == 1


def _side(draft: Draft, part: Set) -> ListedSide:
    result = draft.run(part)
    claims(draft, result.evidence, result.items)
    items = result.items
    if isinstance(part, Across) and _entire(part):
        return _whole(draft, part.standards[0], items)
    if items and all(i.kind in UPPER for i in items) and direct(part):
        under = {kind: draft.run(Below(part, kind)).items for kind in UNDER[items[0].kind]}
        levels = tuple(dict.fromkeys(n for i in items for n in _levelled(draft, i)))
        called = (
            draft.words.say("across.item", item=draft.label(i), name=draft.named(parted(i.code)[0] or draft.desk.code))
            for i in items
        )
        label = draft.words.join(called)
        return ListedSide(label=label, items=under, levels=levels, places=tuple(i.code for i in items))
    places, kinds = _places(draft, part), by_kind(items)
    for kind, held in kinds.items() if len(places) == 1 else ():
        draft.claim("count", kind=kind, object=places[0], value=len(held))
    return ListedSide(label=draft.readback.said(part), items=kinds, places=places)


def _whole(draft: Draft, standard: str, items: Sequence[Item]) -> ListedSide:
    found = by_kind(items)
    kinds = {kind: found.get(kind, []) for kind in Kind}
    for kind, held in kinds.items():
        draft.claim("count", kind=kind, object=whole(standard), value=len(held))
    desk = draft.desk.of(standard)
    level = desk.relations.standard.level if desk else None
    if level is not None:
        draft.claim("level", subject=whole(standard), value=level)
    levels = () if level is None else (level,)
    return ListedSide(label=draft.named(standard), items=kinds, levels=levels, places=(whole(standard),))


def _places(draft: Draft, part: Set) -> tuple[str, ...]:
    """Where the lists of a side are complete: whole standards, or the items that it hangs on."""
    match part:
        case Across(Below(of), standards):
            return tuple(i.code for i in draft.run(Across(of, standards)).items)
        case Across(of, (standard,)) if all(isinstance(p, All) for p in parts_of(of)):
            return (whole(standard),)
        case Below(of):
            return tuple(i.code for i in draft.run(of).items)
    return ()


def _levelled(draft: Draft, item: Item) -> tuple[int, ...]:
    levels = draft.desk.runner.levels(item)
    for n in levels if item.kind in UPPER else ():
        draft.claim("level", subject=item.code, value=n)
    return levels


def _worded(draft: Draft, kind: Kind, sides: list[ListedSide]) -> None:
    """What all sides have by wording, and what only one of them has."""
    words = draft.words
    texts = [gathered(side.items.get(kind, ()), _wording) for side in sides]
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
            for place in (place for other, _ in others for place in other.places):
                draft.claim("lacks", kind=kind, object=place, value=item.text)
        title = words.say("across.only", name=side.label, counted=words.counted(len(only), kind))
        draft.table(only, kind, title)


def _wording(item: Item) -> str:
    return normal(fold(item.text)).replace(" ", "")


def _same(draft: Draft, items: list[Item]) -> None:
    """Each says what the first says, and the first what each says: they are worded alike."""
    if not all(item.code for item in items):
        return
    for item in items[1:]:
        draft.claim("says", subject=item.code, value=items[0].text)
        draft.claim("says", subject=items[0].code, value=item.text)


def _numbers(draft: Draft, form: Compare, sides: list[ListedSide]) -> None:
    sizes = [sum(map(len, side.items.values())) for side in sides]
    judged(draft, form, [[n] for n in sizes])
    parts = zip((side.label for side in sides), sizes, strict=True)
    draft.say("across.numbers", parts=draft.numbers(parts, "across.part"))
    compared_numbers(draft, sizes)


def _levels(draft: Draft, form: Compare, sides: list[ListedSide]) -> None:
    """The level of each side; whether the first is higher than the others, where that is asked."""
    levels = [
        s.levels or sorted({n for held in s.items.values() for i in held for n in _levelled(draft, i)}) for s in sides
    ]
    judged(draft, form, levels)
    told = zip(sides, map(draft.numerals, levels), strict=True)
    parts = draft.words.join(draft.words.say("across.level", name=s.label, level=level) for s, level in told)
    draft.say("across.levels", parts=parts)
