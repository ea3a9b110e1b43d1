"""Rows of cells → the sections of a standard and the columns of its table, each character still at its place.

Only layout is known here: which row heads what, and which column a cell stands in. Columns are known by their heading,
never by their position.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.errors import Malformed
from assistant.standard.model import Span

from .form import FORM, Column, squeeze
from .rows import Piece, Source

_AFTER = {
    "versions": ("front",),
    "table": ("front", "versions", "table"),
    "attitudes": ("table", "attitudes"),
    "notes": ("attitudes",),
}
"""The sections that each section may come after."""


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row of the table; `first` on its page it may go on with what the page before began."""

    where: str
    first: bool
    cells: dict[Column, Piece]


@dataclass(slots=True)
class Layout:
    """A document in its sections. `furniture` is where headings and levels stand: printed, but no items."""

    title: Piece | None = None
    versions: list[list[Piece]] = field(default_factory=list)
    profile: list[list[Piece]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    attitudes: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    pages: int = 0


def lay_out(source: Source) -> Layout:
    """Find the sections of a document and the rows and columns of its table.

    :raises Malformed: when a section or column is missing, unknown or printed twice.
    """
    reader = _Reader()
    for row in source.rows:
        if not all(cell.blank for cell in row):
            reader.take(row)
        elif len(row) == 1:
            reader.gap()
    reader.finish(source.where(len(source.cells)))
    return reader.layout


class _Reader:
    """Goes down the rows once; `place` is the section it is in."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.place = "front"
        self.columns: list[Column] = []
        self.first = False

    def gap(self) -> None:
        """Note that a page, or the version history, may end here."""
        self.first = True
        if self.place == "versions":
            self.place = "front"

    def take(self, row: list[Piece]) -> None:
        """Sort one row into its section."""
        label = squeeze("".join(cell.text for cell in row))
        if FORM.attitudes.fullmatch(label):
            self._enter("attitudes", row)
        elif FORM.notes.fullmatch(label):
            self._enter("notes", row)
        elif headings := _headings(row):
            self._enter("table", row)
            self.columns = headings
            self.first = True
            self.layout.pages += 1
        elif {squeeze(cell.text) for cell in row} >= FORM.versions:
            self._enter("versions", row)
            if self.layout.versions:
                raise Malformed(f"{row[0].where}: a second version history; give each standard a file.")
            self.layout.versions.append(row)
        else:
            self._content(row)

    def _enter(self, place: str, row: list[Piece]) -> None:
        if self.place not in _AFTER[place]:
            raise Malformed(
                f"{row[0].where}: the section {squeeze(row[0].text)[:20]} stands after {self.place}; "
                "the document is out of order, incomplete, or holds a second standard."
            )
        self.place = place
        if place != "versions":
            self.layout.furniture += [cell.span for cell in row if not cell.blank]

    def _content(self, row: list[Piece]) -> None:
        layout = self.layout
        if self.place == "table":
            layout.rows.append(self._row(row))
            self.first = False
        elif self.place == "versions":
            layout.versions.append(row)
        elif self.place != "front":
            lines = layout.attitudes if self.place == "attitudes" else layout.notes
            lines.append(replace(row[0], text="\t".join(cell.text for cell in row)))
        elif len(row) > 1:
            layout.profile.append(row)
        elif layout.title is None and not layout.profile:
            layout.title = row[0]
        else:
            raise Malformed(
                f"{row[0].where}: a line that belongs to no section of a competency standard; remove or move it."
            )

    def _row(self, row: list[Piece]) -> Row:
        columns = self.columns
        if any(not cell.blank for cell in row[len(columns) :]):
            raise Malformed(f"{row[0].where}: {len(row)} cells under {len(columns)} headings; mend the row.")
        cells = {column: cell for column, cell in zip(columns, row, strict=False) if not cell.blank}
        if Column.LEVEL in cells:
            self.layout.furniture.append(cells[Column.LEVEL].span)
        return Row(row[0].where, self.first, cells)

    def finish(self, end: str) -> None:
        """Refuse a document that lacks a section."""
        layout = self.layout
        if not (layout.profile or layout.rows or layout.pages):
            raise Malformed("neither a profile nor a table of tasks; this is no competency standard.")
        for there, what in (
            (layout.profile, "profile (職能基準代碼 …)"),
            (layout.rows, "table of tasks (工作任務 …)"),
            (self.place in ("attitudes", "notes"), "section 職能內涵 (A=attitude 態度)"),
            (self.place == "notes", "section 說明與補充事項"),
        ):
            if not there:
                raise Malformed(
                    f"the {what} is missing before the end at {end}; the file is cut off or no competency standard."
                )


def _headings(row: list[Piece]) -> list[Column]:
    """The columns of a heading row; empty when the row is no heading."""
    labels = [squeeze(cell.text) for cell in row]
    while labels and not labels[-1]:
        labels.pop()
    found = FORM.columns(labels)
    known = [column for column in found if column]
    if len(row) < 3 or len(known) < 3:
        return []
    where = row[0].where
    for label, column in zip(labels, found, strict=True):
        if column is None:
            expected = "、".join(FORM.names.values())
            raise Malformed(f"{where}: the heading 「{label}」 is unknown; expected are {expected}.")
        if found.count(column) > 1:
            raise Malformed(f"{where}: the heading 「{label}」 stands twice; each column needs its own.")
    for column, name in FORM.names.items():
        if column not in known and column is not Column.LEVEL:
            raise Malformed(f"{where}: the column 「{name}」 is missing; add it.")
    return known
