"""Lines → sections, pages, rows and cells, each character still at its place in the source.

Only layout is known here: which line heads what, and which column a cell stands in. Columns are known
by their heading, never by their position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.errors import Malformed
from assistant.standard.model import Span

from .source import Source


class Column(StrEnum):
    """A column of the table."""

    TASK = "task"
    ACTIVITY = "activity"
    OUTPUT = "output"
    INDICATOR = "indicator"
    LEVEL = "level"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"


_NAMES = {
    Column.TASK: "工作任務",
    Column.ACTIVITY: "工作活動",
    Column.OUTPUT: "工作產出",
    Column.INDICATOR: "行為指標",
    Column.LEVEL: "職能級別",
    Column.KNOWLEDGE: "職能內涵 (K=knowledge 知識)",
    Column.SKILL: "職能內涵 (S=skills 技能)",
}
_HEADINGS = (
    (re.compile("工作任務"), Column.TASK),
    (re.compile("工作活動"), Column.ACTIVITY),
    (re.compile("工作產出"), Column.OUTPUT),
    (re.compile("行為指標"), Column.INDICATOR),
    (re.compile("職能級別"), Column.LEVEL),
    (re.compile(r"(?:職能內涵)?\(?(?:K=)?(?:knowledge)?知識(?:K|\(K\))?\)?", re.I), Column.KNOWLEDGE),
    (re.compile(r"(?:職能內涵)?\(?(?:S=)?(?:skills?)?技能(?:S|\(S\))?\)?", re.I), Column.SKILL),
)
_DUTY = "主要職責"
_WIDTH = str.maketrans("（）＝", "()=")
_ATTITUDES = re.compile(r"(?:職能內涵)?\(?(?:A=)?(?:attitudes?)?態度\)?", re.I)
_NOTES = re.compile(r"【?說明與補充事項】?:?")
_VERSIONS = {"版本", "狀態"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands in one line of the source, from character `start` of line `line` on."""

    text: str
    line: int
    start: int

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text.strip()

    @property
    def span(self) -> Span:
        """Where its printed part stands."""
        inner = self.text.strip()
        start = self.start + self.text.find(inner)
        return Span(self.line, start, start + len(inner))

    def after(self, count: int) -> Piece:
        """The piece without its first `count` characters."""
        return Piece(self.text[count:], self.line, self.start + count)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row of the table; `first` on its page it may go on with what the page before began."""

    line: int
    first: bool
    cells: dict[Column, Piece]


@dataclass(slots=True)
class Layout:
    """A document in its sections. `furniture` is where headings stand: printed, but no content."""

    title: Piece | None = None
    versions: list[list[Piece]] = field(default_factory=list)
    profile: list[list[Piece]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    attitudes: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    pages: int = 0


def squeeze(text: str) -> str:
    """A label or heading without blanks and with narrow brackets, for comparison."""
    return re.sub(r"\s+", "", text).translate(_WIDTH).replace("：", ":")


def cells(text: str, line: int) -> list[Piece]:
    """The cells of a line, which tabs part."""
    found, start = [], 0
    for cell in text.split("\t"):
        found.append(Piece(cell, line, start))
        start += len(cell) + 1
    return found


def lay_out(source: Source) -> Layout:
    """Find the sections of a document and the rows and columns of its table.

    :raises Malformed: when a section or column is missing, unknown or printed twice.
    """
    layout = Layout()
    reader = _Reader(source.name, layout)
    for number, text in enumerate(source.lines, 1):
        reader.take(cells(text, number), text.strip())
    reader.finish(len(source.lines))
    return layout


class _Reader:
    """Goes down the lines once; `place` is the section it is in."""

    def __init__(self, name: str, layout: Layout) -> None:
        self.name = name
        self.layout = layout
        self.place = "front"
        self.columns: list[Column] = []
        self.first = False

    def take(self, row: list[Piece], text: str) -> None:
        """Sort one line into its section.

        :raises Malformed: when it belongs to none, or starts a section out of order.
        """
        if not text:
            self._gap(row)
            return
        label = squeeze(text)
        if _ATTITUDES.fullmatch(label):
            self._enter("attitudes", row, {"table", "attitudes"})
        elif _NOTES.fullmatch(label):
            self._enter("notes", row, {"attitudes"})
        elif headings := self._headings(row):
            self._enter("table", row, {"front", "versions", "table"})
            self.columns = headings
            self.first = True
            self.layout.pages += 1
        elif {squeeze(cell.text) for cell in row} >= _VERSIONS:
            self._enter("versions", row, {"front"}, furniture=False)
            if self.layout.versions:
                raise Malformed(
                    f"{self.name}, line {row[0].line}: a second version history; give each standard a file."
                )
            self.layout.versions.append(row)
        else:
            self._content(row)

    def _gap(self, row: list[Piece]) -> None:
        if len(row) == 1:
            self.first = True
            if self.place == "versions":
                self.place = "front"

    def _content(self, row: list[Piece]) -> None:
        layout = self.layout
        whole = Piece("\t".join(cell.text for cell in row), row[0].line, 0)
        if self.place == "table":
            layout.rows.append(self._row(row))
            self.first = False
        elif self.place == "versions":
            layout.versions.append(row)
        elif self.place == "attitudes":
            layout.attitudes.append(whole)
        elif self.place == "notes":
            layout.notes.append(whole)
        elif len(row) > 1:
            layout.profile.append(row)
        elif layout.title is None and not layout.profile:
            layout.title = row[0]
        else:
            raise Malformed(
                f"{self.name}, line {row[0].line}: a line that belongs to no section of a competency standard; "
                "remove or move it."
            )

    def _enter(self, place: str, row: list[Piece], allowed: set[str], *, furniture: bool = True) -> None:
        line = row[0].line
        if self.place not in allowed:
            raise Malformed(
                f"{self.name}, line {line}: the section {squeeze(row[0].text)[:20]} stands after {self.place}; "
                "the document is out of order, incomplete, or holds a second standard."
            )
        self.place = place
        if furniture:
            self.layout.furniture += [cell.span for cell in row if not cell.blank]

    def _row(self, row: list[Piece]) -> Row:
        line = row[0].line
        if any(not cell.blank for cell in row[len(self.columns) :]):
            raise Malformed(
                f"{self.name}, line {line}: {len(row)} cells under {len(self.columns)} headings; mend the row."
            )
        return Row(line, self.first, {c: cell for c, cell in zip(self.columns, row, strict=False) if not cell.blank})

    def _headings(self, row: Sequence[Piece]) -> list[Column]:
        """The columns of a heading row; empty when the row is no heading.

        :raises Malformed: when one of the headings is unknown, printed twice, or missing.
        """
        labels = [squeeze(cell.text) for cell in row]
        while labels and not labels[-1]:
            labels.pop()
        found = list(_recognised(labels))
        if len(row) < 3 or sum(column is not None for column in found) < 3:
            return []
        where = f"{self.name}, line {row[0].line}"
        for label, column in zip(labels, found, strict=True):
            if column is None:
                raise Malformed(
                    f"{where}: the heading 「{label}」 is unknown; expected are {'、'.join(_NAMES.values())}."
                )
            if found.count(column) > 1:
                raise Malformed(f"{where}: the heading 「{label}」 stands twice; each column needs its own.")
        known = [column for column in found if column]
        for column, name in _NAMES.items():
            if column not in known and column is not Column.LEVEL:
                raise Malformed(f"{where}: the column 「{name}」 is missing; add it.")
        return known

    def finish(self, lines: int) -> None:
        """Refuse a document that lacks a section.

        :raises Malformed: when it does.
        """
        layout = self.layout
        if not (layout.profile or layout.rows or layout.pages):
            raise Malformed(f"{self.name}: neither a profile nor a table of tasks; this is no competency standard.")
        for there, what in (
            (layout.profile, "profile (職能基準代碼 …)"),
            (layout.rows, "table of tasks (工作任務 …)"),
            (self.place in {"attitudes", "notes"}, "section 職能內涵 (A=attitude 態度)"),
            (self.place == "notes", "section 說明與補充事項"),
        ):
            if not there:
                raise Malformed(
                    f"{self.name}: the {what} is missing before the end at line {lines}; "
                    "the file is cut off or no competency standard."
                )


def _recognised(labels: Sequence[str]) -> Iterator[Column | None]:
    duties = _DUTY in labels
    for label in labels:
        column = next((column for pattern, column in _HEADINGS if pattern.fullmatch(label)), None)
        if duties and label == _DUTY:
            column = Column.TASK
        elif duties and column is Column.TASK:
            column = Column.ACTIVITY
        yield column
