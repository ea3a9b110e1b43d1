"""What a search finds, grouped by kind: codes as typed, wording as typed, then what retrieval holds to be near."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ...language.folding import fold
from ...question.codes import mentions
from ...retrieval.calibration import calibration
from ...retrieval.port import Retrieve
from ...retrieval.words import literal
from ...standard.code import key
from ...standard.model import Kind
from ...standard.relations import Item, Relations

Reason = Literal["code", "words", "near"]
NEAR = 0.75
"""Share of the best score that an item must reach to be shown for its nearness alone."""
MOST = 20
"""Items asked of retrieval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """An item and why it was found."""

    item: Item
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItems:
    """What a search came to, kind by kind, best first. `unknown` are codes that the standard does not have."""

    found: tuple[FoundItem, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def groups(self) -> dict[Kind, list[FoundItem]]:
        """What was found of each kind."""
        return {kind: list(own) for kind, own in groupby(self.found, lambda found: found.item.kind)}


def search(text: str, relations: Relations, glosses: Mapping[str, str], retrieve: Retrieve) -> FoundItems:
    """Look for codes or words. A text of codes alone finds these items and nothing merely near.

    :raises EmbeddingError: when retrieval needs a model that cannot be loaded.
    """
    codes, rest = written_codes(text)
    held = {code: relations.find(code) or _below(code, relations) for code in codes}
    found = {id(item): FoundItem(item=item, reason="code") for items in held.values() for item in items}
    for item, reason in _worded(text, relations, glosses, retrieve) if rest else ():
        found.setdefault(id(item), FoundItem(item=item, reason=reason))
    kinds = list(dict.fromkeys(entry.item.kind for entry in found.values()))
    return FoundItems(
        found=tuple(sorted(found.values(), key=lambda entry: kinds.index(entry.item.kind))),
        unknown=tuple(code for code, items in held.items() if not items),
    )


def _below(code: str, relations: Relations) -> tuple[Item, ...]:
    """The items whose codes begin with one that stands for no item itself: of `P5` and `P5.1`, the indicators."""
    return tuple(item for item in relations.items if item.code and key(item.code).startswith(f"{code}."))


def written_codes(text: str) -> tuple[tuple[str, ...], bool]:
    """The codes written in a text, and whether it says anything besides."""
    folded = fold(text)
    found = mentions(folded, folded)
    rest = list(folded)
    for mention in found:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    said = any(char.isalnum() for char in rest)
    return tuple(dict.fromkeys(code for mention in found for code in mention.codes)), said


def _worded(
    text: str, relations: Relations, glosses: Mapping[str, str], retrieve: Retrieve
) -> Iterator[tuple[Item, Reason]]:
    for item in literal(fold(text).strip(), relations, glosses):
        yield item, "words"
    findings = retrieve(text, None, MOST)
    if findings.beyond or findings.support < calibration().thresholds.least:  # as the chat would refuse
        return
    for found in findings.items:
        if found.score >= NEAR * findings.items[0].score:
            for item in relations.find(found.code):
                yield item, "near"
