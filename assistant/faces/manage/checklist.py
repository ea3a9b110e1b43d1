"""Rating someone against a standard: indicators and knowledge, skills and attitudes of some tasks or activities.

The four points are this program's own scale. Targets and weights are set by the organisation that uses it; a standard
of this kind has none of the three.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...language.folding import fold
from ...standard.model import Kind
from ...standard.relations import Item, Relations

LOWEST, HIGHEST = 1, 4
"""The four points: not yet, with help, alone, able to teach others."""
POINTS = range(LOWEST, HIGHEST + 1)
ENOUGH = 3
"""The rating from which there is no gap, where the organisation sets no target."""
HEAVIEST = 100
"""The greatest weight; without one an item weighs 1."""
LONGEST = 500
"""Characters of a remark."""
RATED = (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)
"""Kinds that are rated, in the order of the page."""
COMPARED = RATED[:3]
"""Kinds by which tasks and activities stand differently; attitudes are the same for all."""
ABOUT = ("person", "role", "date", "assessor")
"""What a checklist says of who is rated."""
BY_CODE = {"rating": "ratings", "remark": "remarks", "target": "targets", "weight": "weights"}
"""What it says of a code, and the fields that hold it."""

Name = Annotated[str, Field(max_length=100)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class Checklist(BaseModel):
    """What a reader chose and rated; the shape of the file. All but the choice is by code.

    `person` is who is rated, in the `role` and on the day `date`, by `assessor`; any of it may be empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["competency-checklist-1"] = "competency-checklist-1"
    standard: str
    person: Name = ""
    role: Name = ""
    date: Day = ""
    assessor: Name = ""
    chosen: tuple[str, ...] = ()
    ratings: dict[str, int] = Field(default_factory=dict)
    remarks: dict[str, str] = Field(default_factory=dict)
    targets: dict[str, int] = Field(default_factory=dict)
    weights: dict[str, int] = Field(default_factory=dict)

    @property
    def filled(self) -> bool:
        """Whether there is something in it that would have to be done again."""
        return any(getattr(self, field) for field in BY_CODE.values())

    @property
    def own(self) -> bool:
        """Whether people rated themselves: no assessor is named, or the same person."""
        return fold(self.assessor).strip() in ("", fold(self.person).strip())

    def target(self, code: str) -> int:
        """The rating from which an item is no gap."""
        return self.targets.get(code, ENOUGH)

    def weight(self, code: str) -> int:
        """How much an item counts in a mean."""
        return self.weights.get(code, 1)


def rated_items(relations: Relations, chosen: Sequence[str], kinds: Sequence[Kind] = RATED) -> tuple[Item, ...]:
    """What there is to rate under some tasks and activities, each code once; attitudes belong to every choice."""
    found: dict[str, Item] = {}
    for kind in kinds:
        for code in chosen:
            for item in relations.children(kind, None if kind is Kind.ATTITUDE else code):
                if item.code:
                    found.setdefault(item.code, item)
    return tuple(found.values())


def rated(checklist: Checklist, code: str, point: int | None, remark: str) -> Checklist:
    """The checklist with another rating and remark for a code; without where there is none."""
    return _with(checklist, code, ratings=point, remarks=remark or None)


def aimed(checklist: Checklist, code: str, target: int | None, weight: int | None) -> Checklist:
    """The checklist with another target and weight of the organisation's for a code; without where there is none."""
    return _with(checklist, code, targets=target, weights=weight)


def joined(before: Checklist, after: Checklist) -> Checklist:
    """Two checklists of a standard as one; where both say something, the later one holds."""
    chosen = {"chosen": tuple(dict.fromkeys((*before.chosen, *after.chosen)))}
    by_code = {field: getattr(before, field) | getattr(after, field) for field in BY_CODE.values()}
    about = {field: getattr(after, field) or getattr(before, field) for field in ABOUT}
    return before.model_copy(update=chosen | by_code | about)


def _with(checklist: Checklist, code: str, **said: str | int | None) -> Checklist:
    """The checklist with something else in its fields for a code, or without it (None)."""
    fields = {}
    for name, value in said.items():
        fields[name] = {c: held for c, held in getattr(checklist, name).items() if c != code}
        if value is not None:
            fields[name][code] = value
    return checklist.model_copy(update=fields)
