"""Numbers in a clause, each of what it counts."""

from __future__ import annotations

from dataclasses import replace

from ...standard.model import Kind
from ...standard.relations import UPPER
from ..proof import Facts
from .claims import STANDARD, Count, Group, Level, Listed, Same, Unread, kind
from .clause import Clause, near
from .shapes import Terms
from .term import HAS, Codes, Term, height, kinds, once, tier


def numbered(clause: Clause, owners: Codes) -> None:
    """`T5 需要四項技能`, `技能共有四項`, `T1 和 T5 分別有十項和四項技能`; a kind without a number is there at all."""
    counts = _numbers(clause)
    subject = next((t for t in clause.names if t.height and not t.owner and t.codes != (STANDARD,)), None)
    if subject and clause.verb in HAS and any(t.kind and t.height >= subject.height and t.rank is None for t in counts):
        raise Unread
    if len(counts) > 1 and len(counts) == len(owners) and len({t.kind for t in counts} - {None}) <= 1:
        of = next((t.kind for t in counts if t.kind), clause.counted())
        if of is None or of in UPPER and of in kinds(owners):
            raise Unread
        return clause.claim(*(Count(Group((o,), of), t.number or 0) for o, t in zip(owners, counts, strict=True)))
    if clause.verb in HAS and counts:  # `每項指標都有一項產出` says something of each indicator
        before = clause.terms[: clause.words.index(clause.verb)]
        if any(
            t.bare and t.kind not in (*UPPER, *(c.kind or t.kind for c in counts)) for t in before if t.symbol == "kind"
        ):
            raise Unread
    for term in counts:
        bare = next((t.kind for t in clause.kinds if t.bare), clause.context.kind)
        of = term.kind or bare
        if of is None:
            raise Unread
        if term.rank is not None:
            _ranked(clause, replace(term, kind=of), of)
        else:
            _count(clause, term, of, owners)
    if not counts and clause.verb in HAS and not clause.lowers and not clause.has("only", "example", "others"):
        behind = clause.terms[clause.words.index(clause.verb) :]
        there = [t.kind for t in clause.kinds if t.kind and all(height(o) > t.height for o in owners)]
        if any(t.symbol == "kind" for t in behind):
            clause.claim(*(Count(Group(owners, of), None) for of in there))
    return None


def apiece(clause: Clause) -> bool:
    """Claim `T3 22 項、T5 21 項`: a number behind each name; false where the clause is none of these."""
    at = next((i for i, w in enumerate(clause.words) if w in ("is", "colon")), -1)
    told = [t for t in clause.terms[at + 1 :] if t.symbol not in ("and", "comma")]
    names, numbers, of = told[::2], told[1::2], clause.counted()
    before = {*clause.words[: at + 1]} <= {"name", "kind", "each", "is", "colon", "topic", "of"}
    if len(names) < 2 or len(names) != len(numbers) or of is None or not before:
        return False
    if any(t.kind in UPPER for t in clause.kinds):
        return False  # `任務：T3 22 項、T5 21 項`
    if any(t.symbol != "name" or len(t.codes) != 1 for t in names) or any(t.symbol != "number" for t in numbers):
        return False
    codes, ahead = once(c for t in names for c in t.codes), [t for t in clause.terms[: at + 1] if t.symbol == "name"]
    if len(codes) < len(names) or any({*t.codes} != {*codes} for t in ahead):
        return False
    clause.claim(*(Count(Group((c,), of), n.number or 0) for c, n in zip(codes, numbers, strict=True)))
    clause.note(owners=codes, items=codes, kind=of, counted=codes)
    return True


def _numbers(clause: Clause) -> Terms:
    """The numbers and levels, each with its kind where it stands beside it."""
    counts = [t for t in clause.terms if t.symbol in ("kind", "number") and not t.bare]
    if clause.has("is") and clause.names:  # `S28 是一項技能`
        counts = [t for t in counts if t.number != 1 or t.rank is not None or t.symbol == "number"]
    ranks = [t for t in counts if t.rank is not None and t.number is None]
    if len(ranks) == 1 and len(counts) == 2 and counts[1].symbol == "number":  # `五級的任務有兩個`
        counts = [replace(ranks[0], number=counts[1].number)]
    more = [t for t in clause.names if t.some and t.number]
    return counts + [Term("kind", kind=kind(t.codes[0]), number=t.number, some=True) for t in more]


def _count(clause: Clause, term: Term, of: Kind, owners: Codes) -> None:
    """How many of a kind there are, that are named in the clause or not."""
    mine = [c for c in (*clause.lowers, *clause.uppers) if kind(c) is of]
    theirs = tuple(o for o in owners if height(o) > tier(of)) or (STANDARD,)
    together = clause.has("total")
    if term.share is not None:
        whole = Count(Group((STANDARD,), of), term.number)
        return clause.claim(whole, Count(Group(theirs, of), term.share, total=len(theirs) > 1))
    if mine and not clause.some:
        if term.number != len(mine) + len(clause.context.besides):
            raise Unread
        if of in UPPER and not clause.lowers:
            return None
    close = near(theirs)
    if not term.kind and not mine and not clause.lowers and _among(clause, term, close):
        return clause.note(among=True)
    if len(close) > 1 and not (together or clause.has("each")):
        if not clause.has("all"):
            raise Unread
        if mine:
            return None
    if together and len(close) == 1 and clause.context.counted[1:] and not clause.uppers:
        close = clause.context.counted
    return clause.claim(Count(Group(close, of), term.number, total=together))


def _among(clause: Clause, term: Term, owners: Codes) -> bool:
    """Claim how many of the list at hand are an owner's: `其中 T2 有兩項`; false where none is counted."""
    context = clause.context
    if not context.listed or not (clause.has("example") or context.among):
        return False
    if not max(map(height, context.listed)) < min(map(height, owners)):
        return False
    for owner in owners:
        held = held_by(owner, context.listed, clause.facts)
        clause.claim(Same((str(term.number),), (str(held),)))
    return True


def held_by(owner: str, codes: Codes, facts: Facts) -> int:
    """How many of some items of one kind an owner has; a code that is printed twice is counted where it stands."""
    of = kind(codes[0])
    return sum(code in codes for code in Group((owner,), of).members(facts, owner)) if of else 0


def _ranked(clause: Clause, term: Term, of: Kind) -> None:
    """`五級的任務有兩個`, `T3 和 T5 是五級任務`."""
    group = Group(clause.above(of), of, term.rank)
    mine = tuple(c for c in clause.uppers if kind(c) is of)
    if term.number not in (None, len(mine)) and mine:
        raise Unread
    if mine:
        at = next(i for i, t in enumerate(clause.terms) if t.symbol in ("kind", "number") and t.rank == term.rank)
        headed = any(t.symbol == "name" and kind(t.codes[0]) is of for t in clause.terms[at:])
        headed = headed and not any(t.symbol == "name" and kind(t.codes[0]) is of for t in clause.terms[:at])
        clause.claim(*(Level(code, term.rank or 0) for code in mine))
        there = clause.context.asked if clause.has("example") else ()
        if {*mine} <= {*there}:
            clause.claim(Same(mine, tuple(c for c in there if term.rank in clause.facts.levels.get(c, ()))))
        if (headed or clause.has("only")) and not clause.has("example", "others"):
            clause.claim(Listed(group, mine, True))
    elif term.number is not None:
        clause.claim(Count(group, term.number))
    clause.note(listed=group.all(clause.facts), kind=of)
