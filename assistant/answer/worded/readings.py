"""A sentence read as clauses: each by the first form that fits it, the longest clauses first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..proof import Facts
from .claims import Claim
from .clause import Clause
from .comparing import alike, apart, compared, extreme, level, shared
from .opening import Claims, about, detailed, details, found, profile, topic
from .parts import Context, Unread
from .phrases import Phrases
from .relating import alone, belongs, equals, gap, holds, none
from .statement import Token

_Form = Callable[[Clause, re.Match[str]], Claims]
_BREAKS = ",;:+q"
"""Symbols at which a clause may end."""
_ONLY = (holds, belongs, equals, level, detailed, gap, alone)
"""The forms that know what `only` says."""
_MANY = r"[WAXn](?:[+,]+[WAXn])*"
_FORMS: tuple[tuple[re.Pattern[str], _Form], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"[TofgB]*(?P<s>[WASX])[Tol]*|T+", topic),
        (r"T+(?P<s>[AX])[Tol]*|(?P<t>[AX])T[Tol]*", about),
        (r"(?P<s>[Xp]?)[oag:]*D?[aegtEHIog]*D?[EHI]?d[pn]*D?", details),
        (r"(?P<s>[Xp]?)[oag]*D?[aextH]*nD?[t]*", detailed),
        (r"d[aeEg]*[BEof]+(?P<s>[Xp])[og]*D?g?", details),
        (rf"[zFBHIEPyofagtD]*[zF!][zF!BHIEPyofagtDX]*?{_MANY}[FGo]*|{_MANY}[aeE]*F+", found),
        (r"[SEvHoaBFyTrW]*v[SEvHoaByTr]*V[oEv]*|V[EoSaBr]*v[vo]*", profile),
        (r"[aext]*~[aext]*[nX]|W[aHIE]*[mw][aHI]*[nX]", apart),
        (r"(?=.*N)[NcaHIEoBJytqp+,WXAf]*", shared),
        (r"(?:[WX][okHIElRnmwhuatXBf]*)?[mwhun]*j[WXS][okHIElRnmwhuatXf]*", compared),
        (r"(?=.*[ML])[WXAEHIoBqgaetMLnlp;f]*", extreme),
        (r"(?=.*[=#])[WX+,aetoElHp=#NBAfS]*", alike),
        (r"(?P<s>[WASp]?)[aet]*(?:N|[HI]N|N[HI])(?P<o>[XA])", none),
        (r"(?P<s>[WASXp]?)[aeEHotlBy]*(?P<o>[Rn](?:[+,]+[Rn])*)[ae]*", level),
        (r"l[Bof]*(?P<s>[WASp])[aetE]*(?P<o>[Rn])", level),
        (r"(?P<s>[Xp]?)(?P<a>[aext]*)y(?P<o>[WAp])[ae]*[PX]", belongs),
        (rf"T?(?P<s>[WASXp]?)(?P<a>[aexNtg]*)[HIP]+(?P<b>[aexNtgE]*)(?P<o>{_MANY})[aet]*", holds),
        (rf"(?P<s>[WAp]?)(?P<a>[aet]*)y(?P<b>[aet]*)(?P<o>{_MANY})C", holds),
        (r"(?:[axe]*H)?(?P<s>[WAXp]?)(?P<a>[aexNtgE]*)[BJYof]+(?P<o>[WASXp])o?[gx]?", belongs),
        (r"(?P<s>[WAXp]?)(?P<a>[aexNtgE]*)E[aex]*(?P<o>[WASp])I?o", belongs),
        (rf"(?P<s>[WAp]?|Xo?)(?P<a>[aexNtg]*)(?:E|(?<=[WA])xH)+[aextH]*(?P<o>{_MANY})[aet]*", equals),
        (r"(?P<s>[WASp])(?P<a>[aext]*)(?P<b>)(?P<o>[Xn])", gap),
        (r"(?P<s>X)(?P<a>[aext]*)(?P<b>)(?P<o>n)", holds),
        (rf"(?P<a>[gaexty]*)(?P<s>{_MANY})E?[aet]*", alone),
    )
)


def readings(
    tokens: Sequence[Token], context: Context, facts: Facts, *, first: bool = True
) -> Iterator[tuple[list[Claim], Context]]:
    """Every way to read a sentence, the longest clauses first: its claims, and what is spoken of after it.

    :param first: whether the tokens open the sentence.
    """
    tokens = _joined(tokens)
    start = next((at for at, t in enumerate(tokens) if t.symbol not in _BREAKS), None)
    if start is None:
        yield [], context
        return
    for end in range(len(tokens), start, -1):
        if end < len(tokens) and tokens[end].symbol not in _BREAKS:
            continue
        opens = first and start == 0 and end < len(tokens) and tokens[end].symbol == ","
        try:
            clause = Clause(Phrases(tokens[start:end], context, facts), context, opens)
        except Unread:
            continue
        if (claims := _claims(clause)) is not None:
            for rest, last in readings(tokens[end:], clause.context, facts, first=False):
                yield claims + rest, last


def _claims(clause: Clause) -> Claims:
    """The claims of the first form that fits a clause; None when none does."""
    before, marks = clause.context, clause.marks
    for pattern, form in _FORMS:
        if (match := pattern.fullmatch(clause.symbols)) is None or (form is shared) is not ("c" in marks):
            continue
        if "x" in marks and form not in _ONLY:
            continue
        try:
            claims = form(clause, match)
        except Unread:
            claims = None
        if claims is not None:
            return [*clause.implied(), *claims]
        clause.context = before
    return None


def _joined(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the commas around `for example` and behind an opening `together`."""
    symbols = "".join(t.symbol for t in tokens)
    marked = re.finditer(r"^[,;:+q]*[gt],|,g,|,g$", symbols)
    commas = {at for m in marked for at in range(*m.span()) if symbols[at] == ","}
    return [t for at, t in enumerate(tokens) if at not in commas]
