"""Answers to what someone tells: what the standard says of a situation, put in order, or none when it says nothing."""

from __future__ import annotations

from ..language.lexicon import lexicon
from ..question.form import Situation as Form
from ..retrieval.calibration import calibration
from ..standard.model import Kind
from .draft import Draft
from .refusal import no_support
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


def told(draft: Draft, form: Form) -> None:
    """Answer from what is found, or decline when the standard is not likely to hold an answer."""
    relations, limits = draft.relations, calibration().thresholds
    findings = draft.desk.retrieve(form.text, None, POOL, form.kinds)
    items = findings.items
    if form.within is not None:
        places = {i.code for i in draft.desk.runner.run(form.within).items}
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
    _places(draft, found)
    for kind, section in _SECTIONS.items():
        for item in found.of(kind):
            draft.hangs(item)
        draft.table(found.of(kind), kind, draft.words.say(f"retrieval.{section}"))
    for item in found.related:
        draft.suggest("what", code=item.code)


def _troubles(draft: Draft, form: Form) -> Situation | None:
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


def _places(draft: Draft, found: Situation) -> None:
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
