"""What the standard says of a situation that someone tells: the activities that address it, with what is near them.

By rule, from scores alone: several items found together in a place are a surer sign than a good one that stands alone.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..language.lexicon import lexicon
from ..question import form as forms
from ..retrieval.calibration import Thresholds, calibration
from ..retrieval.port import Retrieved
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER, Item, Relations
from .draft import Draft
from .refusal import no_support

POOL = 30  # items looked at for one answer
NEARBY = 0.05  # share of the least support from which one who is declined is told what is covered nearby
SIDE = 4  # characters from which a part of a question may tell a trouble of its own
ROW = 3  # parts from which a row tells a trouble each, rather than one in several words
CITED = 6  # most items cited beside the activities and tasks that they stand under
FEWEST = 3  # items from which an answer says what to do rather than where to look
NEXT = 0.75  # share of the best score that an item of a whole task needs, where much is beside the point
BEARING = 0.8  # share of the best score from which knowledge and skills of the task bear on it
CONSIDERED = 25  # items found that count as evidence of a place
PLACES = 3  # most activities an answer is drawn from
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
    return _Choice(relations, found, thresholds.gathered).parts(thresholds) if found else None


def joined(relations: Relations, parts: Sequence[SituationParts]) -> SituationParts | None:
    """Several troubles told in one question, as one answer in their order; None when one task settles them all."""
    heads = [p.places[0] for p in parts if p.places]
    if len({t for h in heads for t in relations.task_of(h)[:1]}) < 2:
        return None
    share = (CITED + len(heads)) // len(heads)
    items = [i for p in parts for i in p.items[:share]]
    return SituationParts(places=tuple(dict.fromkeys(heads)), items=tuple(dict.fromkeys(items)))


class _Choice:
    """The choice among items found, best first, by what speaks for each activity: its best item, and a share of the
    next three."""

    def __init__(self, relations: Relations, found: Sequence[Retrieved], gathered: float) -> None:
        self.relations = relations
        self.found = [(relations.get(one.code), one.score) for one in found]
        scores: defaultdict[str, list[float]] = defaultdict(list)
        for item, score in self.found[:CONSIDERED]:
            scores[self.place(item)].append(score)
        self.evidence = defaultdict(float, {code: own[0] + gathered * sum(own[1:4]) for code, own in scores.items()})
        self.evidence[""] = 0.0

    def parts(self, thresholds: Thresholds) -> SituationParts:
        """What is near enough, in the places that most speaks for, and what fills the answer up there."""
        near = self.near(thresholds.near)
        held = [place for i in near if (place := self.place(i))]
        home = max(held, key=self.evidence.__getitem__, default="")
        least = thresholds.place * self.evidence[home]
        kept = [i for i in near if not (place := self.place(i)) or self.evidence[place] >= least]
        items = kept[:CITED]
        places = self.deeper(self.places(items, home))
        items += self.more(items, places)
        items += self.bearing(items, places)
        return SituationParts(
            places=places,
            items=tuple(i for i in items if i not in places),
            related=tuple(i for i in kept[CITED : CITED + 3] if i not in places),
        )

    def near(self, share: float) -> list[Item]:
        """The items whose score is so much of the best, or more."""
        return [i for i, score in self.found if score >= share * self.found[0][1]]

    def place(self, item: Item) -> str:
        """The activity an item stands under or is; empty for a task, and for what several activities share."""
        return next(iter(self.relations.activities_of(item)), "") if item.kind in (Kind.ACTIVITY, *OF_ACTIVITY) else ""

    def places(self, items: Sequence[Item], home: str) -> tuple[Item, ...]:
        """The activities that items stand under, the one with most evidence first; a task where only it was found."""
        codes = [home, *(i.code if i.kind is Kind.TASK else self.place(i) for i in items)]
        unique = [self.relations.get(code) for code in dict.fromkeys(filter(None, codes))]
        above = {task for place in unique for task in self.relations.task_of(place) if task != place.code}
        return tuple(place for place in unique if place.code not in above)[:PLACES]

    def deeper(self, places: tuple[Item, ...]) -> tuple[Item, ...]:
        """The places, a leading task made the activity under it that most speaks for: it tells what to do."""
        if not places or places[0].kind is not Kind.TASK:
            return places
        near = set(map(self.place, self.near(BEARING)))
        under = [a for a in self.relations.children(Kind.ACTIVITY, places[0].code) if a.code in near]
        best = max(under, key=lambda a: self.evidence[a.code], default=None)
        return (best, *places[1:]) if best else places

    def more(self, items: Sequence[Item], places: Sequence[Item]) -> list[Item]:
        """What is next best under the first place, where too little was near enough to say what to do there."""
        told = [i for i in items if i not in places]
        if not places or len(told) >= FEWEST:
            return []
        floor = 0.0 if not told or places[0].kind is Kind.ACTIVITY else NEXT * self.found[0][1]
        held = [i for i, score in self.found[:CONSIDERED] if score >= floor]
        under = [i for i in held if i.kind not in UPPER and i not in items and self.relations.under(i, places[0].code)]
        return under[: FEWEST - len(told)]

    def bearing(self, items: Sequence[Item], places: Sequence[Item]) -> list[Item]:
        """The knowledge and the skill of the task, without a place those of any task, that bear on it most where none
        was near enough by itself."""
        task = next(iter(self.relations.task_of(places[0])), places[0].code) if places else ""
        chosen: list[Item] = []
        for kind in OF_CELL:
            if not any(i.kind is kind for i in items):
                near = (i for i in self.near(BEARING) if i.kind is kind)
                chosen += [i for i in near if not task or self.relations.under(i, task)][:1]
        return chosen
