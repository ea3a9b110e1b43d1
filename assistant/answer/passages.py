"""Answers from retrieval: what the standard says of a situation, put in order, or none when it says nothing."""

from __future__ import annotations

from ..language.lexicon import lexicon
from ..question.query import Query
from ..retrieval.calibration import calibration
from ..retrieval.port import Findings, Found, Retrieve
from ..retrieval.words import Match
from ..standard.model import Kind
from ..standard.relations import Item, Relations
from . import refusal
from .draft import Draft
from .situation import Situation, joined, situation
from .unheld import measured, unprinted

POOL = 30
"""Items looked at for one answer."""
SETTLED = 0.5
"""Support from which what is told outweighs a word that the table or a refusal would take up."""
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


def answer(draft: Draft, query: Query, retrieve: Retrieve) -> None:
    """Answer from what is found, or decline when the standard is not likely to hold an answer."""
    _answer(draft, query, retrieve, retrieve(query.topic or query.text, None, POOL, query.sought))


def _answer(draft: Draft, query: Query, retrieve: Retrieve, findings: Findings) -> None:
    draft.retrieved = tuple(f.code for f in findings.items)
    found = situation(draft.relations, findings.items, calibration().thresholds)
    support = _support(draft, query, findings)
    limits = calibration().thresholds
    if query.foreign and support < limits.likely:
        refusal.foreign(draft, query.shown(query.foreign))
        return
    troubles = None if query.has("premise") else _troubles(draft, query, retrieve)
    if troubles is None and (found is None or support < limits.least):
        if found and support >= NEARBY * limits.least:
            for place in found.places:
                draft.suggest("what", code=place.code)
        refusal.no_support(draft, findings.beyond)
        return
    found = troubles or found
    assert found is not None
    _confide(draft, limits.likely if troubles else support)
    _places(draft, found)
    _items(draft, found)


def _support(draft: Draft, query: Query, findings: Findings) -> float:
    """The probability that the standard holds an answer, given how it is asked."""
    premise = query.has("premise")
    if premise and unprinted(draft.relations.items, query):
        return 0.0
    return calibration().asking.support(findings.support, measure=measured(query), premise=premise)


def told(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """Answer what someone tells, if the standard is likely to have something on it; False leaves it to other rules."""
    findings = retrieve(query.topic or query.text, None, POOL, query.sought)
    limits = calibration().thresholds
    settled = SETTLED if query.fields or query.has("flaw") else limits.least
    support = _support(draft, query, findings)
    if support < max(limits.likely if query.outside else settled, limits.least):
        return False
    _answer(draft, query, retrieve, findings)
    return True


def _troubles(draft: Draft, query: Query, retrieve: Retrieve) -> Situation | None:
    """`離職率高，服務水準又掉`: two troubles in one question are looked up apart, if each is likely to be answered.

    Three or more in a row bear one another out: each needs less, and one may have no answer.
    """
    limits = calibration().thresholds
    sides = _sides(query.topic or query.folded)
    if len(sides) < 2:
        return None
    enough = limits.least if len(sides) >= ROW else limits.likely
    findings = [retrieve(side, None, POOL, query.sought) for side in sides]
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


def within(draft: Draft, query: Query, codes: tuple[str, ...], retrieve: Retrieve) -> bool:
    """Answer a question in own words about a named item from the passages under it; False when none fits."""
    findings = retrieve(query.topic or query.text, None, 2 * POOL, query.sought)
    items = [f for f in findings.items if _under(draft.relations, f, codes)]
    if not items or findings.support < calibration().thresholds.likely:
        return False
    draft.retrieved = tuple(f.code for f in items)
    found = situation(draft.relations, items, calibration().thresholds)
    if found is None:
        return False
    draft.method, draft.confidence = "retrieval", "likely"
    draft.say("retrieval.in_scope", code=draft.links(codes))
    _items(draft, found)
    return True


def speaks_of(text: str, retrieve: Retrieve) -> bool:
    """Whether the standard is likely to hold something on a matter."""
    return retrieve(text, None, POOL).support >= calibration().thresholds.likely


def by_meaning(draft: Draft, query: Query, kinds: tuple[Kind, ...], retrieve: Retrieve) -> tuple[Match, ...]:
    """The item of some kinds that the phrases mean, when no wording fits; empty when unsure."""
    findings = retrieve(" ".join(query.phrases), kinds, 5)
    if not findings.items or findings.support < calibration().thresholds.likely:
        return ()
    draft.method, draft.confidence = "retrieval", "likely"
    draft.retrieved = tuple(f.code for f in findings.items)
    best = [f for f in findings.items if f.score >= 0.95 * findings.items[0].score]
    return tuple(Match(item=i, strength="fuzzy", share=f.score) for f in best for i in draft.relations.find(f.code)[:1])


def _under(relations: Relations, found: Found, codes: tuple[str, ...]) -> bool:
    return found.code not in codes and any(relations.under(i, c) for i in relations.find(found.code) for c in codes)


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
            for parent in item.parents:
                draft.claim("relation", subject=item.code, object=parent)
        draft.table(items, kind, draft.words.say(f"retrieval.{section}"))
    for item in found.related:
        draft.suggest("what", code=item.code)
