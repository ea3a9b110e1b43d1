"""Whether what is cited exists, says that, and stands in that relation: each part of a claim with its reason."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ...answer.proof import Facts, ProofClaim
from ...language.folding import fold
from ...question.codes import mentions
from ...retrieval.words import normal
from ...standard.code import key
from ...standard.companion import gloss
from ...standard.relations import Item
from .output import CitationClaimed, CitationVerified, ItemFound, Match

SHORTEST = 4
"""A part of a wording shorter than this is no quotation, in characters."""
_EDGE = " .,;:!。，；：！「」\"'“”"


def verified(
    claimed: CitationClaimed,
    items: Sequence[Item],
    facts: Facts,
    glosses: Mapping[str, str],
    *,
    printed: tuple[ItemFound, ...],
    nearest: tuple[str, ...],
) -> CitationVerified:
    """What the table says to one citation.

    :param items: those printed under the code it cites, which `printed` tells; none where it does not exist.
    :param nearest: the codes closest to one that does not exist.
    """
    match, quoted = _quoted(items, claimed.quote, glosses) if claimed.quote.strip() else (None, "")
    stands, related = _related(items, claimed.relation, facts) if claimed.relation.strip() else (None, "")
    at_level, levelled = _levelled(items, claimed.level, facts) if claimed.level is not None else (None, "")
    says_that = None if match is None else match != "different"
    borne = says_that is not False and at_level is not False and (stands is True or not claimed.relation.strip())
    return CitationVerified(
        code=claimed.code,
        holds=bool(items) and borne,
        exists=bool(items),
        says_that=says_that,
        match=match,
        stands_in_relation=stands,
        at_level=at_level,
        reasons=tuple(filter(None, (quoted, related, levelled))) if items else (_absent(claimed.code),),
        printed=printed,
        nearest=nearest,
    )


def _quoted(items: Sequence[Item], quote: str, glosses: Mapping[str, str]) -> tuple[Match, str]:
    """How a quotation meets the wording of an item; the best of those printed with the code."""
    wordings = [w for i in items for w in (i.text, *i.details, "".join((i.text, *i.details)))]
    plain = quote.strip().strip('「」『』“”"').strip()
    if plain in wordings:
        return "exact", ""
    said = normal(fold(plain))
    known = [normal(fold(wording)) for wording in wordings]
    if said in known:
        return "folded", ""
    if len(said) >= SHORTEST and any(said in wording for wording in known):
        return "part", ""
    if said in {normal(fold(gloss(glosses, item))) for item in items}:
        return "gloss", f"That is this project's English for {items[0].code}; the source says 「{items[0].text}」."
    texts = "」「".join(item.text for item in items)
    return "different", f"{items[0].code} does not say that; its wording is 「{texts}」." if items else ""


def _related(items: Sequence[Item], relation: str, facts: Facts) -> tuple[bool | None, str]:
    """Whether a claimed relation is in the table; None where it could not be read."""
    if not items:
        return False, ""
    ends = claimed_relation(relation)
    if ends is None:
        return None, "The relation could not be read: say it as 'K12 is required by T5', without a denial."
    if key(items[0].code) not in ends:
        return False, f"The relation does not speak of {items[0].code}."
    if missing := [code for code in ends if code not in facts.texts]:
        return False, _absent(missing[0])
    if facts.bears(ProofClaim(rule="relation", subject=ends.below, object=ends.above)):
        return True, ""
    above = ", ".join(sorted(up for low, up in facts.above if low == ends.below))
    return False, f"{ends.below} does not hang on {ends.above}; it hangs on {above or 'nothing'}."


def _levelled(items: Sequence[Item], level: int, facts: Facts) -> tuple[bool, str]:
    """Whether a level is printed for what is cited."""
    printed = sorted({n for i in items for n in facts.levels.get(key(i.code), i.levels)})
    if not items or level in printed:
        return level in printed, ""
    told = f"level {', '.join(map(str, printed))}" if printed else "no level"
    return False, f"{items[0].code} is printed with {told}, not level {level}."


def _absent(code: str) -> str:
    return f"The standard has no {code}."


class ClaimedRelation(NamedTuple):
    """`below` is said to hang on `above`; both in normal form."""

    below: str
    above: str


@cache
def _words() -> dict[str, list[str]]:
    """How a relation is said, `up` from below and `down` from above, and the `filler` that may stand around it."""
    return tomllib.loads(Path(__file__).with_name("relation.toml").read_text(encoding="utf-8"))


def claimed_relation(text: str) -> ClaimedRelation | None:
    """What a text claims, `K12 is required by T5` or 「T5 需要 K12」: two codes and one verb between them.

    None when it is not in this plain form: anything else, a denial above all, is not guessed at.
    """
    folded, words = fold(text), _words()
    found = mentions(folded, folded)
    if len(found) != 2 or any(len(mention.codes) != 1 for mention in found):
        return None
    first, second = found
    verbs, between = _taken(words["up"] + words["down"], folded[first.end : second.start])
    downward = {verb in words["down"] for verb in verbs}
    around = folded[: first.start] + " " + folded[second.end :]
    if len(downward) != 1 or any(_taken(words["filler"], rest)[1].strip(_EDGE) for rest in (around, between)):
        return None
    below, above = (second, first) if True in downward else (first, second)
    return ClaimedRelation(below.codes[0], above.codes[0])


def _taken(words: Sequence[str], text: str) -> tuple[list[str], str]:
    """The words that stand in a text, the longest first, and what is left when they are blanked out."""
    found = []
    for word in sorted(words, key=len, reverse=True):
        shorter = re.sub(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word), " ", text)
        if shorter != text:
            found.append(word)
            text = shorter
    return found, text
