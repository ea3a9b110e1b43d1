"""Clauses about other things than the table's relations: details, the profile, what a search has found, additions."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Details, Own, Same, Says, Under, Unread, kind
from .clause import Clause
from .lists import spread
from .term import height, kinds

_WORDS = {"name", "kind", "number", "is", "holds", "needs", "of", "topic", "and", "comma", "colon", "all", "total"}


def detailed(clause: Clause) -> None:
    """`S27 包括…`, `它的細項是…`, `S28 有兩條細項`: details of one item."""
    clause.allow(_WORDS | {"example", "each", "details", "detail", "no", "belongs"})
    known = clause.has("details") or clause.context.detailed
    told, numbers = [t for t in clause.terms if t.symbol == "detail"], clause.numbers
    items = clause.lowers or tuple(c for c in clause.context.items if kind(c) not in UPPER)
    if clause.has("no"):
        if told or numbers or not items or not known:
            raise Unread
        return clause.claim(*(Details(item, 0) for item in items))
    listed = {*clause.lowers} == {*clause.context.listed} and not clause.uppers
    if clause.lowers and listed and not told and not numbers and clause.has("is"):  # `內容分別是「…」和「…」`
        return clause.claim(Same(clause.lowers, clause.context.listed))
    if told and clause.uppers and not clause.lowers and clause.has("needs") and not numbers:
        return clause.claim(*(Under(t.codes[:1], clause.uppers) for t in told))
    if len(told) > 1 or len(numbers) > 1 or len(items) != 1 and not (clause.has("each", "all") and numbers):
        raise Unread
    place = next((at for at, t in enumerate(clause.terms) if t.symbol == "name"), -1)
    first = bool(told) and clause.terms.index(told[0]) < place
    if clause.has("belongs") and not (first and clause.lowers):
        raise Unread
    if clause.kinds or first and (not clause.lowers or clause.has("holds", "needs")):
        raise Unread
    if told and numbers not in ([], [len(told[0].codes)]) or not told and not (numbers and known):
        raise Unread
    clause.claim(*([Under(items, clause.uppers)] if clause.uppers else []))
    every = numbers or told and len(told[0].codes) > 1 or clause.has("is", "colon")
    if every and not clause.has("example") and not any(t.some for t in told) and not first:
        clause.claim(*(Details(item, numbers[0] if numbers else len(told[0].codes)) for item in items))
    clause.claim(*(Own(items, (code,), some=True) for t in told for code in t.codes))
    return clause.note(items=items, detailed=bool(numbers))


def profiled(clause: Clause) -> None:
    """`學歷與經驗條件為「…」`: texts of the profile under the names of their fields."""
    clause.allow(_WORDS | {"belongs", "by", "suits", "text", "field", "asked", "situation", "or", "each"})
    fields, texts = ([t.field for t in clause.terms if t.symbol == symbol] for symbol in ("field", "text"))
    if clause.lowers or {*clause.uppers} - {STANDARD} or clause.kinds or not texts:
        raise Unread
    if not all(t.bare for t in clause.terms):
        raise Unread
    fields = [*dict.fromkeys(fields)] or [*clause.context.fields]
    named = clause.words.index("is") if clause.has("is") else len(clause.words)
    if fields and "name" in clause.words[named:]:
        raise Unread  # `行業別是客戶服務部門經理`
    clause.claim(*(Own((text,), (field,)) for text in texts for field in fields))
    clause.note(kind=None, fields=tuple(fields))


def besides(clause: Clause) -> None:
    """`除了 S27 之外，`: the next clause says more of the same."""
    clause.allow({"besides", "and", "topic", "of", "name", "comma"})
    items = tuple(c for t in clause.names for c in t.codes)
    if not clause.opens or not items or any(t.owner or t.some or t.number for t in clause.names):
        raise Unread
    if height(items[0]):
        clause.note(owners=items)
    clause.note(items=items, besides=items)


def found(clause: Clause) -> None:
    """`這件事屬於 T5`, `可以參考 P5.2.4`: what a search has found. Only activities and tasks handle a matter."""
    known = clause.context.found
    if known is None and clause.has("suits") and clause.context.matched:
        known = frozenset(clause.context.matched)
    clause.allow(_WORDS | {"situation", "suits", "doing", "produces", "by", "belongs", "example", "details", "each"})
    lowers, items = clause.lowers, (*clause.lowers, *clause.uppers)
    said = {t.kind for t in clause.kinds if t.kind not in UPPER}
    said |= {Kind.INDICATOR} if clause.has("doing") else set()
    handled = not clause.has("suits", "doing") or clause.has("by")
    if clause.has("doing") and clause.numbers and known and not items:
        return _doing(clause, known)
    if known is None and clause.has("suits") and items and not clause.numbers:
        known = frozenset((*clause.context.owners, *clause.context.items))
    if known is None or not items or said and kinds(lowers) != said or handled and lowers:
        raise Unread
    if any(number != len(lowers) for number in clause.numbers):
        raise Unread
    if len({"by", "belongs", "produces"} & {*clause.words}) > 1:
        raise Unread
    if len({t.height for t in clause.names}) < len(clause.names):
        raise Unread
    clause.claim(Own(items, tuple(known), some=True))
    for term in clause.names:
        below = tuple(c for t in clause.names if t.height < term.height for c in t.codes)
        clause.claim(*([Under(below, term.codes)] if below else []))
    clause.note(owners=clause.uppers[:1] or clause.context.owners, items=items)
    return None


def _doing(clause: Clause, known: frozenset[str]) -> None:
    """`可以做的有三項`: indicators that were found."""
    pool = tuple(c for c in known if kind(c) is Kind.INDICATOR)
    clause.claim(*(Same((str(n),), (str(len(pool)),)) for n in clause.numbers))
    clause.note(items=pool, listed=pool, kind=Kind.INDICATOR)


def matched(clause: Clause) -> None:
    """`符合的指標有兩項`, `提到「溝通」的技能是…`: what fits the question, how many, and holds what is quoted."""
    clause.allow(_WORDS | {"asked", "matching", "belongs", "spread", "example", "others", "only", "relative", "suits"})
    context, numbers = clause.context, [t.number for t in clause.terms if t.number is not None]
    at = next((i for i, w in enumerate(clause.words) if w in ("name", "is", "holds", "number")), len(clause.words))
    if any(t.symbol == "asked" and not t.field for t in clause.terms[at:]):
        raise Unread
    if clause.opens and not (clause.names or clause.kinds or clause.has("number")):
        return None  # `說到訪談，`
    spreads = clause.has("spread") and not clause.lowers
    named = clause.lowers if spreads else (*clause.lowers, *clause.uppers)
    quoted = [t.field for t in clause.terms if t.symbol == "asked" and t.field]
    pointed = clause.held or clause.has("belongs")
    told = "is" in clause.words[at:] and not pointed and {t.kind for t in clause.kinds} <= kinds(named)
    if told and named and not context.matched and not quoted and not numbers:
        clause.claim(Own(named, (*context.owners, *context.items), some=True))
        return clause.note(owners=clause.uppers or context.owners, items=named)
    searched = context.found is not None
    if not context.matched or searched and not quoted or not (named or numbers) or clause.held:
        raise Unread
    said = [t.kind for t in clause.kinds]
    if "is" in clause.words and len({*said}) > 1 and any(t.bare for t in clause.kinds):
        raise Unread  # `P3.3.4 is a knowledge item and K16 an indicator`
    pool = tuple(c for c in context.matched if not said or kind(c) in said)
    if quoted and clause.has("belongs") and named and not said:
        clause.claim(*(Says(named, text) for text in quoted))
    else:
        clause.claim(*(spread(pool, clause.uppers) if spreads else ()))
        clause.claim(*([Same(named, pool, clause.some)] if named else []))
        clause.claim(*(Says(named or pool, text) for text in quoted if searched))
    for term in clause.terms:
        if term.number is not None:
            own = [c for c in pool if term.kind in (None, kind(c)) or term.symbol == "name"]
            clause.claim(Same((str(term.number),), (str(len(own)),)))
    return clause.note(items=named or pool, listed=pool, kind=said[0] if said else context.kind)
