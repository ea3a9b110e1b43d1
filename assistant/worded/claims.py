"""What a sentence claims of items: of which kind they are, that a list is whole, and what it denies.

Everything is compared with `proof.Facts`, which derives the relations from the standard and not from the answer.
When in doubt a sentence fails: the rule-worded answer says the same without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..standard.code import key, kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from .caution import words
from .evidence import Evidence
from .grammar import grammar, kind_pattern, kind_word
from .statement import Statement

_SAYS = grammar().claims
_BELONGS = grammar().hanging.belongs.pattern
_AHEAD, _AHEAD_LATIN = 2, 4
"""How many characters behind a denial must stand with it in the evidence, in Chinese and in English."""


def kinds(statement: Statement, evidence: Evidence) -> bool:
    """Whether items are called what they are."""
    known = {kind_of(c) for c in statement.supported} | {p.listed for p in statement.passages if p.listed}
    known |= {
        kind_word(m[0]) for p in statement.passages if p.kind == "fact" for m in kind_pattern().finditer(p.text_folded)
    }
    for match in kind_pattern().finditer(statement.bare):
        kind = kind_word(match[0])
        if kind not in known or not _hung_on_kind(statement, match, kind, evidence):
            return False
        behind = next((p for p in statement.places if p.start >= match.end()), None)
        if behind and _SAYS.apposed.fullmatch(statement.bare[match.end() : behind.start]):
            if any(kind_of(c) is not kind for c in behind.codes) and not _elided(statement, match.start()):
                return False
            continue
        if not _named_so(statement, match, kind) or not _classed(statement, match, kind):
            return False
        subject = _subject(statement, match.start())
        if subject and kind_of(subject) is not kind or _detail(statement, match.start()):
            return False
    return True


def _hung_on_kind(statement: Statement, match: re.Match[str], kind: Kind, evidence: Evidence) -> bool:
    """Whether `S27 掛在工作活動` is so: something named hangs on something of that kind."""
    hung = re.search(rf"(?:{_BELONGS})(?:{grammar().hanging.an.pattern})", statement.bare[: match.start()])
    if kind not in UPPER or not hung:
        return True
    if _SAYS.apposed.match(statement.bare, match.end()) and statement.within(match.end(), match.end() + 12):
        return True
    lowers = [c for c in statement.named if kind_of(c) is not kind]
    return all(any(low == c and kind_of(up) is kind for low, up in evidence.facts.above) for c in lowers)


def _classed(statement: Statement, match: re.Match[str], kind: Kind) -> bool:
    """Whether what `屬於 T6 的行為指標` is said of are such items: not something that has no code."""
    place = next((p for p in reversed(statement.places) if p.end <= match.start()), None)
    if place is None or not _SAYS.of.fullmatch(statement.bare[place.end : match.start()]):
        return True
    if not re.search(rf"(?:{_BELONGS})\W*$", statement.bare[: place.start]):
        return True
    subjects = statement.codes_within(0, place.start)
    return bool(subjects) and all(kind_of(c) is kind for c in subjects)


def _named_so(statement: Statement, match: re.Match[str], kind: Kind) -> bool:
    """Whether what a clause gives as items of a kind are such items: `T5 的技能是 …`."""
    said = _SAYS.is_items.match(statement.bare, match.end())
    if not said:
        return True
    stop = re.search(r"[，,；;。]", statement.bare[said.end() :])
    end = said.end() + stop.start() if stop else len(statement.bare)
    return all(kind_of(c) is kind for c in statement.codes_within(said.end(), end) if kind_of(c) not in UPPER)


def _elided(statement: Statement, position: int) -> bool:
    """`T5 的技能 S27–S30` and `屬於技能「…」` alike: the word may also close what stands before it."""
    return bool(_SAYS.owned.search(statement.bare[:position]))


def _subject(statement: Statement, position: int) -> str | None:
    """The item that a clause up to `position` says to *be* something: `S27 是 T5 的技能`."""
    start = max((statement.bare.rfind(mark, 0, position) for mark in "，,；;。"), default=-1) + 1
    verb = next(_SAYS.be.finditer(statement.bare, start, position), None)
    if verb is None or _SAYS.other_verb.search(statement.bare, verb.end(), position):
        return None
    before = [p for p in statement.places if start <= p.start and p.end <= verb.start()]
    if not before or _SAYS.other_subject.search(statement.bare, before[-1].end, verb.start()):
        return None
    return before[-1].codes[-1]


def _detail(statement: Statement, position: int) -> bool:
    """Whether a clause up to `position` says a detail to *be* something: `潛在的問題或挑戰是技能`."""
    start = next((a for a, b in statement.clauses if a <= position < b), 0)
    verb = next(_SAYS.be.finditer(statement.bare, start, position), None)
    if verb is None or statement.within(start, verb.start()):
        return False
    return any(start <= p.start and p.end <= verb.start() for p in statement.phrases)


def complete(statement: Statement, evidence: Evidence) -> bool:
    """Whether what a sentence enumerates is the whole list, or is said to be an example."""
    whole = any(not statement.borne(m, _ahead(m)) for m in _SAYS.whole.finditer(statement.bare))
    partial = _SAYS.partial.search(statement.folded) and not whole
    several = sum(kind_of(c) not in UPPER for c in statement.named) > 1
    for codes in _wholes(statement, evidence):
        named = codes & set(statement.named)
        if not whole and (_apiece(statement, named) or _membership(statement, named)):
            continue
        if partial or not named:
            continue
        if named != codes and (whole or several or len(named) > 1 or _exhausts(statement, named)):
            return False
    return True


def _exhausts(statement: Statement, codes: set[str]) -> bool:
    """Whether a code is said to be what there is of its kind: `T5 的技能是 S27`, `T5 需要的是 S27`."""
    for place in statement.places:
        before = statement.bare[: place.start]
        if set(place.codes) & codes and _SAYS.needed_is.search(before):
            return True
        if set(place.codes) & codes and (said := _SAYS.kind_is.search(before)):
            return kind_word(said[1]) is kind_of(place.codes[0])
    return False


def _apiece(statement: Statement, codes: set[str]) -> bool:
    """Whether each code opens a clause of its own and none is said of a task: `S27 是…，S28 是…`."""
    opening = [p for p in statement.places if _SAYS.clause.search(statement.folded[: p.start])]
    return (
        len(codes) > 1
        and codes <= {c for p in opening if len(p.codes) == 1 for c in p.codes}
        and not any(kind_of(c) in UPPER for c in statement.named)
    )


def _membership(statement: Statement, codes: set[str]) -> bool:
    """Whether each code has a clause of its own that puts it under a task: `S4 屬於 T1，S28 屬於 T5`."""
    told = set[str]()
    for clause in statement.clauses:
        places = statement.within(*clause)
        lowers = [c for p in places for c in p.codes if kind_of(c) not in UPPER]
        if lowers and (len(lowers) > 1 or kind_of(places[-1].codes[0]) not in UPPER):
            return False
        told |= set(lowers)
    return codes <= told


def _wholes(statement: Statement, evidence: Evidence) -> Iterator[set[str]]:
    """The lists that a sentence answers for: those of the tasks it names, else of the passages it cites."""
    uppers = {c for c in statement.named if kind_of(c) in UPPER} or {c for c in statement.meant if kind_of(c) in UPPER}
    table = evidence.answer.method == "table"
    for passage in evidence.passages:
        if passage.listed and (passage.complete or table) and len(passage.codes) > 1:
            parent = {key(passage.parent)} if passage.parent else set()
            if parent <= uppers or passage in statement.passages and not uppers:
                yield set(passage.keys) - parent
    for upper in uppers:
        for kind in {kind_of(c) for c in statement.meant} - {Kind.TASK, Kind.ATTITUDE}:
            yield set(evidence.facts.lists.get((kind, upper), ()))


def denied(statement: Statement) -> bool:
    """Whether every denial and every sweeping word stands in a cited passage, of the same items, with what follows.

    What a passage denies may not be said without the denial either.
    """
    matches = (
        m for pattern in (_SAYS.denial, _SAYS.sweeping, words("beyond")) for m in pattern.finditer(statement.bare)
    )
    if not all(statement.borne(match, _ahead(match)) for match in matches):
        return False
    said = re.sub(r"\s+", "", statement.folded)
    tails = {m[1] or m[2] for p in statement.passages if p.kind == "fact" for m in _SAYS.denied.finditer(p.text_folded)}
    return all(_denied_too(said, re.sub(r"\s+", "", tail)) for tail in tails)


def _denied_too(said: str, tail: str) -> bool:
    found = (said[max(0, m.start() - 5) : m.start()] for m in re.finditer(re.escape(tail), said))
    return all(_SAYS.denial_before.search(before) for before in found)


def _ahead(match: re.Match[str]) -> int:
    return _AHEAD if not match[0].isascii() else _AHEAD_LATIN
