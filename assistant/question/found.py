"""What running a form gives: items, and the evidence that made them members."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from ..retrieval.port import Taken
from ..standard.address import address
from ..standard.model import Kind
from ..standard.relations import Item
from .form import Set


@dataclass(frozen=True, slots=True)
class WholeList:
    """The complete list of a kind under one item (None: in the standard)."""

    parent: Item | None
    kind: Kind
    items: tuple[Item, ...]


@dataclass(slots=True)
class SetEvidence:
    """What made items members of a set: relations, counts and levels that the proof derives a second time.

    `groups` are complete lists, `coarse` says for which item the table gives a kind only for a whole task, `texts`
    whether an item's wording holds a text, `details` whether sub-points are printed under it.
    """

    relations: dict[tuple[str, str], None] = field(default_factory=dict)
    counts: dict[tuple[Kind, str], int] = field(default_factory=dict)
    levels: dict[tuple[str, int], None] = field(default_factory=dict)
    texts: dict[tuple[str, str, bool], None] = field(default_factory=dict)
    details: dict[str, bool] = field(default_factory=dict)
    coarse: dict[tuple[Kind, str, str], None] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    groups: list[WholeList] = field(default_factory=list)

    def merge(self, other: SetEvidence) -> None:
        """Take over what the evaluation of a part found; its complete lists are none of the whole."""
        self.relations |= other.relations
        self.counts |= other.counts
        self.levels |= other.levels
        self.texts |= other.texts
        self.details |= other.details
        self.coarse |= other.coarse
        self.taken += [t for t in other.taken if t not in self.taken]

    def told_from(self, standard: str) -> SetEvidence:
        """The same with the addresses of the items, as it is told from another standard than theirs."""

        def at(code: str) -> str:
            return address(standard, code)

        return SetEvidence(
            relations={(at(child), at(parent)): None for child, parent in self.relations},
            counts={(kind, at(code)): n for (kind, code), n in self.counts.items()},
            levels={(at(code), level): None for code, level in self.levels},
            texts={(at(code), text, yes): None for code, text, yes in self.texts},
            details={at(code): value for code, value in self.details.items()},
            coarse={(kind, at(code), at(place)): None for kind, code, place in self.coarse},
        )


@dataclass(frozen=True, slots=True)
class Result:
    """The items of a set in the order of the table, with the evidence."""

    items: tuple[Item, ...]
    evidence: SetEvidence

    @property
    def whole(self) -> bool:
        """Whether the items are just the complete lists of `evidence.groups`."""
        held = {id(i) for g in self.evidence.groups for i in g.items}
        return bool(self.evidence.groups) and held == {id(i) for i in self.items}


class SetEvaluator(Protocol):
    """The evaluator of sets."""

    def __call__(self, form: Set, /) -> Result: ...
