"""Clauses that compare tasks and activities, and those that tell their levels."""

from __future__ import annotations

from itertools import pairwise

from ...standard.code import kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import (
    STANDARD,
    Alike,
    Claim,
    Compared,
    Count,
    Extreme,
    Group,
    Level,
    Listed,
    OfKind,
    Shared,
    extremes,
    kind,
)
from .clause import Claims, Clause
from .parts import Part, marked


def level(clause: Clause) -> Claims:
    """`T5 的級別是 5`, `T4 和 T5 分別為 4 級和 5 級`, `只有 T3 和 T5 是五級`."""
    subject, said = clause.part("subject"), clause.several("object")
    if not marked(clause.symbols, "level", "Level") and clause.context.told != "level":
        return None
    numbers = [n for p in said for n in (p.rank if p.rank is not None else p.number,) if n is not None]
    codes = clause.standard_or(subject)
    if any(kind(c) not in (*UPPER, None) for c in codes):
        return [OfKind(codes, Kind.TASK)]
    clause.note(codes)
    clause.keep(told="level")
    if "only" in clause.symbols or len(numbers) not in (1, len(codes)):
        return None
    if "only" in subject.marks:
        alone = len(numbers) == 1 and STANDARD not in codes
        return [Listed(Group((STANDARD,), kind_of(codes[0]), numbers[0]), codes, True)] if alone else None
    if len(numbers) > 1 and "each" not in clause.symbols:
        return None
    each = numbers * len(codes) if len(numbers) == 1 else numbers
    return [Level(code, number) for code, number in zip(codes, each, strict=True)]


def compared(clause: Clause) -> Claims:
    """`T1 的技能比 T5 多六項`, `T5 is at a higher level than T4`, `…，比整份基準的 4 級高一級`."""
    how = next((word for word in clause.symbols if word in ("more", "fewer", "higher", "lower")), "")
    sides = [p for p in clause.parts if p.items or p.owners or p.symbol == "standard"]
    if not how or not 1 <= len(sides) <= 2:
        return None
    at = clause.symbols.index(how)
    ranks = [(i, n) for i, p in enumerate(clause.parts) for n in (p.number, p.rank) if n is not None]
    told = [n for i, n in ranks if i < at and clause.parts[i].symbol == "Level" and "than" in clause.symbols[:i]]
    by = [n for i, n in ranks if n not in told or i > at]
    one, two = (_side(sides[0]) if len(sides) == 2 else clause.phrases.last()), _side(sides[-1])
    many = how in ("more", "fewer")
    counted = clause.counted() if many else None
    if len(one) != 1 or len(two) != 1 or len(by) > 1 or many is (counted is None):
        return None
    if "level" in clause.symbols if many else any(p.kind and p.kind not in UPPER for p in clause.parts):
        return None
    clause.note(one, (), Group(one, counted) if counted else None)
    claims: list[Claim] = [Compared(one[0], two[0], counted, how in ("more", "higher"), by[0] if by else None)]
    return [*claims, *(Level(two[0], n) for n in told)]


def leading(clause: Clause) -> Claims:
    """`T1 的技能比其他任務都多`, `T1 has more skills than any other task`: it alone has the most."""
    others, how, one = clause.part("others"), clause.words("how", "behind"), clause.uppers()
    word = clause.counted()
    plain = not others.items and others.owners is None and others.rank is None and others.number is None
    if len(one) != 1 or len(how) != 1 or word is None or not plain or "rest" not in others.marks:
        return None
    if others.kind is None or kind(one[0]) is not others.kind:
        return None
    clause.note(one, (), Group(one, word))
    return [Extreme(one, extremes(clause.phrases.facts, others.kind, word, most="more" in how))]


def _side(part: Part) -> tuple[str, ...]:
    return part.owners or part.items or (STANDARD,)


def apart(clause: Clause) -> Claims:
    """`…，相差六項`, `…，T4 多出五項`: between the two that were counted."""
    two, number = clause.context.counted[-2:], clause.number()
    named = [c for p in clause.parts for c in p.items]
    if len(two) != 2 or clause.context.kind is None or len(named) > 1 or not set(named) <= set(two):
        return None
    one, other = sorted(two, key=lambda c: c not in named)
    return [Compared(one, other, clause.context.kind, "more" in clause.symbols if named else None, number)]


def alike(clause: Clause) -> Claims:
    """`T4 和 T6 的級別相同`, `T4 and T5 are at different levels`."""
    codes = (*clause.uppers(), *((STANDARD,) if "standard" in clause.symbols else ()))
    one = any(now in ("same", "different") and then == "UpperKind" for now, then in pairwise(clause.symbols))
    if one or any(p.kind and p.kind not in UPPER for p in clause.parts):
        return None  # `the same task` is another matter than the same level
    clause.note(codes)
    clause.keep(told="level")
    return [Alike(codes, same=("no" in clause.symbols) is ("different" in clause.symbols))]


def shared(clause: Clause) -> Claims:
    """`T1 和 T5 沒有共同的技能`, `T1 and T5 share no skills`."""
    counts = [(p.owners, p.number) for p in clause.parts if p.number is not None and p.symbol != "UpperKind"]
    kinds = [c for p in clause.parts if p.symbol == "UpperKind" for c in clause.phrases.owners(p)]
    owners, word = tuple(kinds) or clause.uppers(), clause.counted()
    if word is None or clause.marks.count("no") != 1 or any(o is None and n != 1 for o, n in counts):
        return None
    clause.note(owners)
    return [Shared(owners, word), *(Count(Group(o, word), n) for o, n in counts if o)]


def extreme(clause: Clause) -> Claims:
    """`T1 的技能最多`, `T6 has the fewest skills`."""
    codes, word, number = clause.uppers(), clause.counted(), clause.number()
    kinds = {kind(c) for c in codes} | {p.kind for p in clause.parts if p.kind in UPPER}
    upper = kinds.pop()
    if word is None or kinds or upper is None or "level" in clause.symbols or any(p.closed for p in clause.parts):
        return None
    clause.note(codes, (), Group(codes, word))
    best = extremes(clause.phrases.facts, upper, word, most="most" in clause.symbols)
    return [Extreme(codes, best), *([] if number is None else [Count(Group(codes, word), number)])]


def highest(clause: Clause) -> Claims:
    """`T3 和 T5 的級別最高`, `T3 and T5 are at the highest level`: they and no others of their kind."""
    codes, facts = clause.uppers(), clause.phrases.facts
    upper = kind(codes[0])
    if upper is None or any(kind(code) is not upper for code in codes):
        return None
    clause.note(codes)
    clause.keep(told="level")
    return [Extreme(codes, extremes(facts, upper, None, most="highest" in clause.words("how")))]
