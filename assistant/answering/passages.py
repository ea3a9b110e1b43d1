"""Answers from retrieval: the passages that bear on a situation, or none when nothing does."""

from __future__ import annotations

from ..matching import Match
from ..query import Query
from ..relations import Item
from ..retrieval import Found, Retrieve
from ..standard import Kind
from . import refusal
from .draft import Draft, by_code

CITED = 4
"""Most passages cited in one answer."""
LIKELY, LEAST = 0.45, 0.32
"""Scores from which an answer counts as likely, and below which there is none."""
NEAR_BEST = 0.82
"""A passage is cited when it scores at least this share of the best."""


def answer(draft: Draft, query: Query, retrieve: Retrieve) -> None:
    """Answer from the passages found, or decline when none is close enough."""
    found = retrieve(query.topic or query.text, None, 20)
    draft.retrieved = tuple(dict.fromkeys(f.code for f in found))
    strong = [f for f in found if f.score >= max(LEAST, NEAR_BEST * found[0].score)][:CITED] if found else []
    if not strong:
        refusal.no_support(draft)
        return
    _say(draft, strong)


def within(draft: Draft, query: Query, codes: tuple[str, ...], retrieve: Retrieve) -> bool:
    """Answer a question in own words about a named item from the passages under it; False when none fits."""
    found = [
        f
        for f in retrieve(query.topic or query.text, None, 60)
        if any(draft.relations.under(i, c) and i.code not in codes for i in draft.relations.find(f.code) for c in codes)
    ]
    strong = [f for f in found if f.score >= max(LIKELY, NEAR_BEST * found[0].score)][:CITED] if found else []
    if not strong:
        return False
    draft.retrieved = tuple(dict.fromkeys(f.code for f in found))
    _say(draft, strong, codes)
    return True


def by_meaning(draft: Draft, query: Query, kinds: tuple[Kind, ...], retrieve: Retrieve) -> tuple[Match, ...]:
    """The item of some kinds that the phrases mean, when no wording fits; empty when unsure."""
    found = retrieve(" ".join(query.phrases), kinds, 5)
    if not found or found[0].score < LIKELY:
        return ()
    draft.method, draft.confidence = "retrieval", "likely"
    draft.retrieved = tuple(dict.fromkeys(f.code for f in found))
    best = [f for f in found if f.score >= 0.95 * found[0].score]
    return tuple(Match(item=i, strength="fuzzy", share=f.score) for f in best for i in draft.relations.find(f.code)[:1])


def _say(draft: Draft, found: list[Found], scope: tuple[str, ...] = ()) -> None:
    relations = draft.relations
    draft.method = "retrieval"
    draft.confidence = "likely" if found[0].score >= LIKELY else "weak"
    items: list[Item] = [i for f in found for i in relations.find(f.code)[:1]]
    if scope:
        draft.say("retrieval.in_scope", code=draft.links(scope))
    elif draft.confidence == "weak":
        draft.say("retrieval.unsure")
    else:
        homes = items[0].parents or (items[0].code,)
        for home in items[0].parents:
            draft.claim("relation", subject=items[0].code, object=home)
        draft.say("retrieval.lead", label=draft.labels([relations.get(h) for h in homes[:1]]))
    for kind in Kind:
        group = by_code(i for i in items if i.kind is kind)
        draft.table(group, kind, draft.words.kind(kind, len(group)).capitalize())
    for item in items[:1]:
        for code in (*item.parents, item.code):
            if relations.get(code).kind in (Kind.TASK, Kind.ACTIVITY):
                draft.suggest("indicators", code=code)
                draft.suggest("outputs", code=code)
                break
