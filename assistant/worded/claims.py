"""What a sentence claims of items: of which kind they are, that a list is whole, and what it denies.

Everything is compared with `proof.Facts`, which derives the relations from the standard and not from the answer.
When in doubt a sentence fails: the rule-worded answer says the same without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..code import key, kind_of
from ..relations import UPPER
from ..standard import Kind
from .caution import words
from .evidence import Evidence
from .figures import KIND, kind_word
from .hanging import BELONGS
from .statement import Statement

_IS = re.compile(r"是|为|\bis\b|\bare\b")
_PARTIAL = re.compile(
    r"例如|譬如|比如|其中|之一|等[项技知行态指。，,]|等$|\bsuch as\b|\bfor example\b|\bamong\b|\bone of\b|\be\.g"
)
_WHOLE = re.compile(r"只|仅|全部|所有|共|一共|完整|唯一|\bonly\b|\ball\b|\bjust\b|\bexactly\b|\bcomplete\b|\btotal\b")
_DENIAL = re.compile(
    r"不|没|無|无|未|非(?!常)|否|缺|\bnot\b|n't\b|\bno\b|\bnever\b|\bnone\b|\bwithout\b|\bneither\b|\bnor\b|\blacks?\b|\bexcept\b|\bcannot\b"
)
_SWEEPING = re.compile(
    r"所有|每个|每一|每项|全部|一律|只|仅|唯一|最|任何|皆|更|比(?!较)|优于|必定|保证|永远|总是|\ball\b|\bevery\b|\beach\b|\bonly\b|\bmost\b|\bleast\b|\balways\b|\bany\b|\bbest\b|\bworst\b|\bjust\b|\bunique\b|\bsole\b|\bmore\b|\bless\b|\bthan\b|\bbetter\b"
)
_KIND_IS = re.compile(
    rf"({KIND.pattern})(?:s|ies|y)?\s*(?:items?)?\s*(?:of|for|in|under)?\s*(?:是|为|有|包括|包含|:|：|is|are)\s*[「『“]?\s*$"
)
_NEEDED_IS = re.compile(
    r"(?:需要?|所需|要求|具备|包括|产出)\s*的\s*(?:就?是|为|即)\s*[「『“]?\s*$|\b(?:needs|requires|produces)\s+(?:is|are)\s*$"
)
_APPOSED = re.compile(r"(?:s|y|ies)?\s*(?:items?|项目)?\s*[:：「]?\s*")
_IS_ITEMS = re.compile(
    r"(?:s|ies|y)?\s*(?:items?)?\s*(?:of|for|in|under)?\s*(?:是|为|有|包括|包含|:|：|is|are|include)"
)
_OF = re.compile(r"\W*的\W*")
_CLAUSE = re.compile(r"(?:^|[，,；;])\s*(?:而|另|且|and|while|whereas)?\s*[「『“]?$")
_DENIED = re.compile(
    r"(?:没有|不是|不|无|未)\s*([\u3400-\u9fff]{2}|\d+\s*[\u3400-\u9fff])|\b(?:not|no)\s+([a-z]+\s+[\w.]+)"
)
_DENIAL_BEFORE = re.compile(r"[不没无未非]|not|no|n't")
_AHEAD, _AHEAD_LATIN = 2, 4
"""How many characters behind a denial must stand with it in the evidence, in Chinese and in English."""


def kinds(statement: Statement, evidence: Evidence) -> bool:
    """Whether items are called what they are."""
    known = {kind_of(c) for c in statement.supported} | {p.listed for p in statement.passages if p.listed}
    known |= {kind_word(m[0]) for p in statement.passages if p.kind == "fact" for m in KIND.finditer(p.text_folded)}
    for match in KIND.finditer(statement.bare):
        kind = kind_word(match[0])
        if kind not in known or not _hung_on_kind(statement, match, kind, evidence):
            return False
        behind = next((p for p in statement.places if p.start >= match.end()), None)
        if behind and _APPOSED.fullmatch(statement.bare[match.end() : behind.start]):
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
    if kind not in UPPER or not re.search(
        rf"(?:{BELONGS.pattern})\s*(?:an?|the)?\s*$", statement.bare[: match.start()]
    ):
        return True
    if _APPOSED.match(statement.bare, match.end()) and statement.within(match.end(), match.end() + 12):
        return True
    lowers = [c for c in statement.named if kind_of(c) is not kind]
    return all(any(low == c and kind_of(up) is kind for low, up in evidence.facts.above) for c in lowers)


def _classed(statement: Statement, match: re.Match[str], kind: Kind) -> bool:
    """Whether what `屬於 T6 的行為指標` is said of are such items: not something that has no code."""
    place = next((p for p in reversed(statement.places) if p.end <= match.start()), None)
    if place is None or not _OF.fullmatch(statement.bare[place.end : match.start()]):
        return True
    if not re.search(rf"(?:{BELONGS.pattern})\W*$", statement.bare[: place.start]):
        return True
    subjects = statement.codes_within(0, place.start)
    return bool(subjects) and all(kind_of(c) is kind for c in subjects)


def _named_so(statement: Statement, match: re.Match[str], kind: Kind) -> bool:
    """Whether what a clause gives as items of a kind are such items: `T5 的技能是 …`."""
    said = _IS_ITEMS.match(statement.bare, match.end())
    if not said:
        return True
    stop = re.search(r"[，,；;。]", statement.bare[said.end() :])
    end = said.end() + stop.start() if stop else len(statement.bare)
    return all(kind_of(c) is kind for c in statement.codes_within(said.end(), end) if kind_of(c) not in UPPER)


def _elided(statement: Statement, position: int) -> bool:
    """`T5 的技能 S27–S30` and `屬於技能「…」` alike: the word may also close what stands before it."""
    return statement.bare[:position].rstrip().endswith("的")


def _subject(statement: Statement, position: int) -> str | None:
    """The item that a clause up to `position` says to *be* something: `S27 是 T5 的技能`."""
    start = max((statement.bare.rfind(mark, 0, position) for mark in "，,；;。"), default=-1) + 1
    verb = next(_IS.finditer(statement.bare, start, position), None)
    if verb is None or re.search(r"需|属|hang|listed", statement.bare[verb.end() : position]):
        return None
    before = [p for p in statement.places if start <= p.start and p.end <= verb.start()]
    if not before or re.search(r"的\s*[^\s]", statement.bare[before[-1].end : verb.start()]):
        return None
    return before[-1].codes[-1]


def _detail(statement: Statement, position: int) -> bool:
    """Whether a clause up to `position` says a detail to *be* something: `潛在的問題或挑戰是技能`."""
    start = next((a for a, b in statement.clauses if a <= position < b), 0)
    verb = next(_IS.finditer(statement.bare, start, position), None)
    if verb is None or statement.within(start, verb.start()):
        return False
    return any(start <= p.start and p.end <= verb.start() for p in statement.phrases)


def complete(statement: Statement, evidence: Evidence) -> bool:
    """Whether what a sentence enumerates is the whole list, or is said to be an example."""
    whole = any(not statement.borne(m, _ahead(m)) for m in _WHOLE.finditer(statement.bare))
    partial = _PARTIAL.search(statement.folded) and not whole
    several = sum(kind_of(c) not in UPPER for c in statement.named) > 1
    for codes in _wholes(statement, evidence):
        named = codes & set(statement.named)
        if not whole and _apiece(statement, named):
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
        if set(place.codes) & codes and _NEEDED_IS.search(before):
            return True
        if set(place.codes) & codes and (said := _KIND_IS.search(before)):
            return kind_word(said[1]) is kind_of(place.codes[0])
    return False


def _apiece(statement: Statement, codes: set[str]) -> bool:
    """Whether each code opens a clause of its own and none is said of a task: `S27 是…，S28 是…`."""
    opening = [p for p in statement.places if _CLAUSE.search(statement.folded[: p.start])]
    return (
        len(codes) > 1
        and codes <= {c for p in opening if len(p.codes) == 1 for c in p.codes}
        and not any(kind_of(c) in UPPER for c in statement.named)
    )


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
    matches = (m for pattern in (_DENIAL, _SWEEPING, words("beyond")) for m in pattern.finditer(statement.bare))
    if not all(statement.borne(match, _ahead(match)) for match in matches):
        return False
    said = re.sub(r"\s+", "", statement.folded)
    tails = {m[1] or m[2] for p in statement.passages if p.kind == "fact" for m in _DENIED.finditer(p.text_folded)}
    return all(_denied_too(said, re.sub(r"\s+", "", tail)) for tail in tails)


def _denied_too(said: str, tail: str) -> bool:
    found = (said[max(0, m.start() - 5) : m.start()] for m in re.finditer(re.escape(tail), said))
    return all(_DENIAL_BEFORE.search(before) for before in found)


def _ahead(match: re.Match[str]) -> int:
    return _AHEAD if not match[0].isascii() else _AHEAD_LATIN
