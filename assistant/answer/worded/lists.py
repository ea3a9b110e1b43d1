"""Names under others: each hangs on every higher one in the clause; all of them, a part, nobody else's."""

from __future__ import annotations

from itertools import pairwise

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Called, Claim, Group, Listed, OfKind, Own, Same, Under, Unread, Within, Worded, kind
from .clause import IS, Clause, near
from .shapes import Terms
from .term import HAS, UNDER, Codes, height, kinds, once

_NEEDED = frozenset({Kind.KNOWLEDGE, Kind.SKILL})


def listed(clause: Clause, owners: Codes) -> None:
    """`T5 的技能是 S27、S28…`, `S27 屬於 T5`, `T3 有五個活動：…`, `T5.2 是 T5 的活動`.

    :raises Unread: for what `_checked` refuses, and where all are named and others too.
    """
    named = clause.lowest
    lows = once(c for t in named for c in t.codes)
    owned = any(t.height > named[0].height for t in clause.names)
    if not owned and _equated(clause, named, lows):
        return
    _checked(clause, named, lows)
    first = clause.terms.index(named[0])
    if not owned and not clause.verb and clause.context.found is not None:  # `對應的產出是 O6.1.2`
        if clause.has("only") or any(t.number not in (None, len(lows)) for t in clause.kinds):
            raise Unread
        clause.claim(Own(lows, tuple(clause.context.found), some=True))
    elif not owned and clause.kinds and clause.has("is") and clause.words.index("is") > first:  # `S27 是一項技能`
        if any(t.rank is not None for t in clause.kinds):
            raise Unread
        if any(t.number not in (None, 1) for t in clause.kinds):
            _told(clause, owners, lows, True)
    else:
        _under(clause, tuple(o for o in owners if height(o) > named[0].height), named, lows)


def _under(clause: Clause, owners: Codes, named: Terms, lows: Codes) -> None:
    """Each hangs on each owner, or each on its own, or one of the same name on each."""
    two = len({t.height for t in clause.names}) == 2
    alike = next((t.alike for t in named if t.alike), ())
    if two and alike and len(owners) > 1 and len(lows) == 1:
        return clause.claim(Called((*lows, *alike), owners))
    if clause.orderly and len(owners) > 1 and len(lows) > 1:
        if not two or clause.has("all") or len(owners) != len(lows):
            raise Unread
        return clause.claim(*in_order(lows, owners))
    if clause.has("spread"):
        return clause.claim(*spread(lows, owners))
    only = sole(clause)
    clause.claim(Under((*clause.context.besides, *lows), owners, only))
    for term in clause.names:
        over = once(c for t in clause.names if t.height > term.height for c in t.codes)
        if term.height and over and STANDARD not in over:
            clause.claim(Under(term.codes, over))
    if clause.some and clause.has("only"):
        raise Unread
    if len(named) == 2 and clause.has("is"):  # `T3 的全部活動是 T3.1 到 T3.5`
        clause.claim(Same(named[0].codes, named[1].codes))
    elif not only and (clause.some or _whole(clause, named, lows)):
        _told(clause, owners, lows, not clause.some)
    return None


def by_owner(clause: Clause) -> bool:
    """Claim `K22 under T4 and K30 under T5`, each on its own, all of the list at hand; false where it is none."""
    at = next((i for i, w in enumerate(clause.words) if w in ("is", "colon")), None)
    told = [t for t in clause.terms[(at or 0) + 1 :] if t.symbol not in ("and", "comma")] if at is not None else []
    lows, ups = told[::2], told[1::2]
    ahead = {*clause.words[: at or 0]} <= {"kind", "holds", "number", "all"}
    if len(lows) < 2 or len(lows) != len(ups) or not ahead or any(t.symbol != "name" for t in told):
        return False
    items = once(c for t in lows for c in t.codes)
    there = clause.context.matched or clause.context.listed
    if any(t.height for t in lows) or not all(t.height and t.owner for t in ups) or not there:
        return False
    clause.claim(*(Under(low.codes, up.codes) for low, up in zip(lows, ups, strict=True)))
    clause.claim(*(OfKind(items, t.kind) for t in clause.kinds if t.kind))
    clause.claim(*(Same((str(n),), (str(len(items)),)) for n in clause.numbers))
    clause.claim(Same(items, tuple(c for c in there if kind(c) in kinds(items))))
    clause.note(items=items, listed=items, kind=kind(items[0]))
    return True


def _equated(clause: Clause, named: Terms, lows: Codes) -> bool:
    """`S27 是「…」`, `其中兩項是 S27 和 S28`: claim that they are the same; false where more is said."""
    if clause.first and clause.words == ["is", "name"]:
        raise Unread  # `是 S27。`: of what, nothing says
    if not clause.has("is") or clause.kinds and len(named) != 2:
        return False
    clause.claim(*(OfKind(lows, t.kind) for t in clause.kinds if t.kind))
    one, two = named[0].codes, named[1].codes if len(named) == 2 else clause.context.items
    if len(named) == 2 and len(one) > len(two) and {*one} <= {*two, *named[1].alike}:
        clause.claim(Worded(one, same=True))
    elif len(named) == 2 or one == two:
        clause.claim(Same(one, two))
    else:
        return False
    return True


def _checked(clause: Clause, named: Terms, lows: Codes) -> None:
    """Claim the kind they are said to be.

    :raises Unread: for another kind, for `one` of several, and for names that nothing tells whose they are.
    """
    context, says, high = clause.context, clause.has("is"), named[0].height > 0
    loose = not clause.uppers and not clause.verb and not says
    strange = loose and not clause.kinds and not context.listed and not context.kind
    added = loose and clause.has("example", "others") and not {*lows} <= {*context.listed}
    said = {t.kind for t in clause.kinds if t.kind and (t.kind not in UPPER or high and says)}
    other = not said <= kinds(lows) and (says or not high)
    lone = len(lows) > 1 and any(t.number == 1 for t in clause.kinds if t.kind in kinds(lows))
    free = [t for t in clause.names if not t.owner and t.height > named[0].height and t.codes != (STANDARD,)]
    lent = free and any(t.owner for t in named)
    if strange or added or other or lone or lent:
        raise Unread
    if says and len(said) == 1:
        clause.claim(*(OfKind(lows, of) for of in said))


def _whole(clause: Clause, named: Terms, lows: Codes) -> bool:
    """Whether they are said to be all: behind what they are, with their number, or behind `all` or `only`."""
    words, first, says = clause.words, clause.terms.index(named[0]), clause.has("is")
    at = next((i for i, w in enumerate(words) if w in IS | HAS), None)
    before = clause.terms[:at] if at is not None and at < first else []
    owner = says and clause.verb not in HAS and any(t.owner for t in before)
    headed = owner or any(t.symbol == "kind" and t.height <= named[0].height for t in before)
    shown = at is None and not clause.verb and bool(clause.held) and len(lows) > 1
    every = says and any(a == "all" and b in ("kind", "") for a, b in pairwise([*words, ""]))
    behind = clause.verb in HAS and len(lows) > 1 and words.index(clause.verb) < first
    alone = not clause.uppers and not clause.verb and clause.context.kind is not None and (len(lows) > 1 or says)
    numbered = any(t.number is not None for t in (*named, *(t for t in clause.kinds if t.kind in kinds(lows))))
    return headed or shown or every or behind or alone or numbered or clause.has("only")


def _told(clause: Clause, owners: Codes, lows: Codes, whole: bool) -> None:
    """Items of each kind are all that their owners have, or a part.

    :raises Unread: for `only` of a kind, where there is more of another: `T5 只需要 K1`, and it needs skills.
    """
    close, needed = near(owners), _NEEDED - kinds(lows)
    only = clause.has("only") and not clause.kinds and not clause.context.kind
    if only and kinds(lows) < _NEEDED and any(Group(close, of).all(clause.facts) for of in needed):
        raise Unread
    items = (*clause.context.besides, *lows)
    for of in filter(None, dict.fromkeys(map(kind, items))):
        own, group = tuple(c for c in items if kind(c) is of), Group(close, of)
        if len(close) > 1 and not clause.has("each", "all"):
            clause.claim(Same(own, group.all(clause.facts), some=not whole))
        elif whole or len(own) > 1:
            clause.claim(Listed(group, own, whole))


def spread(items: Codes, owners: Codes) -> tuple[Claim, ...]:
    """`分散在 T3 和 T5`: each hangs on one of the owners, and each owner has one of them."""
    return (Within(items, owners), *(Called(items, (owner,)) for owner in owners))


def in_order(items: Codes, owners: Codes) -> tuple[Claim, ...]:
    """`T1 和 T5 分別需要 S1 和 S27`: the first hangs on the first, the second on the second."""
    return tuple(Under((item,), (owner,)) for item, owner in zip(items, owners, strict=True))


def sole(clause: Clause) -> bool:
    """Whether the items are said to be nobody else's: `只有 T2 需要 K12`, `K12 只用在 T2`."""
    top = max(t.height for t in clause.names)
    for at, term in enumerate(clause.terms):
        ahead = [w for w in clause.terms[at + 1 :] if w.symbol not in ("holds", "all", "topic")]
        beside = ahead[0] if ahead else clause.terms[at - 1]
        owner = beside.symbol == "name" and beside.height == top > 0
        if term.symbol == "only" and (owner or ahead and beside.symbol in UNDER | {"by"}):
            return True
    return False
