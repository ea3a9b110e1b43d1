"""The question types about attributes: fields of the header and the notes, and levels."""

from __future__ import annotations

from ..language.lexicon import lexicon
from ..question.query import Query
from ..retrieval.port import Retrieve
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from . import counting, listing, places, profile, refusal
from .draft import Draft

_ABOUT_ALL = ("code", "categories", "occupations", "industries", "versions", "prerequisites")
"""Fields that are the standard's even when a task is named beside them."""
_ASKING = frozenset(
    (
        "which",
        "that",
        "meaning",
        "wording",
        "count",
        "list",
        "yesno",
        "exists",
        "none",
        "how",
        "where",
        "scope",
        "level",
    )
)
"""Marks of which a Chinese question about a field has one, unless the field is nearly all it names."""
_NAMED = 2
_ASIDE, _ASIDE_EN, _ASIDE_SCOPE = 4, 8, 12
"""Content that a question about a field may have beside it: in either language; with the standard named."""


def profiled(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """A field of the profile, asked for by name or by its code."""
    if not query.fields or (query.codes and (query.asked or any(kind_of(c) not in UPPER for c in query.codes))):
        return False
    named = tuple(f for f in query.fields if not query.codes or f in _ABOUT_ALL)
    if not named:
        return False
    if query.asked and not query.has("scope") and query.content > 2:
        return False
    if query.has("premise") or not query.outside and (query.content > _aside(query) or not _sought(query)):
        return False
    profile.fields(draft, query, named)
    if query.outside:
        refusal.outside(draft, query.outside, too=True)
    return True


def _sought(query: Query) -> bool:
    """Whether a field is asked for, and not a word in what someone tells: `談條件總是吃虧`."""
    if query.content <= _NAMED or query.language == "en" or query.codes:
        return True
    return not query.marks.isdisjoint(_ASKING) or bool(lexicon().pattern("question").search(query.folded))


def _aside(query: Query) -> int:
    if query.has("scope", "wording"):
        return _ASIDE_SCOPE
    return _ASIDE_EN if query.language == "en" else _ASIDE


def graded(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """A level: of items, of the standard, or as a filter over tasks or activities."""
    if not query.has("level"):
        return False
    uppers = tuple(k for k in query.asked + query.given if k in UPPER)
    below = tuple(k for k in query.asked if k not in UPPER)
    if query.codes:
        if query.level is not None and below:
            return False
        profile.levels(draft, query, query.codes)
        above = tuple(k for k in query.asked if all(places.above(k, draft.relations.get(c)) for c in query.codes))
        if above:
            places.of_codes(draft, query.codes, above)
        if below:
            listing.list_under(draft, query.codes, below)
        return True
    if query.level is not None and (uppers or query.has("which", "list")) and not (query.has("scope") and not uppers):
        if query.content > 4:
            return False
        kind = uppers[0] if uppers else Kind.TASK
        if query.has("count") and below:
            found = tuple(i.code for i in draft.relations.of_kind(kind) if query.level in i.levels)
            counting.count(draft, query, found, below)
            return bool(found)
        profile.at_level(draft, query, kind, query.level, below)
        return True
    if query.content > (_ASIDE_SCOPE if query.has("scope") else _ASIDE) or query.has("premise") and query.content:
        return False
    if uppers and not (query.has("scope") and Kind.TASK not in uppers):
        profile.every_level(draft, uppers[0])
    else:
        profile.base_level(draft)
    return True
