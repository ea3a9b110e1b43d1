"""Answers to what someone tells: what the standard says of a situation, put in order, or none when it says nothing."""

from __future__ import annotations

from ..language.lexicon import lexicon
from ..question.form import Situation as Form
from ..retrieval.calibration import calibration
from ..retrieval.port import Retrieve
from ..standard.model import Kind
from ..standard.relations import Item
from . import refusal
from .draft import Draft
from .situation import Situation, joined, situation

POOL = 30
"""Items looked at for one answer."""
NEARBY = 0.05
"""Share of the least support from which a question that is declined is told what the standard covers nearby."""
SIDE = 4
"""Characters from which a part of a question may tell a trouble of its own."""
ROW = 3
"""Parts from which a row tells a trouble each, rather than one in several words."""
_SECTIONS = {
    Kind.INDICATOR: "do",
    Kind.OUTPUT: "produce",
    Kind.KNOWLEDGE: "know",
    Kind.SKILL: "able",
    Kind.ATTITUDE: "attitude",
}
"""What each kind answers in a situation, in the order of the answer; names of entries in the language files."""


def told(draft: Draft, form: Form, retrieve: Retrieve) -> None:
    """Answer from what is found, or decline when the standard is not likely to hold an answer."""
    findings = retrieve(form.text, None, POOL, form.kinds)
    items = findings.items
    if form.within is not None:
        places = {i.code for i in draft.desk.runner.run(form.within).items}
        items = tuple(f for f in items if any(draft.relations.under(draft.relations.get(f.code), p) for p in places))
    draft.retrieved = tuple(f.code for f in items)
    limits = calibration().thresholds
    found = situation(draft.relations, items, limits)
    troubles = _troubles(draft, form, retrieve)
    if troubles is None and (found is None or findings.support < limits.least):
        if found and findings.support >= NEARBY * limits.least:
            for place in found.places:
                draft.suggest("what", code=place.code)
        refusal.no_support(draft, findings.beyond)
        return
    found = troubles or found
    assert found is not None
    _confide(draft, limits.likely if troubles else findings.support)
    _places(draft, found)
    _items(draft, found)


def _troubles(draft: Draft, form: Form, retrieve: Retrieve) -> Situation | None:
    """`離職率高，服務水準又掉`: two troubles in one question are looked up apart, if each is likely to be answered.

    Three or more in a row bear one another out: each needs less, and one may have no answer.
    """
    limits = calibration().thresholds
    sides = _sides(form.text)
    if len(sides) < 2:
        return None
    enough = limits.least if len(sides) >= ROW else limits.likely
    findings = [retrieve(side, None, POOL, form.kinds) for side in sides[:8]]
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


def _confide(draft: Draft, support: float) -> None:
    draft.method = "retrieval"
    draft.confidence = "likely" if support >= calibration().thresholds.likely else "weak"
    if draft.confidence == "weak":
        draft.say("retrieval.unsure")


def _places(draft: Draft, found: Situation) -> None:
    """Name the activities that address it, the strongest with the task it belongs to."""
    if not found.places:
        draft.say("retrieval.lead_item", label=draft.label(found.items[0]))
        return
    home, *others = found.places
    tasks = [t for t in draft.relations.task_of(home) if t != home.code]
    if tasks:
        draft.claim("relation", subject=home.code, object=tasks[0])
        draft.say("retrieval.lead", label=draft.label(home), task=draft.label(draft.relations.get(tasks[0])))
        for template in ("indicators", "outputs"):
            draft.suggest(template, code=home.code)
    else:
        draft.say("retrieval.lead_task", label=draft.label(home))
        draft.suggest("indicators", code=home.code)
    if others:
        draft.say("retrieval.further", labels=draft.labels(others))


def _items(draft: Draft, found: Situation) -> None:
    """List what is to be done, made, known and able, each kind with the strongest first."""
    for kind, section in _SECTIONS.items():
        items: tuple[Item, ...] = found.of(kind)
        for item in items:
            draft.hangs(item)
        draft.table(items, kind, draft.words.say(f"retrieval.{section}"))
    for item in found.related:
        draft.suggest("what", code=item.code)
