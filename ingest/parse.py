"""A source document → its standard, in named steps: layout, entries, cells, items, profile, remarks, errata."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.errors import Lossy
from assistant.standard.code import key
from assistant.standard.model import Activity, Indicator, Output, Span, Standard, Task

from .catalogue import Catalogue
from .cells import NOTHING, Chapter, Group, chapters, level
from .columns import Item, Strand
from .errata import Mended, Observed, errata
from .layout import Column, Layout, lay_out
from .profile import read_profile
from .remarks import read_attitudes, read_notes
from .source import Source
from .table import SHAPES, Entry, entries
from .wording import Repair, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A standard read from a document.

    `furniture` is where the document prints headings, labels and dashes, which are no content; `pages` is how
    many times the table's heading stands; `cuts` how many items a page end broke.
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
    layout = lay_out(source)
    reader = _Reader(source, layout)
    rows = entries(layout.rows, source.name)
    strand, blocks = chapters(rows, source.name)
    tasks = tuple(reader.task(strand, block) for block in blocks)
    profile = read_profile(layout, reader.repair, source.name)
    attitudes = tuple(read_attitudes(layout.attitudes, reader.repair, layout.furniture))
    remarks = read_notes(layout.notes, reader.repair, source.name)
    standard = Standard(
        code=profile.code,
        name=profile.name,
        level=profile.level,
        description=profile.description,
        categories=profile.classes["categories"],
        occupations=profile.classes["occupations"],
        industries=profile.classes["industries"],
        versions=profile.versions,
        tasks=tasks,
        knowledge=reader.knowledge.knowledge(),
        skills=reader.skills.skills(),
        attitudes=attitudes,
        prerequisites=tuple(remarks.prerequisites),
        notes=tuple(remarks.notes),
        places={name: tuple(spans) for name, spans in {**profile.places, **remarks.places}.items()},
    )
    observed = Observed(
        mended=tuple(reader.mended),
        conflicts=(*reader.knowledge.conflicts(), *reader.skills.conflicts()),
        doubled=tuple(reader.doubled),
        empty=tuple(profile.empty),
    )
    return Parsed(
        source=source,
        standard=replace(standard, errata=errata(standard, observed)),
        furniture=(*layout.furniture, *profile.furniture, *remarks.furniture, *reader.furniture),
        pages=layout.pages,
        cuts=reader.cuts,
    )


class _Reader:
    """Reads the items of the table and keeps what is seen on the way."""

    def __init__(self, source: Source, layout: Layout) -> None:
        self.name = source.name
        self.repair = Repair(source.text)
        self.mended: list[Mended] = []
        self.knowledge, self.skills = Catalogue(), Catalogue()
        self.furniture: list[Span] = [row.cells[Column.LEVEL].span for row in layout.rows if Column.LEVEL in row.cells]
        self.doubled: list[str] = []
        self.cuts = 0

    def task(self, strand: Strand, chapter: Chapter) -> Task:
        """Read a task and all that stands beside it."""
        first = chapter.items[0]
        code = first.code or ""
        name = self._named(strand, first)
        activities: list[Activity] = []
        cells: list[tuple[int, ...]] = []
        for group in chapter.groups:
            knowledge = self._codes(group, Column.KNOWLEDGE, self.knowledge)
            skills = self._codes(group, Column.SKILL, self.skills)
            shared = next((n for entry in group.entries if (n := level(entry, self.name))), None)
            cells.append(tuple(range(len(activities), len(activities) + len(group.entries))))
            for entry in group.entries:
                own = level(entry, self.name)
                activities.append(self._activity(entry, shared if own is None else own, knowledge, skills))
        spans = tuple(span for item in chapter.items for span in strand.spans(item.start, item.end))
        return Task(code=code, name=name.text, activities=tuple(activities), cells=tuple(cells), spans=spans)

    def _activity(
        self, entry: Entry, grade: int | None, knowledge: tuple[str, ...], skills: tuple[str, ...]
    ) -> Activity:
        strand = entry.strand(Column.ACTIVITY)
        items = strand.items(SHAPES[Column.ACTIVITY])
        codes = {key(item.code) if item.code else "" for item in items}
        if len(codes) != 1 or "" in codes:
            what = strand.text.strip()[:20]
            raise Lossy(f"{self.name}, line {entry.line}: 「{what}」 should hold the code and name of one activity.")
        name = self._named(strand, items[0])
        return Activity(
            code=items[0].code or "",
            name=name.text,
            level=grade,
            outputs=tuple(self._outputs(entry)),
            indicators=tuple(self._indicators(entry)),
            knowledge=knowledge,
            skills=skills,
            spans=tuple(span for item in items for span in strand.spans(item.start, item.end)),
        )

    def _outputs(self, entry: Entry) -> list[Output]:
        strand = entry.strand(Column.OUTPUT)
        return [
            Output(code=item.code, name=self._flat(self._named(strand, item)), spans=strand.spans(item.start, item.end))
            for item in self._filled(strand, Column.OUTPUT)
        ]

    def _indicators(self, entry: Entry) -> list[Indicator]:
        strand = entry.strand(Column.INDICATOR)
        found = []
        for item in self._filled(strand, Column.INDICATOR):
            wording = self.repair.plain(strand, item.body, item.end)
            self._note(strand, item, wording)
            spans = strand.spans(item.start, item.end)
            found.append(Indicator(code=item.code, text=wording.text, spans=spans))
        return found

    def _codes(self, group: Group, column: Column, catalogue: Catalogue) -> tuple[str, ...]:
        """Read the items of a merged cell into their catalogue; returns their codes, each once, as printed."""
        strand = group.strand(column)
        found: dict[str, str] = {}
        for item in self._filled(strand, column):
            spans = strand.spans(item.start, item.end)
            if item.code is None:
                text = strand.text[item.start : item.end].strip()[:20]
                raise Lossy(
                    f"{self.name}, line {spans[0].line}: 「{text}」 in the column {column} has no code; add it."
                )
            catalogue.add(item.code, self._named(strand, item), spans)
            if key(item.code) in found:
                self.doubled.append(item.code)
            found.setdefault(key(item.code), item.code)
        return tuple(found.values())

    def _filled(self, strand: Strand, column: Column) -> list[Item]:
        """The items of a strand without marks that say there is none."""
        found = []
        for item in strand.items(SHAPES[column]):
            if item.code is None and NOTHING.fullmatch(strand.text[item.start : item.end].strip()):
                self.furniture += strand.spans(item.start, item.end)
            else:
                found.append(item)
        return found

    def _named(self, strand: Strand, item: Item) -> Wording:
        wording = self.repair.named(strand, item.body, item.end)
        self._note(strand, item, wording)
        return wording

    def _note(self, strand: Strand, item: Item, wording: Wording) -> None:
        printed = "".join(strand.text[item.start : item.body].split())
        self.mended.append(Mended(code=item.code, printed=printed, wording=wording))
        self.cuts += strand.joined(item.start, item.end)

    @staticmethod
    def _flat(wording: Wording) -> str:
        return " ■ ".join((wording.text, *wording.details))
