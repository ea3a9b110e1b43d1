"""The domain: one occupational competency standard, as the table prints it.

Pure values. Nothing here reads a file, knows a language or answers a question.
Wording is the source's own, repaired only where the layout broke it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a coded item is. The order is the order of the table."""

    TASK = "task"
    ACTIVITY = "activity"
    OUTPUT = "output"
    INDICATOR = "indicator"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ATTITUDE = "attitude"

    __hash__ = str.__hash__  # the same as its value's, and without a call into Python


class Box(NamedTuple):
    """A rectangle on a page, which counts from 1; from the page's upper left corner, in points.

    `recognised` tells that the page is a scan, and what stands there was made out by a program.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    recognised: bool = False

    @property
    def where(self) -> str:
        """Its page, for a message; `mark` says it in short."""
        return f"page {self.page}"

    @property
    def mark(self) -> str:
        return str(self.page)


class Slot(NamedTuple):
    """A row of a table, both counted from 1; of table 0, which is none, a paragraph outside of all tables."""

    table: int
    row: int

    @property
    def where(self) -> str:
        """What it is, for a message; `mark` says it in short."""
        return f"table {self.table} row {self.row}" if self.table else f"paragraph {self.row}"

    @property
    def mark(self) -> str:
        return f"{self.table}.{self.row}" if self.table else f"¶{self.row}"


class Span(NamedTuple):
    """Part of one line of the source: characters [start, end) of line `line`, which counts from 1.

    `at` is where the cell that holds them stands, in a source that has pages or else tables.
    """

    line: int
    start: int
    end: int
    at: Box | Slot | None = None

    @property
    def where(self) -> str:
        """Its page, or its table and row, or else its line, for a message."""
        return self.at.where if self.at else f"line {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A work product of an activity."""

    code: str | None
    name: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An observable behaviour of an activity."""

    code: str | None
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """What an activity takes; `details` are the bullets printed under it."""

    code: str
    name: str
    details: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Knowledge(Competence):
    """What has to be known."""

    __slots__ = ()


class Skill(Competence):
    """What has to be mastered."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """An attitude. It hangs on the standard as a whole, never on a task."""

    code: str | None
    name: str
    definition: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A row of the table. `knowledge` and `skills` are the codes of the merged cell the row lies in."""

    code: str
    name: str
    level: int | None
    outputs: tuple[Output, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    knowledge: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        """Its level, if one is printed."""
        return () if self.level is None else (self.level,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task and its activities.

    `cells` groups the positions of `activities` (from 0) by the merged cell that holds their level,
    knowledge and skills: ((0, 1, 2),) when they hang on the whole task, ((0,), (1,), (2,)) when each
    activity has its own. It decides how fine a relation an answer may claim.
    """

    code: str
    name: str
    activities: tuple[Activity, ...]
    cells: tuple[tuple[int, ...], ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        """The distinct levels of its activities, rising; empty when none is printed."""
        return tuple(sorted({level for activity in self.activities for level in activity.levels}))

    @property
    def whole(self) -> bool:
        """Whether all its activities share one cell: their knowledge and skills then hang on the task."""
        return len(self.activities) > 1 and len(self.cells) == 1

    @property
    def blocks(self) -> tuple[tuple[Activity, ...], ...]:
        """Its activities by the merged cell they lie in."""
        return tuple(tuple(self.activities[position] for position in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """A category, occupation or industry: its name and its code."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A line of the version history, as printed."""

    version: str
    code: str
    name: str
    status: str
    note: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """Something odd in the source, kept as printed.

    `code` is where it stands and `related` the other codes concerned; `message` says it in Traditional Chinese.
    For other languages `kind` and `form` name what says it, and `values` are what it says it of: wording of the
    source, numbers, codes one after another.
    """

    code: str | None
    kind: str
    form: str
    values: Mapping[str, int | str | tuple[str, ...]]
    message: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A whole standard. `places` maps a profile field to where it is printed."""

    code: str
    name: str
    level: int | None
    description: str
    categories: tuple[Classified, ...] = ()
    occupations: tuple[Classified, ...] = ()
    industries: tuple[Classified, ...] = ()
    versions: tuple[Version, ...] = ()
    tasks: tuple[Task, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    skills: tuple[Skill, ...] = ()
    attitudes: tuple[Attitude, ...] = ()
    prerequisites: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    errata: tuple[Erratum, ...] = ()
    places: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def version(self) -> Version | None:
        """The line of the version history that is about the standard itself."""
        return next((version for version in self.versions if version.code == self.code), None)
