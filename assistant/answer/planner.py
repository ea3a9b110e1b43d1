"""Which way a question is answered: the first rule that fits, from the most specific to retrieval.

Every rule is a question type. A rule looks at the `Query` only; the words behind its marks are data.
A question that no rule fits goes to retrieval, and never to an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..question.query import Query
from ..retrieval.port import Retrieve
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from . import comparison, counting, listing, lookup, misprints, passages, places, refusal, unheld
from .attributes import graded, profiled
from .draft import Desk, Draft
from .phrasing import phrased
from .ranking import extreme, filtered
from .unheld import unmeasured

_TOLD, _TOLD_EN = 7, 12
"""Content from which a question tells a situation rather than names something."""
_TERM = 4
"""Characters of a phrase that, found in the source as they stand, make a question one about wording."""
_RELATIVE = ("compare", "shared", "more", "highest", "lowest", "most", "least")
Rule = Callable[[Draft, Query, Retrieve], bool]


def plan(desk: Desk, query: Query, retrieve: Retrieve) -> Draft:
    """Compose the answer to one query."""
    draft = Draft(desk=desk, query=query)
    for rule in _RULES:
        if rule(draft, query, retrieve):
            break
    if query.missing and query.codes and not draft.refused:
        refusal.also_missing(draft, query.missing)
    return draft


def _situation(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """Someone tells what happens at work: what is told outweighs a word in it that a table rule would take up."""
    if query.codes or query.missing or query.policy or query.foreign or _position(query):
        return False
    if query.has("how") and (query.outside or query.fields or query.has("flaw")) and not query.has("premise", "scope"):
        return passages.told(draft, query, retrieve)
    if len(query.phrases) < 2:
        return False
    if query.content < (_TOLD_EN if query.language == "en" else _TOLD) or any(k in UPPER for k in query.asked):
        return False
    terms = [p for p in query.phrases if len(p) >= _TERM and (" " in p or not p.isascii())]
    if any(draft.desk.matcher.literal(p) for p in terms):
        return False
    return passages.told(draft, query, retrieve)


def _declined(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    tabular = bool(query.codes and (query.asked or query.marks & {"meaning", "where", "level", "count", "compare"}))
    if query.policy and not tabular:
        refusal.policy(draft)
    elif query.small_talk and not query.codes and not query.asked and query.content <= _TERM:
        refusal.hello(draft)
    elif query.missing and not query.codes:
        refusal.unknown_codes(draft, query.missing)
        draft.refused = not query.has("exists")
        return True
    elif _position(query) and not query.codes and listing.nth(draft, query, ()) is None:
        return draft.refused
    elif query.outside and not (query.codes and query.asked) and not query.fields:
        refusal.outside(draft, query.outside)
    elif (
        query.foreign
        and not query.codes
        and (query.asked or query.has("scope") or query.fields)
        and _only_occupation(query)
    ):
        refusal.foreign(draft, query.shown(query.foreign))
    return draft.refused


def _position(query: Query) -> bool:
    """Whether a place in a list is named, and of what: `第七項任務`."""
    return query.ordinal is not None and query.ordinal.kind is not None


def _only_occupation(query: Query) -> bool:
    rest = "".join(p.replace(query.foreign, "") for p in query.phrases if p not in query.foreign).replace(" ", "")
    return len(rest) <= 10


def _orientation(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """`我剛接手，要從哪裡開始`: the whole of the job, unless the question names a trouble of its own."""
    whole = query.has("scope") and query.has("which", "meaning") and not query.phrases and not query.has("wording")
    if not (query.has("orient") or whole) or query.codes or query.asked or query.fields:
        return False
    if query.content > 4 and passages.speaks_of(" ".join(query.phrases), retrieve):
        return False
    listing.orient(draft)
    return True


def _misprint(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    sure = query.has("erratum") and (query.codes or query.has("scope") or query.content <= 4)
    near = query.has("flaw") and (query.codes and not query.asked or query.has("scope")) and query.content <= 4
    if not (sure or near):
        return False
    codes = query.codes
    if codes and query.asked:
        below = [k for k in query.asked if k not in UPPER]
        listed = tuple(i.code for c in codes for k in below for i in draft.relations.children(k, c))
        codes = tuple(dict.fromkeys(c for c in listed if misprints.entries(draft, (c,)))) or listed or codes
    misprints.misprints(draft, codes)
    return True


def _membership(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """`S27 of T4`: one item above, others below, and no list asked for."""
    items = [draft.relations.get(c) for c in query.codes]
    tops = [i for i in items if i.kind is Kind.TASK] or [i for i in items if i.kind is Kind.ACTIVITY]
    low = [i for i in items if i not in tops]
    if len(tops) != 1 or not low or query.has("compare"):
        return False
    if any(k not in {i.kind for i in low} and k not in UPPER for k in query.asked):
        return False
    if not (query.has("yesno", "where", "none", "shared") or all(i.kind not in UPPER for i in low)):
        return False
    for item in low:
        lookup.belongs(draft, item, tops[0])
    return True


def _comparison(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    if len(query.codes) < 2:
        return False
    items = [draft.relations.get(c) for c in query.codes]
    upper = all(i.kind in UPPER for i in items)
    if query.has("transition") and upper and len(items) == 2 and not query.has("shared"):
        comparison.transition(draft, query, items[0], items[1])
        return True
    if query.has("level") and not query.asked and query.has(*_RELATIVE):
        if upper:
            comparison.compare(draft, query, query.codes)
        return upper
    if not query.has("compare", "shared", "more", "fewer", "most", "least"):
        return False
    kinds = tuple(k for k in query.asked + query.given if k not in UPPER)
    if upper and query.phrases and not query.has("more", "fewer", "most", "least"):
        if comparison.shared_phrase(draft, query.codes, kinds, query.phrases):
            return True
        draft.blocks.clear()
        draft.claims.clear()
        draft.cited.clear()
    comparison.compare(draft, query, query.codes)
    return True


def _repeated(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """`哪些知識在不同任務重複`: items of a kind that several tasks share, by code or by name."""
    kinds = tuple(k for k in query.asked + query.given if k not in UPPER and k is not Kind.ATTITUDE)
    if query.codes or not kinds or not query.has("shared") or query.content > 4:
        return False
    for kind in dict.fromkeys(kinds):
        comparison.repeated(draft, kind)
    return True


def _count(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    kinds = query.asked or (query.given if not query.codes else ())
    if not query.has("count") or not (kinds or query.codes) or (query.content > 4 and not query.codes):
        return False
    if query.has("where") and query.phrases:
        return False
    codes = query.codes
    if not codes and Kind.TASK in query.given and query.has("each") and kinds:
        codes = tuple(t.code for t in draft.relations.of_kind(Kind.TASK))
    if codes and all(kind_of(c) not in UPPER for c in codes) and all(k in UPPER for k in kinds):
        return False
    counting.count(draft, query, codes, kinds)
    return True


def _coded(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """Everything else about items that are named."""
    codes = query.codes
    if not codes:
        return False
    relations = draft.relations
    while query.ordinal and query.ordinal.kind and (picked := listing.nth(draft, query, codes)):
        inner = tuple(k for k in query.asked if k is not query.ordinal.kind)
        codes = (picked,)
        query = replace(query, codes=codes, asked=inner, ordinals=query.ordinals[1:])
    if draft.refused:
        return True
    if query.has("neighbour") and Kind.ACTIVITY in query.asked:
        codes = tuple(dict.fromkeys(t for c in codes for t in relations.task_of(relations.get(c)))) or codes
    if query.has("detail") and all(kind_of(c) not in UPPER for c in codes):
        lookup.details(draft, codes)
    elif query.has("place"):
        lookup.source_lines(draft, codes)
    elif query.asked:
        _asked(draft, query, codes)
    elif query.has("where") and query.phrases and listing.narrowed(draft, codes, (), query.phrases[0]):
        pass
    elif (
        query.has("neighbour")
        or query.has("where")
        and not query.has("meaning")
        and any(kind_of(c) is not Kind.TASK for c in codes)
        and query.content < 4
    ):
        places.of_codes(draft, codes, query.given if all(k in UPPER for k in query.given) else ())
    elif (
        query.content >= 4
        and not query.named
        and not query.has("wording")
        and passages.within(draft, query, codes, retrieve)
    ):
        pass
    elif unheld.asked(query, retrieve):
        refusal.no_support(draft)
        return True
    else:
        lookup.look_up(draft, codes)
    if query.has("more_of_it"):
        draft.say("lists.more", role="note")
    if query.outside:
        refusal.outside(draft, query.outside, too=True)
    return True


def _asked(draft: Draft, query: Query, codes: tuple[str, ...]) -> None:
    above = tuple(k for k in query.asked if all(places.above(k, draft.relations.get(c)) for c in codes))
    below = tuple(k for k in query.asked if k not in above)
    narrow = below and query.has("where", "item") and query.phrases and all(kind_of(c) in UPPER for c in codes)
    if narrow and listing.narrowed(draft, codes, below, query.phrases[0]):
        return
    if narrow and query.has("where"):
        draft.say("lists.unmatched", role="limit", codes=draft.words.join(codes), phrase=query.shown(query.phrases[0]))
    if above and below and query.has("neighbour"):
        above = ()
    if above:
        places.of_codes(draft, codes, above)
    if below:
        listing.list_under(draft, codes, below)


def _kinds(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    """A list over the whole standard."""
    if query.codes or not query.asked or query.content > (4 if query.language == "en" else 2):
        return False
    if query.ordinal and query.ordinal.kind and (picked := listing.nth(draft, query, ())):
        inner = tuple(k for k in query.asked if k is not query.ordinal.kind)
        return _coded(draft, replace(query, codes=(picked,), asked=inner, ordinals=query.ordinals[1:]), retrieve)
    if draft.refused:
        return True
    each = Kind.TASK in query.given and query.has("each")
    if each and all(k not in UPPER for k in query.asked):
        listing.list_under(draft, tuple(t.code for t in draft.relations.of_kind(Kind.TASK)), query.asked)
    else:
        listing.list_all(draft, query.asked)
    if query.outside:
        refusal.outside(draft, query.outside, too=True)
    return True


def _retrieval(draft: Draft, query: Query, retrieve: Retrieve) -> bool:
    passages.answer(draft, query, retrieve)
    return True


_RULES: tuple[Rule, ...] = (
    _situation,
    _declined,
    _orientation,
    _misprint,
    profiled,
    _membership,
    _comparison,
    _repeated,
    extreme,
    filtered,
    graded,
    unmeasured,
    _count,
    phrased,
    _coded,
    _kinds,
    _retrieval,
)
