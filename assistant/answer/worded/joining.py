"""The words of a clause put together: names with what belongs to them, numbers with what they count, pronouns resolved.

Each step is one way in which words go together: `S27 到 S30` is four items, `T5 的` and `of T5` is T5 as the owner of
what is beside it, `四項技能` counts skills, `這些技能` are those spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...standard.model import Kind
from ..proof import Facts
from .claims import STANDARD, Unread
from .phrases import apposed, counts, holders, levels, owned, ranges, verbs
from .pronouns import resolved
from .shapes import Row, Step, Terms, table
from .statement import Token
from .term import HAS, UNDER, Context, Term

JOINING = ("and", "comma")


def terms(tokens: Sequence[Token], context: Context, facts: Facts) -> Terms:
    """The terms of a clause.

    :raises Unread: for words that do not go together, and pronouns for what nobody spoke of.
    """
    found = _words(tokens)
    for step in _STEPS:
        found = step(found, context, facts)
    return found


def _words(tokens: Sequence[Token]) -> Terms:
    """One term a token; words for people and texts are left out, but a number of them is not read."""
    symbols = [t.symbol for t in tokens]
    if "unread" in symbols or "any" in symbols and "no" not in symbols:
        raise Unread
    found: Terms = []
    for token, ahead in zip(tokens, [*symbols[1:], ""], strict=True):
        if token.symbol == "number" and ahead == "filler":
            raise Unread
        item = len(found) > 1 and found[-2].symbol == "name" and not found[-2].height
        if token.symbol == "filler" and [t.symbol for t in found[-1:]] == ["of"] and not item:
            del found[-1]
        if token.symbol not in ("filler", "any", "title"):
            found.append(_word(token))
    return found


def _word(token: Token) -> Term:
    symbol, value = token.symbol, token.value
    if symbol in ("upper", "item", "standard"):
        return Term("name", token.codes if symbol != "standard" else (STANDARD,), alike=token.alike)
    return Term(
        "kind" if symbol == "upper_kind" else symbol,
        token.codes if symbol == "detail" else (),
        kind=value if isinstance(value, Kind) else None,
        number=2 if symbol == "pair" else token.number,
        field=str(value or "") if symbol in ("text", "field", "asked", "each") else "",
    )


def _voiced(words: Terms, context: Context, facts: Facts) -> Terms:
    """`由五項活動組成` says what there is, `由 T3.1 產出` by whom."""
    symbols = [w.symbol for w in words]
    if "by" not in symbols:
        return words
    if "made" in symbols:
        return [replace(w, symbol="holds") if w.symbol == "by" else w for w in words if w.symbol != "made"]
    if "produces" in symbols[symbols.index("by") :]:
        return [w for w in words if w.symbol != "produces"]
    return words[:-1] if words[-1].kind is Kind.OUTPUT and symbols[-2] == "name" else words


def _joined(words: Terms, context: Context, facts: Facts) -> Terms:
    """`S27、S28 和 S29` are one list; a name said again is the same; two names without a word between are not read."""
    found: Terms = []
    for word in words:
        last = next((f for f in reversed(found) if f.symbol not in JOINING), None)
        apart = last is None or last.symbol != word.symbol or word.symbol not in ("name", "detail", "text")
        if last is None or apart or word.symbol == "text" and word.field != last.field:
            found.append(word)
            continue
        join = found[-1].symbol if found[-1] is not last else ""
        again = word.symbol == "name" and set(word.codes) <= set(last.codes)
        level = last.height == word.height
        single = (STANDARD,) in (last.codes, word.codes)
        if (
            again
            and join
            and len(last.codes) > 1
            or not again
            and level
            and not join
            and not single
            and word.symbol == "name"
        ):
            raise Unread
        if again or join and not single and (level or join == "and" and last.height and word.height):
            while found[-1] is not last:
                del found[-1]
            if not again:
                found[-1] = replace(last, codes=last.codes + word.codes, alike=())
        else:
            found.append(word)
    return found


_STEPS: tuple[Step, ...] = (
    table(Row("*.high < kind.output > name.low", lambda words, _: [words[0], Term("produces")])),  # `T1.1 產出 O1.1.1`
    _voiced,
    verbs,
    ranges,
    _joined,
    holders,
    levels,
    counts,
    resolved,
    apposed,
    owned,
)

__all__ = ["HAS", "UNDER", "Context", "Term", "Terms", "terms"]
