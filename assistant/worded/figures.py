"""Numbers in a sentence: counts and levels must be the table's, any other number must stand in what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..code import kind_of
from ..lexicon import lexicon
from ..relations import UPPER
from ..standard import Kind
from .evidence import Evidence
from .statement import Statement

_ZH = "[零〇一二两兩三四五六七八九十百]"
_EN = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty"
)
_KINDS: dict[str, Kind] = {
    "工作任务": Kind.TASK,
    "任务": Kind.TASK,
    "工作活动": Kind.ACTIVITY,
    "活动": Kind.ACTIVITY,
    "工作产出": Kind.OUTPUT,
    "产出": Kind.OUTPUT,
    "行为指标": Kind.INDICATOR,
    "指标": Kind.INDICATOR,
    "知识": Kind.KNOWLEDGE,
    "技能": Kind.SKILL,
    "态度": Kind.ATTITUDE,
    "task": Kind.TASK,
    "activit": Kind.ACTIVITY,
    "output": Kind.OUTPUT,
    "indicator": Kind.INDICATOR,
    "knowledge": Kind.KNOWLEDGE,
    "skill": Kind.SKILL,
    "attitude": Kind.ATTITUDE,
}
KIND = re.compile("|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True)))
_COUNT = re.compile(
    rf"(?<![\d.])(\d+|{_ZH}+|\b(?:{_EN})\b)\s*(?:项|个|条|种|点|份|件|样)?\s*(?:的|work\s|behaviou?ral\s)?\s*({KIND.pattern})"
)
_LEVEL = re.compile(
    rf"(?:级别|等级|职级|\blevels?)\s*(?:都|均|同)?\s*(?:是|为|在|列为|定为|标示为|标为|is|are|of|:)?\s*(?:第\s*)?(\d+|{_ZH})(?!\s*(?:项|个))"
    rf"|(?:第\s*)?(\d+|{_ZH})\s*级(?!别)"
)
_NUMBER = re.compile(
    rf"\d+(?:\.\d+)?|(?<!同)(?<!统)(?<!单)第?{_ZH}+(?=\s*[项个条级位次种年月日人点份件样倍成大])|\b(?:{_EN})\b"
)
_CODE = re.compile(r"(?<![a-z0-9])[topksa]\d+(?:\.\d+)*(?![a-z0-9])")
_TOKEN = re.compile(r"[a-z]+[\d-]+[\w.-]*\w|[a-z]\d+|\d+(?:[/.:-]\d+)+")
"""Names of versions and standards, dates and the like: they count only whole."""
_HAS = re.compile(r"有|包|需|含|\b(?:has|have|include|contain|require|need|cover)")
_ARTICLE = re.compile(
    r"是一[项个种]|之一|一起|一致|一样|一般|一定"
    r"|\b(?:no|any|this|that|which|the|each|every|another|is) one\b|\bone of\b"
)


def _value(text: str) -> str:
    """A number in one form: its digits."""
    bare = text.removeprefix("第")
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return bare.lstrip("0") or "0"
    number = lexicon().number(bare.replace("兩", "两"))
    return bare if number is None else str(number)


def numbers(text: str) -> Iterator[str]:
    """The numbers of a folded text, as digits."""
    return (_value(m[0]) for m in _NUMBER.finditer(_ARTICLE.sub(" ", text)))


def kind_word(text: str) -> Kind:
    """The kind a word of `KIND` stands for."""
    return _KINDS[text]


def counts(text: str) -> set[tuple[str, Kind]]:
    """The `4 項技能` of a folded text."""
    return {(_value(m[1]), _KINDS[m[2]]) for m in _COUNT.finditer(_ARTICLE.sub(" ", text))}


def levels(text: str) -> set[str]:
    """The levels a folded text names."""
    return {_value(m[1] or m[2]) for m in _LEVEL.finditer(text)}


def holds(statement: Statement, evidence: Evidence) -> bool:
    """Whether every number of a sentence is borne out."""
    return (
        _known(statement, evidence)
        and all(_count(statement, evidence, m) for m in _COUNT.finditer(_blank(statement.bare)))
        and all(_level(statement, evidence, _value(m[1] or m[2]), m.start()) for m in _LEVEL.finditer(statement.bare))
    )


def _blank(text: str) -> str:
    return _ARTICLE.sub(lambda m: " " * len(m[0]), text)


def _known(statement: Statement, evidence: Evidence) -> bool:
    """Every number stands in a cited passage, or counts the items of one kind that the sentence names."""
    support = _CODE.sub(" ", statement.support)
    allowed = set(numbers(support)) | set(re.findall(r"\d+", support))
    for codes in (statement.named, statement.meant):
        named = [kind_of(c) for c in codes]
        allowed |= {str(named.count(kind)) for kind in set(named)}
    allowed |= {str(len(p.codes) - (p.parent is not None)) for p in statement.passages if p.kind == "list"}
    allowed.discard("0")
    tokens = set(_TOKEN.findall(statement.support))
    return all(number in allowed for number in numbers(statement.bare)) and all(
        token in tokens for token in _TOKEN.findall(statement.bare)
    )


def _count(statement: Statement, evidence: Evidence, match: re.Match[str]) -> bool:
    """`4 項技能` counts what hangs on the task named before it, or what the sentence itself names."""
    value, kind = _value(match[1]), _KINDS[match[2]]
    named = [c for c in statement.named if kind_of(c) is kind] or [c for c in statement.meant if kind_of(c) is kind]
    parent = statement.before(match.start())
    if parent is None:
        uppers = [c for c in statement.named if kind_of(c) in UPPER and kind_of(c) is not kind]
        parent = uppers[0] if len(uppers) == 1 else None
    last = max((p.end for p in statement.places if p.end <= match.start()), default=0)
    if kind in UPPER and len(named) == int(value or 0) > 1 and not _HAS.search(statement.bare[last : match.start()]):
        return True
    if parent and kind_of(parent) is not kind and str(evidence.facts.count(kind, parent)) == value:
        return True
    said = [p for p in statement.passages if p.kind == "fact" and (value, kind) in counts(p.text_folded)]
    return any(not p.keys or parent is None or p.uppers <= {parent} for p in said)


def _level(statement: Statement, evidence: Evidence, value: str, position: int) -> bool:
    """A level is that of the task named before it, else of all named, else as a cited fact has it."""
    before = statement.before(position)
    uppers = [c for c in statement.named if kind_of(c) in UPPER]
    asked = [before] if before else uppers or [c for c in statement.meant if kind_of(c) in UPPER]
    if asked:
        return all(value in map(str, evidence.facts.levels.get(code, ())) for code in asked)
    return any(value in levels(p.text_folded) for p in statement.passages)
