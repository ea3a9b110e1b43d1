"""What is asked of the standard, or laid to it, that it does not hold: amounts, persons, reasons, absent parts."""

from __future__ import annotations

from collections.abc import Iterable

from ..language.folding import fold
from ..language.lexicon import lexicon
from ..question.query import Query
from ..retrieval.calibration import calibration
from ..retrieval.port import Retrieve
from ..standard.code import kind_of
from ..standard.relations import UPPER, Item
from . import refusal
from .draft import Draft

_POOL = 30
"""Items looked at before words are called foreign."""
_FOREIGN = 0.6
"""Share of the least support below which words beside a code are about something else altogether."""
_BESIDE = 5
"""Content beside a code from which it has to do with the standard, or the question is declined."""


def measured(query: Query) -> bool:
    """Whether an amount, a frequency or a date is asked for."""
    return bool(lexicon().pattern("measure").search(query.folded))


def factual(query: Query) -> bool:
    """Whether a person, a time or a reason is asked for."""
    return bool(lexicon().pattern("fact").search(query.folded))


def unprinted(items: Iterable[Item], query: Query) -> bool:
    """Whether the question speaks of an amount that none of the items prints."""
    printed = fold(" ".join(i.text for i in items))
    return any(amount not in printed for amount in amounts(query.folded))


def amounts(text: str) -> tuple[str, ...]:
    """The amounts that a text names: `二十秒`, `80%`, `每週`."""
    return tuple(m[0] for m in lexicon().pattern("quantity").finditer(fold(text)))


def unmeasured(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """`T6.2 的訓練一年至少幾小時`: an amount that nothing printed under the code sets."""
    if not query.codes or query.fields or query.has("compare"):
        return False
    held = [i for i in draft.relations.items if any(draft.relations.under(i, c) or i.code == c for c in query.codes)]
    asked = measured(query) and not any(amounts(i.text) for i in held)
    if not asked and not (query.has("premise", "item") and unprinted(held, query)):
        return False
    refusal.unmeasured(draft, query.codes)
    return True


def asked(query: Query, retrieve: Retrieve) -> bool:
    """Whether what is asked of a named item is nothing that any part of it says."""
    return _laid_to_it(query) or _beside_the_point(query) and (_part_sought(query) or _foreign(query, retrieve))


def _laid_to_it(query: Query) -> bool:
    """`T3 列為選修，為什麼`, `T1 的負責人是誰`: what is laid to an item, or asked of it, that no part of it says."""
    return not query.named and (query.has("premise") and bool(query.phrases) or factual(query))


def _part_sought(query: Query) -> bool:
    """`which section of T4 holds the refund form`: a part that was not found is not there."""
    return query.has("which") and all(kind_of(c) in UPPER for c in query.codes)


def _beside_the_point(query: Query) -> bool:
    return query.content >= _BESIDE and not query.named and not query.has("wording")


def _foreign(query: Query, retrieve: Retrieve) -> bool:
    """Whether what is asked of a named item has nothing to do with the standard: `T4 喜歡吃什麼`."""
    support = retrieve(" ".join(query.phrases), None, _POOL).support
    return len(query.phrases) > 0 and support < _FOREIGN * calibration().thresholds.least
