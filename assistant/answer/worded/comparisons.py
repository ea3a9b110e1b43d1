"""Clauses that set tasks and activities side by side: who has more, who has the most, what is the same or shared."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import Alike, Claim, Compared, Count, Extreme, Group, Level, Shared, extremes, kind
from .clause import Clause, Reader
from .noun import Noun, Unread

_PLAIN = {"holds", "needs", "is", "of", "level", "and", "comma", "topic", "kind", "total", "all", "each"}
_WAYS = ("more", "fewer", "higher", "lower")


def _uppers(clause: Clause) -> tuple[str, ...]:
    """The tasks and activities named, or owning what is named; else those spoken of last."""
    found = [c for p in clause.phrases for c in (p.items if p.upper else p.owners or ())]
    return tuple(dict.fromkeys(found)) or clause.meant.last()


def _counted(clause: Clause) -> Kind | None:
    """The kind of items that is counted, here or before."""
    named = {p.kind for p in clause.phrases if p.kind and p.kind not in UPPER}
    kinds = {*named} or {clause.context.kind} - {*UPPER, None}
    return kinds.pop() if len(kinds) == 1 else None


def compared(clause: Clause) -> list[Claim]:
    """`T1 的技能比 T5 多六項`, `T5 is at a higher level than T4`, `…，比整份基準的 4 級高一級`."""
    clause.allow(*_PLAIN, *_WAYS, "than", "belongs", "of_whom", "relative")
    ways = [w for w in clause.words if w in _WAYS]
    if len(ways) != 1 or "than" not in clause.words:
        raise Unread
    than, at = clause.parts.index("than"), clause.parts.index(ways[0])
    many = ways[0] in ("more", "fewer")
    if any(p.marked("rest", "others") for p in clause.phrases):
        return _leading(clause, ways[0])
    if any(p.marked("only", "example") or p.sole or p.items and not p.upper for p in clause.phrases):
        raise Unread
    counted = _counted(clause) if many else None
    sides, told, by = _sides(clause, counted, than, at)
    if len(sides) != 2 or any(len(s) != 1 for s in sides) or len(by) > 1 or many is (counted is None):
        raise Unread
    leveled = "level" in clause.words or any(p.level for p in clause.phrases)
    if leveled and many or not many and any(p.kind and p.kind not in UPPER for p in clause.phrases):
        raise Unread
    (one,), (two,) = sides
    clause.note((one,), (), Group((one,), counted) if counted else None)
    clause.keep(items=(one,), pair=(one, two), last=(two,))
    claim = Compared(one, two, counted, ways[0] in ("more", "higher"), by[0] if by else None)
    return [claim, *told]


def _sides(
    clause: Clause, counted: Kind | None, than: int, at: int
) -> tuple[list[tuple[str, ...]], list[Claim], list[int]]:
    """Who is compared, what is said of each, and numbers that say by how much."""
    sides: list[tuple[str, ...]] = []
    told: list[Claim] = []
    by: list[int] = []
    pairs = zip(clause.parts, clause.parts[1:], strict=False)
    counts = [(a, b) for a, b in pairs if isinstance(a, Noun) and isinstance(b, Noun) and b.number and not b.kind]
    both = (
        len(counts) + sum(p.number is not None and bool(p.kind and (p.items or p.owners)) for p in clause.phrases) > 1
    )
    for place, part in enumerate(clause.parts):
        if not isinstance(part, Noun):
            continue
        if codes := part.items or part.owners:
            sides.append(codes)
            if part.number is not None:
                if not part.kind or len(codes) != 1:
                    raise Unread
                told.append(Count(Group(codes, part.kind), part.number))
        elif both and counted and any(part is b for _, b in counts):  # `T1（10 項）多於 T5（4 項）`
            told.append(Count(Group(sides[-1], counted), part.number))
        elif part.rank is not None and part.level and place < min(than, at) and sides:
            told += [Level(code, part.rank) for code in sides[-1]]
        elif (number := part.number if part.rank is None else part.rank) is not None:
            by.append(number)
    if len(sides) == 1 and clause.parts.index(next(p for p in clause.phrases if p.items or p.owners)) > than:
        sides.insert(0, clause.meant.last())
    return sides, told, by


def _leading(clause: Clause, way: str) -> list[Claim]:
    """`T1 的技能比其他任務都多`: it alone has the most."""
    others = next(p for p in clause.phrases if p.marked("rest", "others"))
    one = tuple(
        dict.fromkeys(c for p in clause.phrases if p is not others for c in (p.items if p.upper else p.owners or ()))
    )
    one = one or clause.meant.last()
    word = _counted(clause)
    plain = not others.items and others.owners is None and others.rank is None and others.number is None
    if len(one) != 1 or way not in ("more", "fewer") or word is None or not plain or others.kind is not kind(one[0]):
        raise Unread
    if any(p.number is not None for p in clause.phrases) or others.kind is None:
        raise Unread
    clause.note(one, (), Group(one, word))
    return [Extreme(one, extremes(clause.facts, others.kind, word, most=way == "more"))]


def apart(clause: Clause) -> list[Claim]:
    """`…，相差六項`, `…，T4 多出五項`, `…，T5 的較少`: between the two that were counted, ranked or compared."""
    clause.allow(*_PLAIN, "gap", "more", "fewer")
    if any(p.marks - {"all"} or p.items and not p.upper or p.level for p in clause.phrases):
        raise Unread
    ranks = [p.rank for p in clause.phrases if p.rank is not None]
    number = ranks[0] if ranks else clause.number()
    word = None if ranks or clause.context.level else _counted(clause)
    two = clause.context.counted[-2:]
    if number is None and "gap" not in clause.words:
        two = clause.context.pair or clause.context.owners
    named = tuple(c for p in clause.phrases for c in (*p.items, *(p.owners or ())))
    if len(two) != 2 or len(named) > 1 or not {*named} <= {*two} or word is None and not clause.context.level:
        raise Unread
    if not named and number is None:
        raise Unread
    one, other = sorted(two, key=lambda c: c not in named)
    if named:
        clause.note(named, (), Group(named, word) if word else None)
    clause.keep(pair=two)
    return [Compared(one, other, word, "more" in clause.words if named else None, number)]


def alike(clause: Clause) -> list[Claim]:
    """`T4 和 T6 的級別相同`, `T4 and T5 are at different levels`."""
    clause.allow(*_PLAIN, "same", "different", "no", "standard", "belongs", "common")
    codes = _uppers(clause)
    if len(codes) == 1:
        codes = (*clause.meant.last(), *codes)
    if any(p.kind and (p.kind not in UPPER or not p.items) for p in clause.phrases) or clause.number() is not None:
        raise Unread
    leveled = "level" in clause.words or any(p.level for p in clause.phrases) or clause.context.level
    if not leveled or any(p.items and not p.upper for p in clause.phrases):
        raise Unread
    if any(p.rank is not None or p.marks - {"all", "each", "this"} or p.sole for p in clause.phrases):
        raise Unread
    clause.note(codes)
    clause.keep(level=True)
    return [Alike(codes, same=("no" in clause.words) is ("different" in clause.words))]


def shared(clause: Clause) -> list[Claim]:
    """`T1 和 T5 沒有共同的技能`, `T1 and T5 share no skills`."""
    clause.allow(*_PLAIN, "no", "common", "relative", "belongs", "needed", "of_whom")
    kinds = [c for p in clause.phrases if p.kind in UPPER and not p.items for c in clause.meant.members(p)]
    owners, word = tuple(kinds) or _uppers(clause), _counted(clause)
    if word is None or clause.words.count("no") != 1 or any(p.items and not p.upper for p in clause.phrases):
        raise Unread
    if any(p.marked("only", "example", "others", "rest") or p.rank is not None or p.level for p in clause.phrases):
        raise Unread
    counts = [p for p in clause.phrases if p.number is not None and p.kind not in UPPER]
    if any(p.owners is None and p.number != 1 for p in counts):
        raise Unread
    clause.note(owners)
    return [Shared(owners, word), *(Count(Group(p.owners, word), p.number) for p in counts if p.owners)]


def extreme(clause: Clause) -> list[Claim]:
    """`T1 的技能最多`, `T6 has the fewest skills`, `T3 和 T5 的級別最高`."""
    ways = [w for w in clause.words if w in ("most", "least", "highest", "lowest")]
    clause.allow(*_PLAIN, *ways, "belongs", "relative", "stop", "of_whom", "example")
    codes = _uppers(clause)
    kinds = {kind(c) for c in codes} | {p.kind for p in clause.phrases if p.kind in UPPER}
    upper = kinds.pop()
    if (
        len(ways) != 1
        or kinds
        or upper is None
        or any(p.closed or p.marked("only", "rest", "example") for p in clause.phrases)
    ):
        raise Unread
    leveled = "level" in clause.words or any(p.level for p in clause.phrases)
    ranked = ways[0] in ("highest", "lowest")
    if ranked is not leveled or any(p.items and not p.upper or p.rank is not None for p in clause.phrases):
        raise Unread
    number, word = clause.number(), None if ranked else _counted(clause)
    if ranked and number is not None or not ranked and word is None:
        raise Unread
    clause.note(codes, (), Group(codes, word) if word else None)
    best = extremes(clause.facts, upper, word, most=ways[0] in ("most", "highest"))
    counts = [Count(Group(codes, word), number)] if word and number is not None else []
    return [Extreme(codes, best), *counts]


COMPARISONS: tuple[Reader, ...] = (
    ({"than"}, compared),
    ({"gap"}, apart),
    ({"more", "fewer"}, apart),
    ({"same", "different"}, alike),
    ({"common"}, shared),
    ({"most", "least", "highest", "lowest"}, extreme),
)
