"""Rows of cells → the sections of a standard and the columns of its table, known by their headings alone."""

from dataclasses import dataclass, field, replace

from assistant.errors import Malformed
from assistant.standard.model import Span

from .form import FORM, PrintedColumn, squeeze
from .rows import CellPiece, Source, where
from .table import TableRow

_AFTER = {
    "versions": ("front",),
    "table": ("front", "versions", "table"),
    "attitudes": ("table", "attitudes"),
    "notes": ("attitudes",),
}
"""The sections that each section may come after."""


@dataclass(slots=True)
class Layout:
    """A document in its sections. `furniture` is where headings and levels stand: printed, but no items.

    While rows are taken, `section` is the one they belong to, and `columns` are those of the table.
    """

    title: CellPiece | None = None
    versions: list[list[CellPiece]] = field(default_factory=list)
    profile: list[list[CellPiece]] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    attitudes: list[CellPiece] = field(default_factory=list)
    notes: list[CellPiece] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    pages: int = 0
    section: str = "front"
    columns: list[PrintedColumn] = field(default_factory=list)
    first: bool = False

    def take(self, row: list[CellPiece]) -> None:
        """Sort one row into its section; a page or the version history may end at a gap."""
        label = squeeze("".join(cell.text for cell in row))
        if all(cell.blank for cell in row):
            if len(row) == 1:
                self.first = True
                self.section = "front" if self.section == "versions" else self.section
        elif FORM.attitudes.fullmatch(label):
            self._enter("attitudes", row)
        elif FORM.notes.fullmatch(label):
            self._enter("notes", row)
        elif headings := _headings(row):
            self._enter("table", row)
            self.columns = headings
            self.first = True
            self.pages += 1
        elif {squeeze(cell.text) for cell in row} >= FORM.versions:
            self._enter("versions", row)
            if self.versions:
                raise Malformed("document.second_history", where=row[0].where)
            self.versions.append(row)
        else:
            self._content(row)

    def _enter(self, section: str, row: list[CellPiece]) -> None:
        if self.section not in _AFTER[section]:
            raise Malformed("document.section_out_of_place", where=row[0].where, section=squeeze(row[0].text)[:20])
        self.section = section
        if section != "versions":
            self.furniture += [cell.span for cell in row if not cell.blank]

    def _content(self, row: list[CellPiece]) -> None:
        if self.section == "table":
            self.rows.append(self._row(row))
            self.first = False
        elif self.section == "versions":
            self.versions.append(row)
        elif self.section != "front":
            lines = self.attitudes if self.section == "attitudes" else self.notes
            lines.append(replace(row[0], text="\t".join(cell.text for cell in row)))
        elif len(row) > 1:
            self.profile.append(row)
        elif self.title is None and not self.profile:
            self.title = row[0]
        else:
            raise Malformed("document.stray_line", where=row[0].where)

    def _row(self, row: list[CellPiece]) -> TableRow:
        columns = self.columns
        if any(not cell.blank for cell in row[len(columns) :]):
            raise Malformed("document.wide_row", where=row[0].where, cells=len(row), headings=len(columns))
        cells = {column: [cell] for column, cell in zip(columns, row, strict=False) if not cell.blank}
        if PrintedColumn.LEVEL in cells:
            self.furniture.append(cells[PrintedColumn.LEVEL][0].span)
        return TableRow(row[0].where, self.first, cells)


def lay_out(source: Source) -> Layout:
    """Find the sections of a document and the rows and columns of its table.

    :raises Malformed: when a section or column is missing, unknown or printed twice.
    """
    layout = Layout()
    for row in source.rows:
        layout.take(row)
    if not (layout.profile or layout.rows or layout.pages):
        raise Malformed("document.no_standard")
    for there, entry in (
        (layout.profile, "document.no_profile"),
        (layout.rows, "document.no_tasks"),
        (layout.section in ("attitudes", "notes"), "document.no_attitudes"),
        (layout.section == "notes", "document.no_notes"),
    ):
        if not there:
            raise Malformed(entry, end=where(source.at(len(source.cells))))
    return layout


def _headings(row: list[CellPiece]) -> list[PrintedColumn]:
    """The columns of a heading row; empty when the row is no heading."""
    labels = [squeeze(cell.text) for cell in row]
    while labels and not labels[-1]:
        labels.pop()
    found = FORM.columns(labels)
    known = [column for column in found if column]
    if len(row) < 3 or len(known) < 3:
        return []
    place = row[0].where
    for label, column in zip(labels, found, strict=True):
        if column is None:
            expected = ", ".join(FORM.names.values())
            raise Malformed("document.unknown_heading", where=place, label=label, expected=expected)
        if found.count(column) > 1:
            raise Malformed("document.doubled_heading", where=place, label=label)
    for column, name in FORM.names.items():
        if column not in known and column is not PrintedColumn.LEVEL:
            raise Malformed("document.missing_column", where=place, column=name)
    return known
