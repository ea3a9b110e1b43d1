"""What a sentence says hangs on what: of its items, of their details, and in which direction.

Everything is compared with `proof.Facts`, which derives the relations from the standard and not from the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ..standard.code import kind_of
from ..standard.relations import OF_ACTIVITY, OF_CELL, UPPER
from .caution import beside
from .evidence import Evidence
from .grammar import grammar, kind_pattern
from .statement import Statement

_SAYS = grammar().hanging


def related(statement: Statement, evidence: Evidence) -> bool:
    """Whether every relation a sentence makes between its items stands in the table."""
    if not (_hung(statement, evidence) and _side_by_side(statement) and attributed(statement, evidence)):
        return False
    uppers = [c for c in statement.meant if kind_of(c) in UPPER]
    if len(uppers) > 1 and _SAYS.same.search(statement.bare):  # what tasks share is told by the table's own sentence
        return False
    own = [c for c in statement.named if kind_of(c) in OF_ACTIVITY]
    cell = [c for c in statement.named if kind_of(c) in OF_CELL]
    if own and cell:  # the table never hangs knowledge or a skill on an output or an indicator
        return False
    if len({kind_of(c) for c in cell}) > 1 or _SAYS.same.search(statement.bare):
        return _alike(cell, evidence) and _directed(statement, evidence)
    return _directed(statement, evidence)


def _hung(statement: Statement, evidence: Evidence) -> bool:
    """Whether every item hangs on the tasks it is spoken of with: those of its clause, where each clause has its own.

    Items that are only cited hang on all of them: their codes are shown behind the sentence.
    """
    named, above = statement.named, evidence.facts.above
    uppers = [c for c in statement.meant if kind_of(c) in UPPER]
    lowers = [c for c in statement.meant if kind_of(c) not in UPPER]
    pairs = {(low, up) for low in lowers for up in uppers}
    clauses = [_parted(p.codes for p in statement.within(*clause)) for clause in statement.clauses]
    counted = [_SAYS.figure.search(statement.bare[start:end]) for start, end in statement.clauses]
    if all(low or figure for (up, low), figure in zip(clauses, counted, strict=True) if up):
        pairs = {(low, up) for low, up in pairs if low not in named or up not in named}
        last = next((up for up, _ in clauses if up), [])
        for up, low in clauses:
            last = up or last
            pairs |= {(x, y) for x in low for y in last}
    return all(pair in above for pair in pairs)


def _parted(found: Iterable[tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """The tasks and activities among some codes, and the rest."""
    codes = [c for each in found for c in each]
    return [c for c in codes if kind_of(c) in UPPER], [c for c in codes if kind_of(c) not in UPPER]


def _side_by_side(statement: Statement) -> bool:
    """Whether nothing is said of one item about another: `計算技能即是溝通技能` would be."""
    lowers = {c for c in statement.named if kind_of(c) not in UPPER}
    for one, two in pairwise(statement.places):
        if _SAYS.such_as.fullmatch(statement.bare, one.end, two.start) and {*one.codes, *two.codes} <= lowers:
            return False
    for start, end in statement.clauses:
        details = [p for p in statement.phrases if start <= p.start and p.end <= end]
        for first, then in pairwise(details):  # `口頭溝通包括整理資訊`: of one detail nothing is said about another
            if not statement.within(first.end, then.start) and not beside(statement.bare[first.end : then.start]):
                return False
        for one, two in pairwise(statement.within(start, end)):
            kinds = {kind_of(c) in UPPER for c in (*one.codes, *two.codes)}
            between = kind_pattern().sub(" ", statement.bare[one.end : two.start])
            if set(one.codes) & set(two.codes):
                continue
            if kinds == {True} and not _between_tasks(statement, between):
                return False
            if kinds == {False} and not beside(between):
                return False
            if len(kinds) > 1 and _SAYS.equal.fullmatch(between) and not _SAYS.owned.match(statement.bare, two.end):
                return False
    return True


def _between_tasks(statement: Statement, between: str) -> bool:
    """Whether what stands between two tasks says what is checked elsewhere, or stands so in a checked sentence."""
    said = re.sub(r"\W+", "", between)
    told = (re.sub(r"\W+", "", p.words) for p in statement.passages if p.kind == "fact")
    return (
        any(pattern.search(between) for pattern in (_SAYS.belongs, _SAYS.holds, _SAYS.figure))
        or beside(between)
        or len(said) > 1
        and any(said in fact for fact in told)
    )


def attributed(statement: Statement, evidence: Evidence) -> bool:
    """Whether details are told of the items they belong to: those of the clause, else the one named last."""
    above = evidence.facts.above
    for phrase in statement.phrases:
        start, end = next((a, b) for a, b in statement.clauses if a <= phrase.start < b)
        uppers, lowers = _parted(p.codes for p in statement.within(start, end))
        earlier = _parted(p.codes for p in statement.within(0, start))
        later = _parted(p.codes for p in statement.within(end, len(statement.bare)))
        if not set(lowers or earlier[1][-1:] or later[1][:1]) <= phrase.codes:
            return False
        if any(all((code, up) not in above for code in phrase.codes) for up in uppers or earlier[0][-1:]):
            return False
    return True


def _alike(cell: list[str], evidence: Evidence) -> bool:
    """Whether knowledge and skills have a task in common."""
    homes = [{up for low, up in evidence.facts.above if low == code} for code in cell]
    return len(homes) < 2 or bool(set.intersection(*homes))


def _directed(statement: Statement, evidence: Evidence) -> bool:
    """`X 屬於 Y` and `Y 需要 X` say which of two hangs on which."""
    above = evidence.facts.above
    for pattern, downward in ((_SAYS.belongs, False), (_SAYS.holds, True)):
        for match in pattern.finditer(statement.bare):
            first = statement.codes_within(0, match.start())[-1:]
            end = next(b for a, b in statement.clauses if a <= match.start() < b)
            second = statement.codes_within(match.end(), end)[:1]
            if downward and not first and _object(statement, match):
                return False
            details = any(p.end <= match.start() for p in statement.phrases)
            if not downward and not details and any(kind_of(y) not in UPPER for y in second):
                return False
            for x in first:
                for y in second:
                    holds = x != y and ((y, x) if downward else (x, y)) in above
                    if not holds and not _beside(x, y, match, statement):
                        return False
    return True


def _object(statement: Statement, verb: re.Match[str]) -> bool:
    """Whether a task itself stands behind a verb that has no subject: `您需要 T5`."""
    place = next((p for p in statement.places if p.start >= verb.end()), None)
    if place is None or kind_of(place.codes[0]) not in UPPER or kind_pattern().search(statement.bare, 0, verb.start()):
        return False
    behind = statement.bare[place.end :].lstrip(" 」”\"'")
    return bool(_SAYS.bare_object.fullmatch(statement.bare[verb.end() : place.start]) and not _SAYS.owner.match(behind))


def _beside(x: str, y: str, match: re.Match[str], statement: Statement) -> bool:
    """Whether two tasks are only spoken of side by side: `T1 需要 …，T2 需要 …`."""
    if kind_of(x) is not kind_of(y):
        return False
    next_place = next(p for p in statement.places if p.start >= match.end())
    between = statement.bare[match.end() : next_place.start]
    return bool(_SAYS.apart.search(between))
