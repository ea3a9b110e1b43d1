"""The question type that names things by words: which item holds them, or a list under what they name."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.folding import fold
from ..question.query import Query
from ..retrieval.port import Retrieve
from ..retrieval.words import FUZZY, Match
from ..standard.model import Kind
from ..standard.relations import UPPER
from . import listing, passages, places
from .draft import Draft

_PARTLY = 0.5
"""Share of a phrase that has to fit the one task or activity it stands beside."""
_TERM = 10
"""Content of a question that may be a term looked up."""
_WORDY = 16
"""Content above which a question describes a situation rather than names something."""


def phrased(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """Look up by words: which task, activity or item holds them; or a list under what they name."""
    if set(query.codes) - query.named or not (query.phrases or query.named):
        return False
    if query.named:
        return _titled(draft, query)
    if query.content > _WORDY and not query.quoted:
        return False
    if _bare(query) and (matches := draft.desk.matcher.literal(query.phrases[0])):
        places.of_phrase(draft, query, matches, query.phrases[0])
        return True
    uppers = tuple(k for k in query.asked if k in UPPER)
    lowers = tuple(k for k in query.asked if k not in UPPER)
    above = tuple(k for k in query.given if k in UPPER)
    if above and query.asked and (homes := _find(draft, query.phrases, above, least=_PARTLY)):
        best = [m for m in homes if m.strength != "fuzzy"] or list(homes)
        if len(best) == 1:
            listing.list_under(draft, (best[0].item.code,), query.asked)
            return True
    if not (uppers or lowers or query.has("where", "item") and query.has("which", "list", "where", "yesno")):
        return False
    if uppers and not lowers or query.has("where", "item"):
        kinds = query.given if query.given and not all(k in UPPER for k in query.given) else lowers
        below = tuple(k for k in kinds if k not in UPPER)
        matches = _find(draft, query.phrases, below or None)
        if not matches and below:
            matches = passages.by_meaning(draft, query, below, retrieve)
        if matches and (query.has("where", "item") or uppers):
            places.of_phrase(draft, query, matches, _named(query))
            return True
        unheld = query.has("premise") or not passages.speaks_of(query.folded, retrieve)
        if query.has("where") and query.has("yesno") and not matches and unheld:
            draft.say("refuse.absent_word", phrase=query.shown(_named(query)))
            return True
        return False
    if lowers:
        filtered = _find(draft, query.phrases, lowers, literal=True) if query.content <= 5 else ()
        if filtered:
            places.of_phrase(draft, query, filtered, _named(query))
            return True
        parents = _find(draft, query.phrases, UPPER, least=0.6)
        if len(parents) == 1 or parents and parents[0].strength == "exact":
            listing.list_under(draft, (parents[0].item.code,), lowers)
            return True
        filtered = _find(draft, query.phrases, lowers, literal=True)
        if filtered and query.content <= 8:
            places.of_phrase(draft, query, filtered, _named(query))
            return True
        parents = passages.by_meaning(draft, query, UPPER, retrieve)
        if len(parents) == 1:
            listing.list_under(draft, (parents[0].item.code,), lowers)
            return True
    return False


def _bare(query: Query) -> bool:
    """`SWOT`, `災後復原計劃是什麼`: a term and nothing else."""
    alone = len(query.phrases) == 1 and not query.asked and not query.given and query.content <= _TERM
    return alone and query.marks <= {"meaning", "which", "list", "wording", "yesno", "scope", "item"}


def _titled(draft: Draft, query: Query) -> bool:
    """`知識管理系統出現在哪些地方`: a title of one item that others mention too."""
    if not (query.has("where") and query.has("item")):
        return False
    title = fold(draft.relations.get(query.codes[0]).text)
    places.of_phrase(draft, query, draft.desk.matcher.literal(title), title)
    return True


def _named(query: Query) -> str:
    return max(query.quoted or query.phrases, key=len)


def _find(
    draft: Draft, phrases: Sequence[str], kinds: Sequence[Kind] | None, literal: bool = False, least: float = FUZZY
) -> tuple[Match, ...]:
    """Items that fit the longest phrase, and the others too if any does; a lesser phrase alone finds nothing."""
    matcher = draft.desk.matcher
    first, *others = [
        matcher.literal(phrase, kinds) or (() if literal else matcher.loose(phrase, kinds, least))
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    for hits in others:
        both = {id(h.item) for h in hits}
        first = tuple(m for m in first if id(m.item) in both) or first
    return first
