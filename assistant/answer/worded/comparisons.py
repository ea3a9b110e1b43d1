"""Clauses that set tasks and activities side by side: who has more, who has the most, what is the same."""

from __future__ import annotations

from itertools import pairwise

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Count, Group, Level, Not, Same, Under, Unread, Worded, kind
from .clause import Clause
from .measures import Alike, Compared, Extreme, extremes
from .shapes import Terms
from .term import Codes, Term, kinds

_WORDS = {"name", "kind", "number", "grade", "holds", "needs", "is", "of", "level", "and", "comma", "topic", "total"}
_WORDS |= {"all", "each", "belongs", "relative", "produces", "colon"}
_MORE = {"more": True, "higher": True, "fewer": False, "lower": False}
_MOST = {"most": True, "highest": True, "least": False, "lowest": False}


def compared(clause: Clause) -> None:
    """`T1 的技能比 T5 多六項`, `T5 is at a higher level than T4`."""
    clause.allow(_WORDS | {*_MORE, "than"})
    ways = [w for w in clause.words if w in _MORE]
    if clause.opens and not ways and len(clause.uppers) == 2 and not clause.kinds:  # `兩者相比，`
        return clause.note(pair=clause.uppers)
    if len(ways) != 1 or clause.words.count("than") != 1 or clause.lowers:
        raise Unread
    if any(len(t.codes) > 1 for t in clause.names) or len(clause.names) > 2:
        return _leading(clause, ways[0])
    many = ways[0] in ("more", "fewer")
    of = clause.counted() if many else None
    if many and (of is None or clause.leveled) or not many and any(t.kind not in UPPER for t in clause.kinds):
        raise Unread
    by = _differences(clause, of)
    clause.claim(*(Level(t.codes[0], t.rank) for t in clause.names if t.rank is not None))
    than = clause.words.index("than")
    behind = [t.codes for t in clause.terms[than:] if t.symbol == "name"]
    ahead = [t.codes for t in clause.terms[:than] if t.symbol == "name"]
    one = next(iter((*ahead, *behind[1:])), clause.context.owners)
    if not behind or len(by) > 1 or len(one) != 1 or one == behind[0]:
        raise Unread
    clause.claim(Compared(one[0], behind[0][0], of, _MORE[ways[0]], next(iter(by), None)))
    return clause.note(owners=one, items=one, kind=of or clause.context.kind, pair=one + behind[0])


def _differences(clause: Clause, of: Kind | None) -> list[int]:
    """The numbers that tell by how much; those that tell what each has, `T1（10 項）多於 T5（4 項）`, are claimed."""
    by: list[int] = []
    last: Term | None = None
    for at, term in enumerate(clause.terms):
        if term.symbol == "name":
            last = term
        elif term.symbol in ("number", "grade", "kind") and term.number is not None:
            beside = last is not None and clause.terms[at - 1] is last and (len(clause.names) == 2 or last.owner)
            if beside and last and of:
                clause.claim(Count(Group(last.codes, of), term.number))
            elif last and term.symbol == "grade" and (beside or "than" in clause.words[at:]):
                clause.claim(Level(last.codes[0], term.number))
            else:
                by.append(term.number)
    return by


def _leading(clause: Clause, way: str) -> None:
    """`T1 的技能比其他任務都多`: it alone has the most."""
    named = clause.words.index("name") < clause.words.index("than")
    first = clause.names[0].codes if named else clause.context.owners
    others, of = clause.names[-1].codes, clause.counted()
    every = Group((STANDARD,), kind(others[0]) or Kind.TASK).all(clause.facts)
    if len(first) != 1 or first[0] in others or {*others, *first} != {*every}:
        raise Unread
    if way not in ("more", "fewer") or of is None or any(t.number is not None for t in clause.terms):
        raise Unread
    clause.claim(Extreme(first, extremes(clause.facts, every, of, most=_MORE[way])))
    clause.note(owners=first, items=first, kind=of)


def apart(clause: Clause) -> None:
    """`…，相差六項`, `…，T4 多出五項`: between the two that were counted, ranked or compared."""
    clause.allow(_WORDS | {"gap", *_MORE})
    numbers, named, context = clause.numbers, clause.uppers, clause.context
    ranked = bool(clause.grades) or context.level or clause.has("higher", "lower")
    of = None if ranked else clause.counted()
    two = named if len(named) == 2 else context.pair
    ways = [_MORE[w] for w in clause.words if w in _MORE]
    if clause.lowers or of is None and not ranked or len(numbers) > 1 or len(two) != 2 or len(ways) > 1:
        raise Unread
    one, other = two
    if named == (other,) or ways and not named and not clause.first:  # `…，T4 多出五項`, `…，多出五項`
        one, other = other, one
    told = bool(numbers) and len(named) != 1
    leads = bool(ways) and (named == (one,) or told and not named)
    if not leads and (ways or not told or not clause.has("gap")):
        raise Unread
    clause.claim(Compared(one, other, of, next(iter(ways), None), next(iter(numbers), None)))
    clause.note(owners=named if len(named) == 1 else context.owners, pair=two, kind=of or context.kind)


def alike(clause: Clause) -> None:
    """`T4 和 T6 的級別相同`, `T4 and T5 are at different levels`, `S1 和 S2 的文字相同`."""
    clause.allow(_WORDS | {"same", "different", "no", "common"})
    codes, lowers, context = clause.uppers, clause.lowers, clause.context
    same = clause.has("no") is clause.has("different")
    if len(lowers) > 1 and not codes and not context.level and not any(t.number for t in clause.terms):
        if any(t.kind is not kind(lowers[0]) for t in clause.kinds) or clause.has("level"):
            raise Unread
        clause.claim(Worded(lowers, same=same))
        return clause.note(items=lowers)
    codes = (*context.owners, *codes) if len(codes) == 1 else codes or context.pair
    grades = clause.grades
    if clause.kinds or lowers or not (clause.leveled or context.level) or len(clause.numbers) > len(grades):
        raise Unread
    if len(grades) > 1 or grades and not same:
        raise Unread
    clause.claim(Alike(codes, same=same), *(Level(code, grade) for code in codes for grade in grades))
    pair = codes if len(codes) == 2 else ()
    return clause.note(owners=tuple(c for c in codes if c != STANDARD), items=codes, level=True, pair=pair)


def separate(clause: Clause) -> None:
    """`…，但代碼不同`: of items that are worded the same."""
    clause.allow(_WORDS | {"separate", "stop"})
    items = clause.lowers or clause.context.items
    if len(items) < 2 or clause.kinds or clause.uppers or clause.numbers:
        raise Unread
    clause.claim(*(Not(Same((one,), (other,))) for one, other in pairwise(items)))


def extreme(clause: Clause) -> None:
    """`T1 的技能最多`, `T6 has the fewest skills`, `T4 裡指標最多的活動是 T4.4`, `知識最多的任務有三個`."""
    clause.allow(_WORDS | {*_MOST, "stop"})
    ways = [w for w in clause.words if w in _MOST]
    joined = zip(clause.words, clause.terms[1:], strict=False)
    if any(t.rank is not None for t in clause.names):
        raise Unread
    if len(ways) != 1 or clause.lowers or any(a in ("and", "stop") and b.kind and b.number for a, b in joined):
        raise Unread  # `T6.1 和另一個活動…最多`
    asked = sorted({t.kind: t for t in clause.kinds if t.kind in UPPER}.values(), key=lambda t: t.height)
    named = [t for t in clause.names if t.codes != (STANDARD,)]
    if asked and not named and _tied(clause, asked, _MOST[ways[0]]):
        return None
    low = min((t.height for t in named), default=0)
    codes = tuple(c for t in named if t.height == low for c in t.codes) or clause.context.items
    within = tuple(c for t in named if t.height > low for c in t.codes)
    upper = asked[0].kind if asked else next(iter(kinds(codes)), None)
    ranked = ways[0] in ("highest", "lowest")
    of = None if ranked else clause.counted()
    if any(t.height > low and not t.owner for t in named):
        raise Unread  # `最多的是 T5「T5.2 的名稱」`
    if upper not in UPPER or kinds(codes) != {upper} or len({t.height for t in named}) > 2 or len(asked) > 1:
        raise Unread
    if ranked is not clause.leveled or of is None and not ranked:
        raise Unread
    if ranked and any(t.kind not in UPPER for t in clause.kinds):
        raise Unread
    clause.claim(*([Under(codes, within)] if within else []))
    pool = _pool(clause, codes, within, bool(asked))
    clause.claim(Extreme(codes, extremes(clause.facts, pool, of, most=_MOST[ways[0]])))
    _sized(clause, codes, of, bool(asked))
    return clause.note(owners=codes, items=codes, kind=of or clause.context.kind, pool=pool)


def _tied(clause: Clause, asked: Terms, most: bool) -> bool:
    """Claim how many have the most; false where no number says so."""
    numbers = [t.number for t in clause.terms if t.number is not None and (t.symbol == "number" or t.kind in UPPER)]
    of = asked[0].kind if len(asked) == 2 else clause.counted()
    if len(numbers) != 1 or of is None:
        return False
    every = Group((STANDARD,), asked[-1].kind or Kind.TASK).all(clause.facts)
    best = extremes(clause.facts, every, of, most=most)
    clause.claim(Extreme((str(numbers[0]),), (str(len(best)),)))
    clause.note(listed=best, items=best, kind=of)
    return True


def _pool(clause: Clause, codes: Codes, within: Codes, asked: bool) -> Codes:
    """Among whom they have the most: those of an owner, of the clause before, of the list at hand, or all there are."""
    listed, upper = clause.context.listed, kind(codes[0]) or Kind.TASK
    if not (within or asked or clause.first) and {*codes} <= {*clause.context.pool}:
        return clause.context.pool
    if not within and upper is Kind.ACTIVITY and {*codes} < {*listed} and kinds(listed) == {upper}:
        return listed
    return Group(within or (STANDARD,), upper).all(clause.facts)


def _sized(clause: Clause, codes: Codes, of: Kind | None, asked: bool) -> None:
    """Claim how many they have, or at which level they are.

    :raises Unread: for a number of them that is not theirs.
    """
    name = clause.words.index("name") if clause.names else 0
    for at, term in enumerate(clause.terms):
        if term.symbol == "grade" and of is None:
            clause.claim(*(Level(code, term.number or 0) for code in codes))
            continue
        ahead = term.symbol == "number" and asked and at < name
        if term.number is not None and of and not ahead and (term.kind is of or term.symbol == "number"):
            clause.claim(Count(Group(codes, of), term.number))
        elif term.number not in (None, len(codes)):
            raise Unread
