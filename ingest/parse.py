"""A source document → its standard, in named steps: layout, entries, cells, items, profile, remarks, errata."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from assistant.errors import CorpusError, Lossy
from assistant.standard.code import key, numbers
from assistant.standard.model import Activity, Box, Indicator, Knowledge, Output, Skill, Span, Standard, Task

from .cells import Chapter, MergedRows, chapters
from .columns import Strand, StrandItem
from .errata import errata
from .form import FORM, PrintedColumn
from .layout import lay_out
from .profile import read_attitudes, read_notes, read_profile
from .repair import MendedWording, Observed, Repair
from .rows import Source, where
from .table import SHAPES, TableRow, entries

_Form = TypeVar("_Form", Knowledge, Skill)
Read = tuple[StrandItem, MendedWording]
"""An item with its wording."""
_ALIKE = 0.5  # similarity from which two wordings under one code count as one item printed in two ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A standard read from a document.

    `furniture` is where the document prints headings, labels and dashes, which are no content; `pages` is how
    many pages it has, for a text how many times the table's heading stands; `cuts` how many items a page end broke.
    """

    source: Source
    standard: Standard
    furniture: tuple[Span, ...]
    pages: int
    cuts: int


def parse(source: Source) -> Parsed:
    """Read the standard that a document holds.

    :raises Malformed: when it is no standard, not a whole one, or more than one.
    :raises Lossy: when some code or text of it could not be placed.
    """
    try:
        return _parse(source)
    except CorpusError as error:
        entry = "document.at_place" if "where" in error.values else "document.in_file"
        raise type(error)(entry, name=source.name, fault=error) from error


def _parse(source: Source) -> Parsed:
    layout = lay_out(source)
    observed = Observed(repair=Repair(source.text), furniture=layout.furniture)
    reader = _Reader(observed)
    tasks = tuple(reader.task(chapter) for chapter in chapters(entries(layout.rows)))
    head = read_profile(layout, observed)
    attitudes = read_attitudes(layout.attitudes, observed)
    remarks = read_notes(layout.notes, observed)
    observed.conflicts += [*reader.knowledge.conflicts(), *reader.skills.conflicts()]
    standard = replace(
        head,
        tasks=tasks,
        knowledge=reader.knowledge.items(Knowledge),
        skills=reader.skills.items(Skill),
        attitudes=attitudes,
        notes=tuple(remarks["notes"]),
        prerequisites=tuple(remarks["prerequisites"]),
        places={target: tuple(spans) for target, spans in observed.places.items()},
    )
    return Parsed(
        source=source,
        standard=replace(standard, errata=errata(standard, observed)),
        furniture=tuple(observed.furniture),
        pages=max((at.page for at in source.places.values() if isinstance(at, Box)), default=layout.pages),
        cuts=sum(item.cut for item, _ in observed.worded),
    )


class _Reader:
    """Reads the items of the table and keeps what is seen on the way."""

    def __init__(self, observed: Observed) -> None:
        self.observed = observed
        self.knowledge, self.skills = _Catalogue(), _Catalogue()

    def task(self, chapter: Chapter) -> Task:
        first = chapter.items[0]
        name = self._worded(first)
        activities: list[Activity] = []
        cells: list[tuple[int, ...]] = []
        for group in chapter.groups:
            knowledge = self._codes(group, PrintedColumn.KNOWLEDGE, self.knowledge)
            skills = self._codes(group, PrintedColumn.SKILL, self.skills)
            before = len(activities)
            for entry in group.entries:
                level = group.level if entry.level is None else None if entry.several else entry.level
                for activity in self._activities(entry):
                    if remark := entry.remark:
                        self.observed.levels.append((activity.code, remark, entry.several))
                    activities.append(replace(activity, level=level, knowledge=knowledge, skills=skills))
            cells.append(tuple(range(before, len(activities))))
        return Task(
            code=first.code or "",
            name=name.text,
            activities=tuple(activities),
            cells=tuple(cells),
            spans=_spans(chapter.items),
        )

    def _activities(self, entry: TableRow) -> Iterator[Activity]:
        """Read what stands in a row of its own: an activity, or several in one cell.

        Outputs and indicators belong to the activity that their numbers name, or else to that of the one before.
        """
        strand = entry.strand(PrintedColumn.ACTIVITY)
        named: dict[str, list[StrandItem]] = {}
        for item in strand.items(SHAPES[PrintedColumn.ACTIVITY]):
            named.setdefault(key(item.code) if item.code else "", []).append(item)
        if not named or "" in named:
            raise Lossy("document.no_activity", where=entry.where, text=strand.text.strip()[:20])
        names = {own: self._worded(items[0]).text for own, items in named.items()}
        outputs, indicators = (
            _shared(self._items(entry.strand(column), column), named)
            for column in (PrintedColumn.OUTPUT, PrintedColumn.INDICATOR)
        )
        for own, items in named.items():
            yield Activity(
                code=items[0].code or "",
                name=names[own],
                level=None,
                outputs=tuple(
                    Output(code=item.code, name=" ■ ".join((wording.text, *wording.details)), spans=item.spans)
                    for item, wording in outputs[own]
                ),
                indicators=tuple(
                    Indicator(code=item.code, text=wording.text, spans=item.spans) for item, wording in indicators[own]
                ),
                spans=_spans(items),
            )

    def _codes(self, group: MergedRows, column: PrintedColumn, catalogue: _Catalogue) -> tuple[str, ...]:
        """Read the items of a merged cell into their catalogue; returns their codes, each once, as printed."""
        found: dict[str, str] = {}
        for item, wording in self._items(group.strand(column), column):
            if item.code is None:
                place, text = where(item.spans[0]), item.printed[:20]
                raise Lossy("document.no_code", where=place, text=text, column=FORM.names[column])
            catalogue.add(item.code, wording, item.spans)
            if key(item.code) in found:
                self.observed.doubled.append(item.code)
            found.setdefault(key(item.code), item.code)
        return tuple(found.values())

    def _items(self, strand: Strand, column: PrintedColumn) -> Iterator[Read]:
        """The items of a strand with their wording; marks that say there is none are furniture."""
        for item in strand.items(SHAPES[column]):
            if item.code is None and FORM.nothing.fullmatch(item.printed):
                self.observed.furniture += item.spans
            else:
                yield item, self._worded(item, plain=column is PrintedColumn.INDICATOR)

    def _worded(self, item: StrandItem, *, plain: bool = False) -> MendedWording:
        repair = self.observed.repair
        wording = repair.plain(item) if plain else repair.named(item)
        self.observed.worded.append((item, wording))
        return wording


def _spans(items: Iterable[StrandItem]) -> tuple[Span, ...]:
    return tuple(span for item in items for span in item.spans)


def _shared(read: Iterable[Read], activities: Iterable[str]) -> dict[str, list[Read]]:
    """Items of a row by the activity of it that they belong to."""
    found: dict[str, list[Read]] = {activity: [] for activity in activities}
    owner = next(iter(found))
    for item in read:
        code = item[0].code
        owner = next((own for own in found if code and numbers(code)[:2] == numbers(own)), owner)
        found[owner].append(item)
    return found


@dataclass(slots=True)
class _Printed:
    code: str
    wordings: list[MendedWording]
    spans: list[Span]

    @property
    def best(self) -> MendedWording:
        """The wording printed most often; of equals the longest, since what is cut is shorter."""
        counts = Counter(map(_form, self.wordings))
        return max(self.wordings, key=lambda wording: (counts[_form(wording)], len(_form(wording))))


class _Catalogue:
    """Items by code. One code printed with two unlike wordings gives two items."""

    def __init__(self) -> None:
        self._entries: dict[str, list[_Printed]] = {}

    def add(self, code: str, wording: MendedWording, spans: tuple[Span, ...]) -> None:
        known = self._entries.setdefault(key(code), [])
        for entry in known:
            if _alike(_form(entry.wordings[0]), _form(wording)):
                entry.wordings.append(wording)
                entry.spans += spans
                return
        known.append(_Printed(code, [wording], list(spans)))

    def items(self, form: Callable[..., _Form]) -> tuple[_Form, ...]:
        return tuple(
            form(code=entry.code, name=entry.best.text, details=entry.best.details, spans=tuple(entry.spans))
            for code in sorted(self._entries, key=numbers)
            for entry in self._entries[code]
        )

    def conflicts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Codes printed in several wordings, with these; the one that was kept comes first."""
        for known in self._entries.values():
            forms = {_form(w): w.text for entry in known for w in (entry.best, *entry.wordings)}
            if len(forms) > 1:
                yield known[0].code, tuple(forms.values())


def _form(wording: MendedWording) -> str:
    return "".join("■".join((wording.text, *wording.details)).split())


def _alike(first: str, second: str) -> bool:
    if first.startswith(second) or second.startswith(first):
        return True
    return SequenceMatcher(None, first[:400], second[:400], autojunk=False).ratio() >= _ALIKE
