"""Whether the words of a sentence come from what it cites: beyond them only words that say nothing of their own."""

from __future__ import annotations

import re
from itertools import pairwise

from ..language.folding import fold
from ..standard.code import kind_of
from ..standard.companion import gloss
from .caution import beside, words
from .evidence import Evidence
from .glue import glue, pairs
from .grammar import grammar
from .phrase import stem
from .statement import Statement

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_QUOTES = re.compile(r"[「『“\"《‘]([^「」『』“”\"《》‘’]+)[」』”\"》’]")
_BEHIND_CODE = re.compile(r"\s*[(（]([^()（）]+)[)）]")
_SAYS = grammar().grounding
_TORN, _SAID = 2, 5
"""Length from which a piece of wording, and a sentence that names no item, say something, in characters."""


def grounded(statement: Statement) -> bool:
    """Whether nothing in a sentence goes beyond its passages.

    Names and other wording of items count only whole, and are blanked out in `bare`; what is left must be words of a
    checked sentence, or words that say nothing of their own.
    """
    told = "\n".join(p.words for p in statement.passages)
    return _chinese(statement.bare, told) and _english(statement.bare, told)


def _chinese(bare: str, support: str) -> bool:
    light = glue()
    known = light.pairs | {pair for run in _HAN_RUN.findall(support) for pair in pairs(run)}
    units = {run for run in _HAN_RUN.findall(support) if len(run) == 1}  # `超過 7 年`: whole between number and stop
    for run in _HAN_RUN.findall(bare):
        covered = [char in light.single or run in units for char in run]
        for at, pair in enumerate(pairs(run)):
            if pair in known:
                covered[at] = covered[at + 1] = True
        if not all(covered):
            return False
    return True


def _english(bare: str, support: str) -> bool:
    known = {form for word in _WORD.findall(support) for form in (word, stem(word))}
    light = glue().words
    return all(
        word in light or stem(word) in light or word in known or stem(word) in known
        for word in _WORD.findall(bare)
        if len(word) > 1
    )


def fragment(statement: Statement, evidence: Evidence) -> bool:
    """Whether a sentence is no more than a piece torn out of an item's wording: `This standard is withdrawn` out of a
    wording that somebody tampered with, `有效` out of a skill's; or is too short to say anything."""
    said = _squeezed(statement.bare)
    verb = words("verbs").search(statement.bare)
    if len(said) < _TORN:
        return not statement.places
    if not statement.places and len(said) < _SAID:
        return not (statement.phrases and verb)
    if len(statement.places) + len(statement.phrases) < 2 and not verb:
        return not _SAYS.figure.search(said)  # `T3 done`: an item, and a word said of it by nobody
    items = [item for key in statement.supported for item in evidence.items.get(key, ())]
    parts = [text for i in items for text in (i.text, *i.details, gloss(evidence.glosses, i))]
    whole = {_squeezed(part) for part in parts}
    return not beside(statement.bare) and said not in whole and any(said in part for part in whole)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def quoted(statement: Statement) -> bool:
    """Whether every quotation, and what stands in brackets behind a code, is whole in the passages, word for word."""
    found = [match[1] for match in _QUOTES.finditer(statement.folded)]
    for place in statement.places:
        if match := _BEHIND_CODE.match(statement.folded, place.end):
            found.append(match[1])
    wanted = (" ".join(text.split()).strip("。.，, ") for text in found if re.search(r"\w", text))
    return all(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", statement.support) for text in wanted)


def misnamed(statement: Statement) -> bool:
    """Whether a code stands beside the wording of another item: `S28「溝通技能」`."""
    return any(
        second.start >= first.end
        and first.written != second.written
        and not set(first.codes) & set(second.codes)
        and (naming := _SAYS.naming.fullmatch(statement.folded[first.end : second.start])) is not None
        and (not naming[1] or kind_of(first.codes[-1]) is kind_of(second.codes[0]))
        for first, second in pairwise(statement.places)
    )


def altered(statement: Statement, names: dict[str, str]) -> bool:
    """Whether what follows a written code looks like its wording but is not.

    :param names: the wording behind each code, in compared form.
    """
    for place in statement.places:
        if not place.written or len(place.codes) != 1 or place.codes[0] not in names:
            continue
        name = names[place.codes[0]]
        rest = re.match(r"[\s:：「『(（“\"]*([\w\u3400-\u9fff、，, ]*)", statement.folded[place.end :])
        said = rest[1][: len(name)] if rest else ""
        if name in statement.folded or len(said) < 3:
            continue
        own, spoken = set(pairs(name)), set(pairs(said))
        if own and len(own & spoken) / len(own) > 0.25:
            return True
    return False
