"""The question types that range over tasks or activities: the most, the least, those with none or so many."""

from __future__ import annotations

from dataclasses import replace

from ..question.query import Query
from ..retrieval.port import Retrieve
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from . import counting, listing, profile
from .draft import Draft

_SIZES = ("over", "atleast", "under", "only")


def _subject(query: Query) -> tuple[Kind | None, tuple[Kind, ...]]:
    """The tasks or activities a ranking or filter is over, and the kinds it measures."""
    kinds = tuple(dict.fromkeys(query.asked + query.given))
    uppers = [k for k in kinds if k in UPPER]
    if len(uppers) == 2:
        measured = tuple(k for k in kinds if k not in UPPER)
        asked = [k for k in query.asked if k in UPPER]
        if not measured:
            return Kind.TASK, (Kind.ACTIVITY,)
        return (asked[0] if len(asked) == 1 else Kind.ACTIVITY), measured
    return (uppers[0] if uppers else None), tuple(k for k in kinds if k not in UPPER)


def extreme(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    if not (query.rank or query.has("most", "least", "highest", "lowest")) or query.content > 6:
        return False
    subject, measured = _subject(query)
    measured = tuple(k for k in measured if k is not Kind.ATTITUDE)
    if query.has("highest", "lowest") and (query.has("level") or subject and not measured):
        codes = profile.edge(draft, query, subject or Kind.TASK)
        if codes and measured:  # `級別最高的任務需要什麼知識`
            listing.list_under(draft, codes, measured)
        return True
    if not measured:
        return False
    for kind in measured:
        default = Kind.ACTIVITY if query.codes and kind in (Kind.OUTPUT, Kind.INDICATOR) else Kind.TASK
        counting.extreme(draft, query, subject or default, kind, query.codes)
    return True


def filtered(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    subject, measured = _subject(query)
    measured = tuple(k for k in measured if k is not Kind.ATTITUDE)
    every = query.has("each", "list") and query.has("yesno") and not query.has("count")
    if every and query.amount and query.amount[0] == 1:
        query = replace(query, amount=None)
    sized = query.amount is not None and (query.has(*_SIZES) or query.amount[1] in measured)
    if subject is None or not measured or not (query.has("none") or every or sized) or query.content > 4:
        return False
    if any(kind_of(c) is not Kind.TASK for c in query.codes) or query.codes and subject is Kind.TASK:
        return False
    if query.has("count") and not query.has("none", *_SIZES):
        return False
    for kind in measured:
        counting.filtered(draft, query, subject, kind, query.codes)
    return True
