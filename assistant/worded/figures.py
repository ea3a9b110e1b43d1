"""Numbers in a sentence: counts and levels must be the table's, any other number must stand in what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language.lexicon import lexicon
from ..standard.code import kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from .caution import words
from .evidence import Evidence, Passage
from .grammar import grammar, kind_pattern, kind_word
from .statement import Statement

_SAYS = grammar().figures
_BEHIND = 2
"""How many characters behind a number must stand with it in what is cited."""
_CODE = re.compile(r"(?<![a-z0-9])[topksa]\d+(?:\.\d+)*(?![a-z0-9])")
_TOKEN = re.compile(r"[a-z]+[\d-]+[\w.-]*\w|[a-z]\d+|\d+(?:[/.:-]\d+)+")
"""Names of versions and standards, dates and the like: they count only whole."""


def _value(text: str) -> str:
    """A number in one form: its digits."""
    bare = re.sub(rf"^(?:{_SAYS.ordinal.pattern})", "", text)
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return bare.lstrip("0") or "0"
    number = lexicon().number(bare)
    return bare if number is None else str(number)


def numbers(text: str) -> Iterator[str]:
    """The numbers of a folded text, as digits."""
    return (_value(m[0]) for m in _SAYS.number.finditer(_SAYS.article.sub(" ", text)))


def counts(text: str) -> set[tuple[str, Kind]]:
    """The `4 項技能` and `技能共 4 項` of a folded text."""
    text = _SAYS.article.sub(" ", text)
    found = {(_value(m[1]), kind_word(m[2])) for m in _SAYS.count.finditer(text)}
    return found | {(_value(m[2]), kind_word(m[1])) for m in _SAYS.count_behind.finditer(text)}


def levels(text: str) -> set[str]:
    """The levels a folded text names."""
    return {_value(m[1] or m[2]) for m in _SAYS.level.finditer(text)}


def holds(statement: Statement, evidence: Evidence) -> bool:
    """Whether every number of a sentence is borne out: each is a level, a count, or stands so in what is cited."""
    if not _known(statement) or _bounded(statement):
        return False
    text, read = _blank(statement.bare), list[tuple[int, int]]()
    for match in _SAYS.series.finditer(text):
        if not _series(statement, evidence, match):
            return False
        read.append(match.span())
    for match in _SAYS.level.finditer(text):
        if not _within(match.span(), read) and not _level(statement, evidence, match):
            return False
        read.append(match.span())
    for match in _SAYS.count.finditer(text):
        if not _count(statement, evidence, _value(match[1]), kind_word(match[2]), match.start()):
            return False
        read.append(match.span())
    return all(_within(m.span(), read) or _loose(statement, evidence, m) for m in _SAYS.number.finditer(text))


def _within(span: tuple[int, int], read: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in read)


def _blank(text: str) -> str:
    return _SAYS.article.sub(lambda m: " " * len(m[0]), text)


def _known(statement: Statement) -> bool:
    """Every number stands in a cited passage, or counts the items of one kind that the sentence names."""
    support = _CODE.sub(" ", statement.support)
    allowed = set(numbers(support)) | set(re.findall(r"\d+", support))
    for codes in (statement.named, statement.meant):
        named = [kind_of(c) for c in codes]
        allowed |= {str(named.count(kind)) for kind in set(named)}
    allowed |= {str(_length(p)) for p in statement.passages if p.kind == "list"}
    allowed.discard("0")
    tokens = set(_TOKEN.findall(statement.support))
    return all(number in allowed for number in numbers(statement.bare)) and all(
        token in tokens for token in _TOKEN.findall(statement.bare)
    )


def _length(passage: Passage) -> int:
    """How many rows a list has."""
    return len(passage.codes) - (passage.parent is not None)


def _bounded(statement: Statement) -> bool:
    """Whether a number is made a bound, `四項以上`, `at least four`, that no cited passage has."""
    before, behind = words("bound_before").pattern, words("bound_behind").pattern
    number, measured = _SAYS.number.pattern, _SAYS.measured.pattern
    pattern = rf"(?:{before})\s*(?:{number})|(?:{number})\s*(?:{measured})?\s*(?:{behind})"
    found = (re.sub(r"\s+", "", m[0]) for m in re.finditer(pattern, statement.bare))
    support = re.sub(r"\s+", "", statement.support)
    return not all(text in support for text in found)


def _stands(statement: Statement, match: re.Match[str]) -> bool:
    """Whether a number stands in a cited passage with what follows it, or is part of a token that does."""
    tokens = set(_TOKEN.findall(statement.support))
    if any(
        t.start() <= match.start() and match.end() <= t.end() for t in _TOKEN.finditer(statement.bare) if t[0] in tokens
    ):
        return True
    behind = re.sub(r"[^\w]+", "", statement.bare[match.end() :])[:_BEHIND]
    wanted = match[0] + behind
    return any(wanted in re.sub(r"[^\w]+", "", p.text_folded) for p in statement.passages)


def _loose(statement: Statement, evidence: Evidence, match: re.Match[str]) -> bool:
    """Whether a number without a kind, `T1 需要十項技能，T5 四項`, counts the kind named last, or stands so."""
    before = list(kind_pattern().finditer(statement.bare, 0, match.start()))
    kinds = [kind_word(m[0]) for m in before[-1:]] or list({p.listed for p in statement.passages if p.listed})
    if _SAYS.other_things.search(statement.bare, before[-1].end() if before else 0, match.start()):
        return _stands(statement, match)
    if _SAYS.ordinal.match(match[0]) or len(kinds) != 1 or not _SAYS.ends.match(statement.bare, match.end()):
        return _stands(statement, match)
    return _count(statement, evidence, _value(match[0]), kinds[0], match.start())


def _count(statement: Statement, evidence: Evidence, value: str, kind: Kind, position: int) -> bool:
    """`4 項技能` counts what hangs on the task named before it, or what the sentence itself names."""
    named = [c for c in statement.named if kind_of(c) is kind] or [c for c in statement.meant if kind_of(c) is kind]
    lists = {_length(p) for p in statement.passages if p.listed is kind}
    if _SAYS.these.search(statement.bare[:position]) and value in map(str, {len(named), *lists}):
        return True
    start = next((a for a, b in statement.clauses if a <= position < b), 0)
    near = statement.codes_within(start, position)
    if near and kind_of(near[-1]) not in UPPER and value != str(sum(kind_of(c) is kind for c in near)):
        return False  # `P5.1.4 需要四項技能`: nothing hangs on an indicator
    parent = statement.before(position)
    if parent is None:
        uppers = [c for c in statement.named if kind_of(c) in UPPER and kind_of(c) is not kind]
        parent = uppers[0] if len(uppers) == 1 else None
    last = max((p.end for p in statement.places if p.end <= position), default=0)
    if kind in UPPER and len(named) == int(value or 0) > 1 and not _SAYS.has.search(statement.bare[last:position]):
        return True
    if parent and kind_of(parent) is not kind and str(evidence.facts.count(kind, parent)) == value:
        return True
    whole = [p for p in statement.passages if p.listed is kind and p.complete and str(_length(p)) == value]
    if parent is None and whole:
        return True
    said = [p for p in statement.passages if p.kind == "fact" and (value, kind) in counts(p.text_folded)]
    if said and not near and _SAYS.together.search(statement.bare, start, position):
        uppers = [c for c in statement.named if kind_of(c) in UPPER and kind_of(c) is not kind]
        return value == str(sum(evidence.facts.count(kind, code) for code in uppers))
    return any(not p.keys or parent is None or p.uppers <= {parent} for p in said)


def _level(statement: Statement, evidence: Evidence, match: re.Match[str]) -> bool:
    """A level is that of the task named before it, else of all named, else as a cited fact has it.

    Only tasks and activities have levels: not the items that hang on them.
    """
    value, position = _value(match[1] or match[2]), match.start()
    if _SAYS.of_items_before.search(statement.bare[:position]) or _SAYS.of_items_behind.match(
        statement.bare, match.end()
    ):
        return False
    clause = next(((a, b) for a, b in statement.clauses if a <= position < b), (0, position))
    spoken = {kind_word(m[0]) for m in kind_pattern().finditer(statement.bare, clause[0], position)}
    counted = _SAYS.number.search(statement.bare, clause[0], position)
    if not spoken <= set(UPPER) or counted and not spoken:
        return False  # `這四項都是級別 5`
    earlier = statement.within(0, position)
    near = statement.within(clause[0], position) or (*earlier[:1], *earlier[-1:])
    if any(kind_of(c) not in UPPER for p in near for c in p.codes):
        return False
    before = statement.before(position)
    uppers = [c for c in statement.named if kind_of(c) in UPPER]
    asked = [before] if before else uppers or [c for c in statement.meant if kind_of(c) in UPPER]
    if asked and _SAYS.alike.search(match[0] + statement.bare[:position]):
        asked = uppers or asked
    if asked:
        return all(value in map(str, evidence.facts.levels.get(code, ())) for code in asked)
    return any(value in levels(p.text_folded) for p in statement.passages)


def _series(statement: Statement, evidence: Evidence, match: re.Match[str]) -> bool:
    """Whether `T4 和 T5 的級別分別是 4 和 5` gives each its own level, in order."""
    values = [_value(v) for v in _SAYS.numeral.findall(match["series"])]
    uppers = [c for p in statement.within(0, match.start()) for c in p.codes if kind_of(c) in UPPER]
    return len(uppers) == len(values) and all(
        value in map(str, evidence.facts.levels.get(code, ())) for code, value in zip(uppers, values, strict=True)
    )
