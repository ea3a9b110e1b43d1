"""What of the items found answers a situation: the activities that address it, and what under them and beside them.

By rule, from scores alone: evidence is gathered where several items found stand together, because one good match in a
place with others is a surer sign than one that stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..retrieval.calibration import Thresholds
from ..retrieval.port import Found
from ..standard.model import Kind
from ..standard.relations import UPPER, Item, Relations

CITED = 6
"""Most items cited beside the activities and tasks that they stand under."""
FEWEST = 3
"""Items from which an answer says what to do rather than where to look."""
NEXT = 0.75
"""Share of the best score that an item needs to be said of a whole task, which holds much that is beside the point."""
BEARING = 0.8
"""Share of the best score from which knowledge and skills of the task bear on it."""
CONSIDERED = 25
"""Items found that count as evidence of a place."""
PLACES = 3
"""Most activities an answer is drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An answer in parts. `places` are activities or tasks, strongest first; everything else in that order too.

    `related` came next and is offered, not cited.
    """

    places: tuple[Item, ...]
    items: tuple[Item, ...]
    related: tuple[Item, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Item, ...]:
        """The items of some kinds."""
        return tuple(i for i in self.items if i.kind in kinds)

    def under(self, place: Item, kind: Kind) -> tuple[Item, ...]:
        """The items of a kind that stand under a place."""
        return tuple(i for i in self.items if i.kind is kind and place.code in (i.code, *i.parents))


def situation(relations: Relations, found: Sequence[Found], thresholds: Thresholds) -> Situation | None:
    """Choose among items found, best first; None when nothing was found."""
    if not found:
        return None
    scores = {f.code: f.score for f in found}
    evidence = _evidence(relations, found, thresholds.gathered)
    floor = thresholds.near * found[0].score
    near = [relations.get(c) for c in scores if scores[c] >= floor]
    held = [place for i in near if (place := _place(relations, i))]
    home = max(held, key=lambda c: evidence.get(c, 0.0), default="")
    least = thresholds.place * evidence.get(home, 0.0)
    kept = [i for i in near if not (place := _place(relations, i)) or evidence.get(place, 0.0) >= least]
    items = kept[:CITED]
    places = _deeper(relations, found, evidence, _places(relations, items, home))
    items += _more(relations, found, items, places)
    items += _bearing(relations, found, items, places)
    return Situation(
        places=places,
        items=tuple(i for i in items if i not in places),
        related=tuple(i for i in kept[CITED : CITED + 3] if i not in places),
    )


def joined(relations: Relations, parts: Sequence[Situation]) -> Situation | None:
    """Several troubles told in one question, as one answer in their order; None when one task settles them all."""
    heads = [p.places[0] for p in parts if p.places]
    if len({t for h in heads for t in relations.task_of(h)[:1]}) < 2:
        return None
    share = (CITED + len(heads)) // len(heads)
    items = [i for p in parts for i in p.items[:share]]
    return Situation(places=tuple(dict.fromkeys(heads)), items=tuple(dict.fromkeys(items)))


def _evidence(relations: Relations, found: Sequence[Found], gathered: float) -> dict[str, float]:
    """How much speaks for each activity: its best item, and a share of the next three."""
    scores: dict[str, list[float]] = {}
    for one in found[:CONSIDERED]:
        if place := _place(relations, relations.get(one.code)):
            scores.setdefault(place, []).append(one.score)
    ordered = {code: sorted(values, reverse=True) for code, values in scores.items()}
    return {code: own[0] + gathered * sum(own[1:4]) for code, own in ordered.items()}


def _place(relations: Relations, item: Item) -> str:
    """The activity an item stands under or is; empty for a task, and for what several activities share."""
    if item.kind is Kind.ACTIVITY:
        return item.code
    if item.kind in (Kind.INDICATOR, Kind.OUTPUT):
        return next(iter(relations.activities_of(item)), "")
    return ""


def _bearing(relations: Relations, found: Sequence[Found], items: Sequence[Item], places: Sequence[Item]) -> list[Item]:
    """The knowledge and the skill of the task that bear on it most, where none was near enough by itself.

    What stands in no place is about knowledge, skills or attitudes: what else is needed may then hang on any task.
    """
    task = next(iter(relations.task_of(places[0])), places[0].code) if places else ""
    floor = BEARING * found[0].score
    chosen: list[Item] = []
    for kind in (Kind.KNOWLEDGE, Kind.SKILL):
        if any(i.kind is kind for i in items):
            continue
        held = (relations.get(f.code) for f in found if f.kind is kind and f.score >= floor)
        chosen += [i for i in held if not task or task in i.parents or relations.under(i, task)][:1]
    return chosen


def _deeper(
    relations: Relations, found: Sequence[Found], evidence: Mapping[str, float], places: tuple[Item, ...]
) -> tuple[Item, ...]:
    """The places, a leading task made the activity under it that most speaks for: it tells what to do."""
    if not places or places[0].kind is not Kind.TASK:
        return places
    near = {_place(relations, relations.get(f.code)) for f in found if f.score >= BEARING * found[0].score}
    under = [a for a in relations.children(Kind.ACTIVITY, places[0].code) if a.code in near]
    best = max(under, key=lambda a: evidence.get(a.code, 0.0), default=None)
    return (best, *places[1:]) if best else places


def _more(relations: Relations, found: Sequence[Found], items: Sequence[Item], places: Sequence[Item]) -> list[Item]:
    """What is next best under the first place, where too little was near enough to say what to do there."""
    missing = FEWEST - sum(i not in places for i in items)
    if not places or missing <= 0:
        return []
    nothing = all(i in places for i in items)
    floor = 0.0 if nothing or places[0].kind is Kind.ACTIVITY else NEXT * found[0].score
    held = [relations.get(f.code) for f in found[:CONSIDERED] if f.score >= floor]
    under = [i for i in held if relations.under(i, places[0].code)]
    return [i for i in under if i not in items and i not in places and i.kind not in UPPER][:missing]


def _places(relations: Relations, items: Sequence[Item], home: str) -> tuple[Item, ...]:
    """The activities that the items stand under, the one with most evidence first; a task where only it was found."""
    codes = [home] if home else []
    for item in items:
        codes.append(item.code if item.kind is Kind.TASK else _place(relations, item))
    unique = list(dict.fromkeys(c for c in codes if c))
    above = {t for c in unique for t in relations.task_of(relations.get(c)) if t != c}
    return tuple(relations.get(c) for c in unique if c not in above)[:PLACES]
