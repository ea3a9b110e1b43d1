"""What the standard says of a situation that someone tells: the activities that address it, with what is near them.

By rule, from scores alone: several items found together in a place are a surer sign than a good one that stands alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..language.lexicon import lexicon
from ..question import form as forms
from ..retrieval.calibration import Thresholds, calibration
from ..retrieval.port import Retrieved
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER, Item, Relations
from .draft import Draft
from .refusal import no_support

POOL = 30
"""Items looked at for one answer."""
NEARBY = 0.05
"""Share of the least support from which a question that is declined is told what the standard covers nearby."""
SIDE = 4
"""Characters from which a part of a question may tell a trouble of its own."""
ROW = 3
"""Parts from which a row tells a trouble each, rather than one in several words."""
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
_SECTIONS = {
    Kind.INDICATOR: "do",
    Kind.OUTPUT: "produce",
    Kind.KNOWLEDGE: "know",
    Kind.SKILL: "able",
    Kind.ATTITUDE: "attitude",
}
"""What each kind answers in a situation, in the order of the answer; names of entries in the language files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationParts:
    """An answer in parts. `places` are activities or tasks, strongest first; everything else in that order too.

    `related` came next and is offered, not cited.
    """

    places: tuple[Item, ...]
    items: tuple[Item, ...]
    related: tuple[Item, ...] = ()

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """The items of a kind."""
        return tuple(i for i in self.items if i.kind is kind)


def told(draft: Draft, form: forms.Situation) -> None:
    """Answer from what is found, or decline when the standard is not likely to hold an answer."""
    relations, limits = draft.relations, calibration().thresholds
    findings = draft.desk.retrieve(form.text, None, POOL, form.kinds)
    items = findings.items
    if form.within is not None:
        places = {i.code for i in draft.run(form.within).items}
        items = tuple(f for f in items if any(relations.under(relations.get(f.code), p) for p in places))
    draft.retrieved = tuple(f.code for f in items)
    found, support = situation(relations, items, limits), findings.support
    if troubles := _troubles(draft, form):
        found, support = troubles, limits.likely
    elif found is None or support < limits.least:
        if found and support >= NEARBY * limits.least:
            for place in found.places:
                draft.suggest("what", code=place.code)
        no_support(draft, findings.beyond)
        return
    draft.method = "retrieval"
    draft.confidence = "likely" if support >= limits.likely else "weak"
    if draft.confidence == "weak":
        draft.say("retrieval.unsure")
    _addressed(draft, found)
    for kind, section in _SECTIONS.items():
        for item in found.of(kind):
            draft.hangs(item)
        draft.table(found.of(kind), kind, draft.words.say(f"retrieval.{section}"))
    for item in found.related:
        draft.suggest("what", code=item.code)


def _troubles(draft: Draft, form: forms.Situation) -> SituationParts | None:
    """`離職率高，服務水準又掉`: two troubles in one question are looked up apart, if each is likely to be answered.

    Three or more in a row bear one another out: each needs less, and one may have no answer.
    """
    limits = calibration().thresholds
    sides = _sides(form.text)
    if len(sides) < 2:
        return None
    enough = limits.least if len(sides) >= ROW else limits.likely
    findings = [draft.desk.retrieve(side, None, POOL, form.kinds) for side in sides[:8]]
    found = [situation(draft.relations, f.items, limits) for f in findings if f.support >= enough]
    return joined(draft.relations, [f for f in found if f]) if len(found) > max(1, len(sides) - 2) else None


def _sides(text: str) -> list[str]:
    """The parts of a question that may each tell a trouble: a row of three or more, or two that are joined."""
    row = max((_row(s) for s in lexicon().pattern("sentence").split(text)), key=len)
    if len(row) >= ROW and all(len(s) >= SIDE for s in row):
        return row
    return [s for s in lexicon().pattern("joint").split(text) if len(s.strip()) >= SIDE]


def _row(sentence: str) -> list[str]:
    """The members of a row in a sentence, without what is set off before and behind them."""
    first, *rest = (s.strip() for s in lexicon().pattern("series").split(sentence))
    if not rest:
        return [first]
    set_off = lexicon().pattern("set_off")
    return [set_off.split(first)[-1], *rest[:-1], set_off.split(rest[-1])[0]]


def _addressed(draft: Draft, found: SituationParts) -> None:
    """Name the activities that address it, the strongest with the task it belongs to."""
    if not found.places:
        draft.say("retrieval.lead_item", label=draft.label(found.items[0]))
        return
    home, *others = found.places
    tasks = [t for t in draft.relations.task_of(home) if t != home.code][:1]
    draft.hangs(home, tasks)
    if tasks:
        draft.say("retrieval.lead", label=draft.label(home), task=draft.label(draft.relations.get(tasks[0])))
    else:
        draft.say("retrieval.lead_task", label=draft.label(home))
    for template in ("indicators", "outputs") if tasks else ("indicators",):
        draft.suggest(template, code=home.code)
    if others:
        draft.say("retrieval.further", labels=draft.labels(others))


def situation(relations: Relations, found: Sequence[Retrieved], thresholds: Thresholds) -> SituationParts | None:
    """Choose among items found, best first; None when nothing was found."""
    if not found:
        return None
    evidence = _evidence(relations, found, thresholds.gathered)
    floor = thresholds.near * found[0].score
    near = [relations.get(f.code) for f in found if f.score >= floor]
    held = [place for i in near if (place := _place(relations, i))]
    home = max(held, key=lambda c: evidence.get(c, 0.0), default="")
    least = thresholds.place * evidence.get(home, 0.0)
    kept = [i for i in near if not (place := _place(relations, i)) or evidence.get(place, 0.0) >= least]
    items = kept[:CITED]
    places = _deeper(relations, found, evidence, _places(relations, items, home))
    items += _more(relations, found, items, places)
    items += _bearing(relations, found, items, places)
    return SituationParts(
        places=places,
        items=tuple(i for i in items if i not in places),
        related=tuple(i for i in kept[CITED : CITED + 3] if i not in places),
    )


def joined(relations: Relations, parts: Sequence[SituationParts]) -> SituationParts | None:
    """Several troubles told in one question, as one answer in their order; None when one task settles them all."""
    heads = [p.places[0] for p in parts if p.places]
    if len({t for h in heads for t in relations.task_of(h)[:1]}) < 2:
        return None
    share = (CITED + len(heads)) // len(heads)
    items = [i for p in parts for i in p.items[:share]]
    return SituationParts(places=tuple(dict.fromkeys(heads)), items=tuple(dict.fromkeys(items)))


def _evidence(relations: Relations, found: Sequence[Retrieved], gathered: float) -> dict[str, float]:
    """How much speaks for each activity: its best item, and a share of the next three."""
    scores: dict[str, list[float]] = {}
    for one in found[:CONSIDERED]:
        if place := _place(relations, relations.get(one.code)):
            scores.setdefault(place, []).append(one.score)
    ordered = {code: sorted(values, reverse=True) for code, values in scores.items()}
    return {code: own[0] + gathered * sum(own[1:4]) for code, own in ordered.items()}


def _place(relations: Relations, item: Item) -> str:
    """The activity an item stands under or is; empty for a task, and for what several activities share."""
    return next(iter(relations.activities_of(item)), "") if item.kind in (Kind.ACTIVITY, *OF_ACTIVITY) else ""


def _places(relations: Relations, items: Sequence[Item], home: str) -> tuple[Item, ...]:
    """The activities that the items stand under, the one with most evidence first; a task where only it was found."""
    codes = [home, *(i.code if i.kind is Kind.TASK else _place(relations, i) for i in items)]
    unique = [relations.get(code) for code in dict.fromkeys(filter(None, codes))]
    above = {task for place in unique for task in relations.task_of(place) if task != place.code}
    return tuple(place for place in unique if place.code not in above)[:PLACES]


def _deeper(
    relations: Relations, found: Sequence[Retrieved], evidence: Mapping[str, float], places: tuple[Item, ...]
) -> tuple[Item, ...]:
    """The places, a leading task made the activity under it that most speaks for: it tells what to do."""
    if not places or places[0].kind is not Kind.TASK:
        return places
    near = {_place(relations, relations.get(f.code)) for f in found if f.score >= BEARING * found[0].score}
    under = [a for a in relations.children(Kind.ACTIVITY, places[0].code) if a.code in near]
    best = max(under, key=lambda a: evidence.get(a.code, 0.0), default=None)
    return (best, *places[1:]) if best else places


def _more(
    relations: Relations, found: Sequence[Retrieved], items: Sequence[Item], places: Sequence[Item]
) -> list[Item]:
    """What is next best under the first place, where too little was near enough to say what to do there."""
    told = [i for i in items if i not in places]
    if not places or len(told) >= FEWEST:
        return []
    floor = 0.0 if not told or places[0].kind is Kind.ACTIVITY else NEXT * found[0].score
    held = [relations.get(f.code) for f in found[:CONSIDERED] if f.score >= floor]
    under = [i for i in held if i.kind not in UPPER and i not in items and relations.under(i, places[0].code)]
    return under[: FEWEST - len(told)]


def _bearing(
    relations: Relations, found: Sequence[Retrieved], items: Sequence[Item], places: Sequence[Item]
) -> list[Item]:
    """The knowledge and the skill of the task, without a place those of any task, that bear on it most where none was
    near enough by itself."""
    task = next(iter(relations.task_of(places[0])), places[0].code) if places else ""
    chosen: list[Item] = []
    for kind in OF_CELL:
        if not any(i.kind is kind for i in items):
            near = (relations.get(f.code) for f in found if f.kind is kind and f.score >= BEARING * found[0].score)
            chosen += [i for i in near if not task or relations.under(i, task)][:1]
    return chosen
