"""Tool `verify_citations`: whether what is cited exists, says that, and stands in that relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ..answer.proof import Claim, Facts
from ..assistant import Assistant
from ..language.folding import fold
from ..retrieval.words import normal
from ..standard.code import key
from ..standard.companion import gloss
from ..standard.relations import Item
from .claimed_relation import ClaimedRelation, claimed_relation
from .item import ItemFound, Output, item_found
from .lookup import unknown

SHORTEST = 4
"""A part of a wording shorter than this is no quotation, in characters."""
Match = Literal["exact", "folded", "part", "gloss", "different"]


class CitationClaimed(BaseModel):
    """What somebody says of the standard. Leave out what is not claimed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(min_length=1, max_length=40, description="the code cited, such as K12")
    quote: str = Field(default="", max_length=2000, description="the words said to be printed under it")
    relation: str = Field(
        default="",
        max_length=400,
        description="a relation said to hold, plainly: 'K12 is required by T5', 'T5 requires K12', 「K12 屬於 T5」",
    )
    level: int | None = Field(default=None, description="the competency level said to be printed for it")


class CitationVerified(Output):
    """What the table says to one citation. A part that was not claimed, or could not be read, is null."""

    code: str = Field(description="as it was cited")
    holds: bool = Field(description="everything claimed was understood and is borne out")
    exists: bool
    says_that: bool | None = Field(description="the quoted words are the item's, whole or in part")
    match: Match | None = Field(
        default=None,
        description="how: word for word; but for width, case, blanks or Simplified characters; a part of it; the"
        " project's English translation, which is no quotation; or not at all",
    )
    stands_in_relation: bool | None
    at_level: bool | None
    reasons: tuple[str, ...] = Field(description="a sentence for each part that does not hold or needs care")
    printed: tuple[ItemFound, ...] = Field(description="what is printed under the code, for putting it right")
    nearest: tuple[str, ...] = Field(default=(), description="where the code does not exist: those closest to it")


class Verification(Output):
    """All citations, in the order they came."""

    standard: str
    all_hold: bool
    holding: int
    results: tuple[CitationVerified, ...]


def verify(assistant: Assistant, citations: Sequence[CitationClaimed], standard: str | None) -> Verification:
    """Check citations one by one.

    :raises UsageError: when there is no such standard.
    """
    relations = assistant.relations(standard)
    facts = Facts(relations.standard)
    results = tuple(_verified(assistant, facts, citation, standard) for citation in citations)
    holding = sum(r.holds for r in results)
    return Verification(
        standard=relations.standard.code, all_hold=holding == len(results), holding=holding, results=results
    )


def _verified(assistant: Assistant, facts: Facts, citation: CitationClaimed, standard: str | None) -> CitationVerified:
    items = assistant.relations(standard).find(citation.code)
    if not items:
        near = unknown(assistant, citation.code, standard).nearest
        return CitationVerified(
            code=citation.code,
            holds=False,
            exists=False,
            says_that=False if citation.quote else None,
            match="different" if citation.quote else None,
            stands_in_relation=False if citation.relation else None,
            at_level=None if citation.level is None else False,
            reasons=(f"The standard has no {citation.code}.",),
            printed=(),
            nearest=near,
        )
    reasons: list[str] = []
    match = _match(assistant, items, citation.quote, standard) if citation.quote.strip() else None
    if match == "different":
        reasons.append(f"{items[0].code} does not say that; its wording is 「{'」「'.join(i.text for i in items)}」.")
    if match == "gloss":
        reasons.append(f"That is this project's English for {items[0].code}; the source says 「{items[0].text}」.")
    stands = _stands(facts, items[0], citation.relation, reasons) if citation.relation.strip() else None
    level = None if citation.level is None else _level(facts, items, citation.level, reasons)
    parts = [None if match is None else match != "different", level]
    return CitationVerified(
        code=citation.code,
        holds=all(part is not False for part in parts) and (not citation.relation.strip() or stands is True),
        exists=True,
        says_that=parts[0],
        match=match,
        stands_in_relation=stands,
        at_level=level,
        reasons=tuple(reasons),
        printed=tuple(item_found(assistant, item, standard) for item in items),
    )


def _match(assistant: Assistant, items: Sequence[Item], quote: str, standard: str | None) -> Match:
    """How a quotation meets the wording of an item; the best of those printed with the code."""
    wordings = [w for i in items for w in (i.text, *i.details, "".join((i.text, *i.details)))]
    plain = quote.strip().strip('「」『』“”"').strip()
    if plain in wordings:
        return "exact"
    said = normal(fold(plain))
    known = [normal(fold(wording)) for wording in wordings]
    if said in known:
        return "folded"
    if len(said) >= SHORTEST and any(said in wording for wording in known):
        return "part"
    glosses = assistant.glosses(standard)
    return "gloss" if said in {normal(fold(gloss(glosses, item))) for item in items} else "different"


def _stands(facts: Facts, item: Item, relation: str, reasons: list[str]) -> bool | None:
    claimed = claimed_relation(relation)
    if claimed is None:
        reasons.append("The relation could not be read: say it as 'K12 is required by T5', without a denial.")
        return None
    if key(item.code) not in (claimed.below, claimed.above):
        reasons.append(f"The relation does not speak of {item.code}.")
        return False
    return _borne(facts, claimed, reasons)


def _borne(facts: Facts, claimed: ClaimedRelation, reasons: list[str]) -> bool:
    absent = [c for c in (claimed.below, claimed.above) if c not in facts.texts]
    if absent:
        reasons.append(f"The standard has no {absent[0]}.")
        return False
    if facts.bears(Claim(rule="relation", subject=claimed.below, object=claimed.above)):
        return True
    above = sorted(up for low, up in facts.above if low == claimed.below)
    where = f"it hangs on {', '.join(above)}" if above else "it hangs on nothing"
    reasons.append(f"{claimed.below} does not hang on {claimed.above}; {where}.")
    return False


def _level(facts: Facts, items: Sequence[Item], level: int, reasons: list[str]) -> bool:
    printed = sorted({n for i in items for n in facts.levels.get(key(i.code), i.levels)})
    if level in printed:
        return True
    told = f"level {', '.join(map(str, printed))}" if printed else "no level"
    reasons.append(f"{items[0].code} is printed with {told}, not level {level}.")
    return False
