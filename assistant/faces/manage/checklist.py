"""Rating oneself against a standard: indicators and knowledge, skills and attitudes of some tasks or activities.

A checklist lives with its reader. It is saved to a file of the reader's own, and read back whole or not at all; what
a browser kept of it meanwhile comes back as far as it can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...errors import UsageError
from ...standard.model import Kind
from ...standard.relations import UPPER, Item, Relations

LOWEST, HIGHEST = 1, 4
"""The four points: not yet, with help, alone, able to teach others."""
POINTS = range(LOWEST, HIGHEST + 1)
ENOUGH = 3
"""The rating from which there is no gap."""
RATED = (Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL, Kind.ATTITUDE)
"""Kinds that are rated, in the order of the page."""
COMPARED = RATED[:3]
"""Kinds by which tasks and activities stand differently; attitudes are the same for all."""
FORMAT: Literal["competency-checklist-1"] = "competency-checklist-1"
LARGEST = 1_000_000
"""Characters of a file that are read; a full checklist has some tens of thousands."""


class Unusable(UsageError):
    """A file that is no checklist of the standard; `reason` and `blanks` say why, for whoever words it."""

    def __init__(self, reason: str, **blanks: str | int) -> None:
        super().__init__(f"The file is not a usable checklist: {reason} {blanks or ''}".rstrip())
        self.reason, self.blanks = reason, blanks


class Checklist(BaseModel):
    """What a reader chose and rated; the shape of the file. Ratings and remarks are by code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["competency-checklist-1"] = FORMAT
    standard: str
    chosen: tuple[str, ...] = ()
    ratings: dict[str, int] = Field(default_factory=dict)
    remarks: dict[str, str] = Field(default_factory=dict)

    @property
    def filled(self) -> bool:
        """Whether there is something in it that would have to be done again."""
        return bool(self.ratings or self.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An item rated too low, where it is needed, and how much is missing: 1 to 2 points."""

    item: Item
    rating: int
    tasks: tuple[str, ...]

    @property
    def missing(self) -> int:
        """Points up to enough."""
        return ENOUGH - self.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a task or activity stands: the rating of each of its items by kind, None for what is not rated."""

    place: Item
    ratings: Mapping[Kind, tuple[int | None, ...]]

    def given(self, kind: Kind) -> list[int]:
        """The ratings there are of a kind."""
        return [rating for rating in self.ratings[kind] if rating is not None]

    @property
    def rated(self) -> int:
        """Items rated."""
        return sum(len(self.given(kind)) for kind in self.ratings)

    @property
    def whole(self) -> int:
        """Items there are."""
        return sum(map(len, self.ratings.values()))

    @property
    def means(self) -> dict[Kind, float]:
        """The mean rating, 1 to 4, of each kind of which something is rated."""
        return {kind: sum(given) / len(given) for kind in self.ratings if (given := self.given(kind))}


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
    ratings = {c: n for c, n in checklist.ratings.items() if c != code} | ({code: point} if point else {})
    remarks = {c: words for c, words in checklist.remarks.items() if c != code} | ({code: remark} if remark else {})
    return checklist.model_copy(update={"ratings": ratings, "remarks": remarks})


def gaps(relations: Relations, checklist: Checklist) -> tuple[Gap, ...]:
    """What is rated too low, the lowest rating first; of one rating indicators first, then in printed order."""
    found = []
    for item in rated_items(relations, checklist.chosen):
        rating = checklist.ratings.get(item.code)
        if rating is not None and rating < ENOUGH:
            tasks = tuple(t for t in relations.task_of(item) if _concerns(relations, t, checklist.chosen))
            found.append(Gap(item=item, rating=rating, tasks=tasks))
    return tuple(sorted(found, key=lambda g: g.rating))


def progress(relations: Relations, checklist: Checklist) -> tuple[int, int]:
    """How many of the items chosen are rated, and how many are not yet."""
    given = [i.code in checklist.ratings for i in rated_items(relations, checklist.chosen)]
    return sum(given), len(given) - sum(given)


def gaps_by_task(relations: Relations, checklist: Checklist) -> tuple[tuple[Item | None, tuple[Gap, ...]], ...]:
    """The gaps under each task that needs them, in printed order; last, under no task, the attitudes."""
    found = gaps(relations, checklist)
    tasks = [(task, tuple(g for g in found if task.code in g.tasks)) for task in relations.of_kind(Kind.TASK)]
    groups: list[tuple[Item | None, tuple[Gap, ...]]] = [*tasks, (None, tuple(g for g in found if not g.tasks))]
    return tuple((task, own) for task, own in groups if own)


def standings(relations: Relations, checklist: Checklist) -> tuple[Standing, ...]:
    """How each place chosen stands."""

    def ratings(kind: Kind, code: str) -> tuple[int | None, ...]:
        return tuple(checklist.ratings.get(item.code) for item in relations.children(kind, code))

    return tuple(
        Standing(place=relations.get(code), ratings={kind: ratings(kind, code) for kind in COMPARED})
        for code in checklist.chosen
    )


def _concerns(relations: Relations, task: str, chosen: Sequence[str]) -> bool:
    return any(task in (code, *relations.task_of(relations.get(code))) for code in chosen)


def save(checklist: Checklist) -> str:
    """The file's text."""
    return checklist.model_dump_json(indent=2)


def load(text: str, relations: Relations) -> Checklist:
    """Read a file back.

    :raises Unusable: when it is no checklist, one of another standard, or names what the standard does not have.
    """
    read, kinds = _read(text, relations), _kinds(relations)
    strange = [c for c in read.chosen if kinds.get(c) not in UPPER]
    strange += [c for c in (*read.ratings, *read.remarks) if kinds.get(c) not in RATED]
    if strange:
        raise Unusable("code", code=strange[0][:40], own=read.standard)
    if any(point not in POINTS for point in read.ratings.values()):
        raise Unusable("rating", lowest=LOWEST, highest=HIGHEST)
    return read


def recovered(text: str, relations: Relations) -> Checklist:
    """What can be read of a checklist that was kept; empty where the text is none of this standard.

    What the standard does not have, or no longer has, is left out.
    """
    try:
        read = _read(text, relations)
    except Unusable:
        return Checklist(standard=relations.standard.code)
    kinds = _kinds(relations)
    return Checklist(
        standard=read.standard,
        chosen=tuple(dict.fromkeys(c for c in read.chosen if kinds.get(c) in UPPER)),
        ratings={c: point for c, point in read.ratings.items() if kinds.get(c) in RATED and point in POINTS},
        remarks={c: words for c, words in read.remarks.items() if kinds.get(c) in RATED},
    )


def joined(before: Checklist, after: Checklist) -> Checklist:
    """Two checklists of a standard as one; where both say something, the later one holds."""
    return before.model_copy(
        update={
            "chosen": tuple(dict.fromkeys((*before.chosen, *after.chosen))),
            "ratings": before.ratings | after.ratings,
            "remarks": before.remarks | after.remarks,
        }
    )


def _read(text: str, relations: Relations) -> Checklist:
    """The checklist that a text is, of this standard.

    :raises Unusable: when it is none.
    """
    if len(text) > LARGEST:
        raise Unusable("large")
    try:
        read = Checklist.model_validate_json(text)
    except ValidationError as error:
        raise Unusable("form", field=".".join(map(str, error.errors()[0]["loc"])) or "JSON") from error
    own = relations.standard.code
    if read.standard != own:
        raise Unusable("standard", other=read.standard[:40], own=own)
    return read


def _kinds(relations: Relations) -> dict[str, Kind]:
    return {i.code: i.kind for i in relations.items}
