"""Which side of a clause is whose: who stands before a verb and who behind it, and what kinds a verb goes with."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import UPPER
from .claims import STANDARD, Unread, kind
from .clause import TELLING, Clause
from .term import HAS, UNDER, Term, kinds

_FITTING = {
    **dict.fromkeys(("needs", "needed"), frozenset({Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE})),
    **dict.fromkeys(("produces", "produced", "by"), frozenset({Kind.OUTPUT})),
}
"""Kinds that a verb goes with; others go with all."""


def fits(verb: str, of: set[Kind | None]) -> bool:
    """Whether a verb goes with kinds of items."""
    return of - {*UPPER, None} <= _FITTING.get(verb, frozenset(Kind))


def agreeing(clause: Clause) -> None:
    """:raises Unread: for two verbs, and for a verb that does not go with what is beside it."""
    verbs = [w for w in clause.words if w in TELLING]
    spoken = kinds(clause.lowers) | {t.kind for t in clause.kinds}
    crowded = len(verbs) > 1 or clause.words.count("is") > 1 or clause.verb in HAS and clause.has("is")
    idle = clause.verb in ("needed", "needs") and not spoken and not clause.has("number")
    if crowded or idle or not fits(clause.verb, spoken):
        raise Unread
    if not all(fits(t.field, spoken) for t in (*clause.names, *clause.kinds)):
        raise Unread


def sided(clause: Clause) -> None:
    """:raises Unread: when several stand side by side where a clause speaks of one, or nothing tells who has what."""
    verb, equates, context = clause.verb, clause.has("is") and not clause.verb, clause.context
    lowers = [at for at, t in enumerate(clause.terms) if t.symbol == "name" and not t.height]
    uppers = [t for t in clause.names if t.height and t.codes != (STANDARD,)]
    free = [t for t in uppers if not t.owner]
    alone = equates and (not clause.kinds or len(lowers) == 2 and not uppers)
    between = {*clause.words[lowers[0] + 1 : lowers[-1]]} if lowers else set()
    parted = between - {"and", "comma", "kind", "name"} and not alone or between and verb and not uppers
    unjoined = len(lowers) > 1 and not alone and not between & {"and", "comma"}
    doubled = len(uppers) > len({t.height for t in uppers}) and (lowers or not alone)
    unlinked = lowers and free and not verb and not equates and context.verb not in UNDER
    ownerless = verb in UNDER and not uppers and not clause.names[1:] and not context.owners
    vague = (lowers or verb in UNDER) and any(t.kind in UPPER and t.bare for t in clause.kinds)
    if verb in UNDER and not lowers and any(t.bare and t.kind not in UPPER for t in clause.kinds):
        raise Unread  # `T5.3 的產出列在 T5 之下`: which of them, nothing says
    if parted or unjoined or doubled or unlinked or ownerless or vague or _trailing(clause, uppers, free):
        raise Unread
    if equates and lowers and free:  # `…, for T5 it is S27`
        first = clause.terms[lowers[0]].codes[0]
        if context.kind is not kind(first) or lowers[0] < clause.words.index("is") or clause.kinds:
            raise Unread


def _trailing(clause: Clause, uppers: list[Term], free: list[Term]) -> bool:
    """Whether the owner of a verb stands behind it."""
    if clause.verb not in HAS or not free or any(t.height > free[-1].height for t in uppers):
        return False
    at = clause.words.index(clause.verb)
    tallest = next(t for t in free if t.height == max(f.height for f in free))
    headed = any(t.symbol == "kind" and t.kind in UPPER for t in clause.terms[:at])
    return clause.terms.index(tallest) > at > 0 and not headed


def directed(clause: Clause) -> None:
    """:raises Unread: when what is higher stands where the lower should, or the other way round."""
    at = clause.words.index(clause.verb) if clause.verb else 0
    names = [(place, t) for place, t in enumerate(clause.terms) if t.symbol == "name" and t.codes != (STANDARD,)]
    if clause.verb and any(not t.owner and _misplaced(clause, t, place - at) for place, t in names):
        raise Unread


def _misplaced(clause: Clause, term: Term, place: int) -> bool:
    """Whether a name stands on the wrong side, at so many places from the verb."""
    others = [t for t in clause.names if t.height != term.height and t.codes != (STANDARD,)]
    above, below = (any(t.height > term.height for t in others), any(t.height < term.height for t in others))
    higher = below or term.height > 0 and not above
    if clause.verb == "by":
        return higher and place != 1
    if clause.verb in UNDER:
        return place < 0 if higher else place > 0 and term.height > 0
    if place > 0:
        return below
    last = {*clause.words[clause.words.index(clause.verb) + 1 :]} <= {"comma", "all"}
    if higher:
        return last and place == -1 and not others
    return not above if last else not clause.held
