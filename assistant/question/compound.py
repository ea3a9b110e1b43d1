"""Two questions in one: told apart when each stands on its own, or leans on the one before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..language.lexicon import lexicon
from .conversation import TABULAR, leans
from .query import Query
from .take import Question


def parts(question: Question, read: Callable[[Question], Query]) -> list[Query]:
    """Two questions in one: the parts, when each stands on its own or leans on the one before; else one whole."""
    whole = read(question)
    pieces = _split(question)
    if len(pieces) < 2:
        return [whole]
    queries = [read(p) for p in pieces]
    kept: list[Query] = []
    for query in queries:
        named = query.codes or query.missing or query.has("most", "least", "highest", "lowest")
        alone = bool((named and (query.asked or query.has(*TABULAR))) or query.fields)
        follows = bool(kept) and not query.codes and leans(query) and bool(query.asked or query.has("level", "count"))
        if alone or follows:
            kept.append(query)
    rest = [q for q in queries if q not in kept]
    if len(kept) < 2 or kept[0] is not queries[0] and any(q.asked or q.fields for q in rest):
        return [whole]
    if any(_own(q) for q in rest):
        return [whole]
    same = len({(q.codes, q.asked, q.fields) for q in kept}) == 1
    return [whole] if same else kept


def _own(query: Query) -> bool:
    return bool(query.asked or query.fields or query.codes)


def _split(question: Question) -> list[Question]:
    folded = question.folded
    bounds = [m.end() for m in lexicon().pattern("boundary").finditer(folded)]
    cuts = [0, *[b for b in bounds if b < len(folded)], len(folded)]
    spans = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if folded[a:b].strip(" ?!.;,。")]
    return [replace(question, text=question.text[a:b], folded=folded[a:b]) for a, b in spans]
